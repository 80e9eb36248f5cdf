// Keys for everything, without stealing any.
//
// A template gives a key to what it draws: data-key="r" on a link or a button clicks it, on a field focuses it, on a
// <summary> opens it. "g q" is one key after the other, "Shift+A" and "Ctrl+K" (Command on a Mac) as they look.
// data-key-name says what it does where the element's own words do not; data-key-group is the heading in the help.
// An element that is hidden or disabled does nothing. Load this module once on a page, after queue.js where there is one,
// and include web/queue/keys.html for the help (?) and the palette (Ctrl+K).
//
// Single keys act only where no element says data-shortcuts="no", never in a field, never with Ctrl, Alt or Command:
// those belong to the browser, but for Ctrl+K and Ctrl+Enter, which are taken on purpose.
const single = document.querySelector("[data-shortcuts]")?.dataset.shortcuts !== "no";
const WAIT = 1200;
let [first, firstAt] = ["", 0];

const writing = (target) =>
  target instanceof Element && target.closest("input:not([type=checkbox], [type=radio]), textarea, select, [contenteditable]");

function keyed() {
  return [...document.querySelectorAll("[data-key]")];
}

function named(event) {
  const { key } = event;
  if (event.ctrlKey || event.metaKey) return `Ctrl+${key.length === 1 ? key.toUpperCase() : key}`;
  return event.shiftKey && /^[a-z]$/i.test(key) ? `Shift+${key.toUpperCase()}` : key;
}

function usable(element) {
  return !element.disabled && !element.closest("dialog:not([open])");
}

export function act(element) {
  if (element.matches("input:not([type=checkbox], [type=submit], [type=button]), textarea, select")) {
    element.focus();
    element.select?.();
  } else if (element.matches("summary")) {
    element.parentElement.open = true;
    element.parentElement.querySelector("input, select, textarea, button, a")?.focus();
  } else {
    element.click();
  }
}

function found(keys) {
  return keyed().find((each) => each.dataset.key.split("|").includes(keys) && usable(each) && !each.matches("span"));
}

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.isComposing || event.altKey) return;
  const keys = named(event);
  if (keys.startsWith("Ctrl+")) {
    const element = found(keys);
    if (element) act(element);
    else if (keys !== "Ctrl+K" || !openPalette()) return;
    event.preventDefault();
    return;
  }
  if (!single || writing(event.target) || document.querySelector("dialog[open]")) return;
  if (["Enter", " "].includes(event.key) && event.target.closest?.("a, button, summary, input")) return;
  if (keys === "?" && help) {
    event.preventDefault();
    openHelp();
    return;
  }
  const pair = first && Date.now() - firstAt < WAIT ? `${first} ${event.key}` : "";
  const element = (pair && found(pair)) || found(keys);
  first = "";
  if (element) {
    event.preventDefault();
    act(element);
  } else if (keyed().some((each) => each.dataset.key.startsWith(`${event.key} `))) {
    [first, firstAt] = [event.key, Date.now()];
  } else {
    document.dispatchEvent(new CustomEvent("servanda:key", { detail: { keys, event } }));
  }
});

// The help: every key of the page under its heading.
const help = document.getElementById("keys");

function rows() {
  const known = new Map();
  const fixed = help.querySelector("[data-keys-fixed]")?.content.querySelectorAll("[data-key]") ?? [];
  const listed = document.querySelector("[data-row]") !== null;
  const used = [...fixed].filter((each) => listed || each.dataset.always !== undefined);
  for (const each of [...keyed(), ...used]) {
    if (each.disabled) continue;
    const group = each.dataset.keyGroup ?? each.closest("[data-key-group]")?.dataset.keyGroup ?? "";
    const name = each.dataset.keyName ?? each.getAttribute("aria-label") ?? each.textContent.trim().replace(/\s+/g, " ");
    const lines = known.get(group) ?? new Map();
    lines.set(name, [...new Set([...(lines.get(name) ?? []), each.dataset.key])]);
    known.set(group, lines);
  }
  return known;
}

// What stands on the keys of the reader's keyboard: "Maj + A" in French.
function engraved(keys) {
  const words = help.querySelector("[data-keys-list]").dataset;
  return keys.split("+").map((each) => words[each.toLowerCase()] ?? each).join(" + ");
}

function drawHelp() {
  const list = help.querySelector("[data-keys-list]");
  list.replaceChildren();
  for (const [group, lines] of rows()) {
    const part = document.createElement("section");
    const title = Object.assign(document.createElement("h3"), { textContent: group });
    const names = document.createElement("dl");
    for (const [name, keys] of lines) {
      const term = document.createElement("dt");
      for (const each of keys.join("|").split("|").join(" ").split(" ")) {
        term.append(Object.assign(document.createElement("kbd"), { textContent: engraved(each) }));
      }
      names.append(term, Object.assign(document.createElement("dd"), { textContent: name }));
    }
    if (group) part.append(title);
    part.append(names);
    list.append(part);
  }
}

function openHelp() {
  drawHelp();
  help.showModal();
}

for (const button of document.querySelectorAll("[data-key-help]")) {
  button.hidden = false;
  button.addEventListener("click", openHelp);
}

// The palette: type where to go.
const palette = document.getElementById("palette");
const words = document.getElementById("palette-words");
const list = document.getElementById("palette-found");
let [asked, chosen] = [0, 0];

function openPalette() {
  if (!palette) return false;
  palette.showModal();
  words.value = "";
  offer();
  return true;
}

function choose(place) {
  const options = [...list.children];
  if (!options.length) return;
  chosen = (place + options.length) % options.length;
  options.forEach((each, number) => each.setAttribute("aria-selected", String(number === chosen)));
  words.setAttribute("aria-activedescendant", options[chosen].id);
  options[chosen].scrollIntoView({ block: "nearest" });
}

async function offer() {
  const turn = ++asked;
  const answer = await fetch(`${palette.dataset.go}?q=${encodeURIComponent(words.value)}`, { credentials: "same-origin" });
  if (!answer.ok || turn !== asked) return;
  const { found: offers } = await answer.json();
  list.replaceChildren(
    ...offers.map(({ kind, name, href }, number) => {
      const option = Object.assign(document.createElement("li"), { id: `offer-${number}` });
      option.setAttribute("role", "option");
      option.dataset.href = href;
      option.append(
        Object.assign(document.createElement("span"), { textContent: name }),
        Object.assign(document.createElement("small"), { textContent: kind }),
      );
      option.addEventListener("click", () => location.assign(href));
      return option;
    }),
  );
  words.setAttribute("aria-expanded", String(offers.length > 0));
  choose(0);
}

words?.addEventListener("input", offer);
words?.addEventListener("keydown", (event) => {
  const steps = { ArrowDown: 1, ArrowUp: -1 };
  if (event.key in steps) {
    event.preventDefault();
    choose(chosen + steps[event.key]);
  } else if (event.key === "Escape") {
    event.preventDefault();
    palette.close();
  } else if (event.key === "Enter" && list.children[chosen]) {
    event.preventDefault();
    location.assign(list.children[chosen].dataset.href);
  }
});

document.documentElement.dataset.keys = single ? "all" : "few";
