// The composer of a ticket: hints by kind, completions for :: and @, pasted images.
// Keys belong to keyboard.js. Everything works without this module: texts come from a list, mentions and shortcuts are plain text, forms are posted.
const MOST = 8;

const form = document.querySelector("[data-composer]");
if (form) {
  const text = form.elements.text;
  kinds(form, text);
  modules(form, text);
  pasting(form, text);
  completions(form, text);
}

function plain(words) {
  return words.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

function kinds(form, text) {
  for (const radio of form.querySelectorAll("[name=kind]")) {
    radio.addEventListener("change", () => {
      for (const hint of form.querySelectorAll("[data-kind]")) hint.hidden = hint.dataset.kind !== radio.value;
    });
    radio.addEventListener("click", (event) => event.detail === 0 && !event.isTrusted && text.focus());
  }
}

function put(text, from, to, words) {
  text.setRangeText(words, from, to, "end");
  text.focus();
  text.dispatchEvent(new Event("input", { bubbles: true }));
}

function modules(form, text) {
  const list = form.querySelector("[data-modules]");
  const insert = list?.parentElement.querySelector("button");
  if (!insert) return;
  insert.addEventListener("click", (event) => {
    event.preventDefault();
    const words = list.selectedOptions[0]?.dataset.text;
    if (words) put(text, text.selectionStart, text.selectionEnd, words);
  });
}

function pasting(form, text) {
  const field = form.elements.files;
  text.addEventListener("paste", (event) => {
    const images = [...event.clipboardData.files].filter((file) => file.type.startsWith("image/"));
    if (!images.length) return;
    event.preventDefault();
    const all = new DataTransfer();
    for (const file of [...field.files, ...images]) all.items.add(file);
    field.files = all.files;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  });
  // What was kept on the server is not sent again.
  document.addEventListener("htmx:oobAfterSwap", (event) => {
    if (event.detail.target?.id === "composer-files") field.value = "";
  });
}

function completions(form, text) {
  const list = document.getElementById("completions");
  const shortcuts = [...form.querySelectorAll("[data-modules] option[data-text]")].map((each) => ({
    key: each.value,
    name: each.textContent,
    words: each.dataset.text,
  }));
  const names = form.dataset.mentions.split("|").map((name) => ({ key: name, name, words: `@${name} ` }));
  let found = [];
  let chosen = 0;
  let start = 0;

  function look() {
    const before = text.value.slice(0, text.selectionStart);
    const match = before.match(/(?:^|[^\w:])(::[\w-]*|@[\p{L}]*)$/u);
    if (!match) return close();
    const typed = match[1];
    start = before.length - typed.length;
    const sought = plain(typed.replace(/^(::|@)/, ""));
    const all = typed.startsWith("@") ? names : shortcuts;
    found = all.filter((each) => plain(`${each.key} ${each.name}`).includes(sought)).slice(0, MOST);
    chosen = 0;
    draw();
  }

  function draw() {
    list.replaceChildren(
      ...found.map((each, number) => {
        const item = document.createElement("li");
        item.id = `completion-${number}`;
        item.setAttribute("role", "option");
        item.setAttribute("aria-selected", String(number === chosen));
        item.textContent = each.name;
        item.addEventListener("mousedown", (event) => {
          event.preventDefault();
          take(number);
        });
        return item;
      }),
    );
    list.hidden = !found.length;
    text.setAttribute("aria-controls", "completions");
    if (found.length) text.setAttribute("aria-activedescendant", `completion-${chosen}`);
    else text.removeAttribute("aria-activedescendant");
  }

  function close() {
    found = [];
    draw();
  }

  function take(number) {
    const { words } = found[number];
    close();
    put(text, start, text.selectionStart, words);
    close();
  }

  text.addEventListener("input", look);
  text.addEventListener("blur", close);
  text.addEventListener("keydown", (event) => {
    if (!found.length || event.ctrlKey || event.metaKey) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) chosen = (chosen + step + found.length) % found.length;
    else if (event.key === "Enter" || event.key === "Tab") take(chosen);
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
    event.stopPropagation();
    if (found.length) draw();
  });
}
