// The list under the hands: j and k move, Enter or o opens, x ticks, Shift+A ticks all; and how many are ticked.
const rows = () => [...document.querySelectorAll("[data-row]")];
const current = () => document.querySelector("[data-row][data-current]");

function move(step) {
  const all = rows();
  if (!all.length) return;
  const from = all.indexOf(current());
  const next = all[from < 0 ? (step > 0 ? 0 : all.length - 1) : Math.min(all.length - 1, Math.max(0, from + step))];
  for (const each of all) each.toggleAttribute("data-current", each === next);
  next.querySelector("a")?.focus({ preventScroll: true });
  next.scrollIntoView({ block: "nearest" });
}

function tick(boxes, on) {
  for (const box of boxes) box.checked = on;
  count();
}

const boxes = () => [...document.querySelectorAll("[data-row] input[type=checkbox]")];

document.addEventListener("servanda:key", ({ detail: { keys, event } }) => {
  const row = current() ?? document.activeElement?.closest?.("[data-row]");
  const deeds = {
    j: () => move(1),
    k: () => move(-1),
    o: () => row?.querySelector("a")?.click(),
    Enter: () => row?.querySelector("a")?.click(),
    x: () => {
      const box = row?.querySelector("input[type=checkbox]");
      if (box) tick([box], !box.checked);
    },
    "Shift+A": () => tick(boxes(), !boxes().every((box) => box.checked)),
  };
  if (!(keys in deeds) || !rows().length) return;
  event.preventDefault();
  deeds[keys]();
});

// What acts on rows acts on the current one where none is ticked.
document.querySelector("#bulk-fold")?.addEventListener("click", (event) => {
  const box = current()?.querySelector("input[type=checkbox]");
  if (event.target.closest("button[form=bulk]") && box && !boxes().some((each) => each.checked)) box.checked = true;
});

function count() {
  const ticked = boxes().filter((box) => box.checked).length;
  for (const each of document.querySelectorAll("[data-ticked]")) {
    each.hidden = !ticked;
    each.textContent = ticked;
  }
  document.querySelector("#bulk-fold")?.toggleAttribute("data-on", ticked > 0);
}

document.addEventListener("change", (event) => event.target.matches("[data-row] input") && count());
document.addEventListener("servanda:fresh", count);
count();

// Views fold away on a phone; beside the list they are always open.
const fold = document.getElementById("views-fold");
if (fold && matchMedia("(max-width: 63.99rem)").matches) fold.open = false;

// A form that answers as one types: its region is fetched anew, the form stays as it is.
for (const form of document.querySelectorAll("form[data-asks]")) {
  const region = form.dataset.asks;
  let [waiting, turn] = [0, 0];
  const ask = async () => {
    const mine = ++turn;
    const body = new FormData(form);
    body.set("deed", "preview");
    const get = form.method === "get";
    const address = get ? `${form.action}?${new URLSearchParams(body)}` : form.action;
    const answer = await fetch(address, { method: form.method, body: get ? undefined : body, credentials: "same-origin" });
    if (mine !== turn || answer.status >= 500) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html").getElementById(region);
    if (fresh) document.getElementById(region)?.replaceChildren(...fresh.childNodes);
  };
  const soon = (event) => {
    if (event.type === "change" || form.dataset.asksTyping !== undefined) {
      clearTimeout(waiting);
      waiting = setTimeout(ask, 250);
    }
  };
  form.addEventListener("input", soon);
  form.addEventListener("change", soon);
}
