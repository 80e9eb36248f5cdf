// What joins the thread by itself counts as seen once it was on the screen for a moment, as long as no answer is begun.
//
// Whatever comes after the first word is told of when the answer is sent: words that were written without it may not fit.
// Without this module nothing joins by itself either.
const MOMENT = 1000;
const form = document.querySelector("[data-composer]");
const thread = document.getElementById("thread");
const looked = new Set();
let observer = null;

function begun() {
  return form.elements.text.value.trim() !== "" || document.querySelector("#composer-files li") !== null;
}

function fresh() {
  const known = Number(form.elements.seen.value);
  const found = [...thread.querySelectorAll("[data-event]")].filter((each) => Number(each.dataset.event) > known);
  return found.sort((one, other) => one.dataset.event - other.dataset.event);
}

function note() {
  if (begun()) return;
  for (const { dataset } of fresh()) {
    if (!looked.has(dataset.event)) return;
    form.elements.seen.value = dataset.event;
    form.elements.began.value = dataset.event;
  }
}

function shown({ intersectionRatio, intersectionRect }) {
  return intersectionRatio >= 0.5 || intersectionRect.height >= innerHeight / 2;
}

function watch() {
  observer?.disconnect();
  const waiting = new Map();
  observer = new IntersectionObserver(
    (entries) => {
      for (const entry of entries) {
        clearTimeout(waiting.get(entry.target));
        if (!shown(entry)) continue;
        const { event } = entry.target.dataset;
        const look = () => {
          if (!entry.target.isConnected || document.hidden || begun()) return;
          looked.add(event);
          note();
        };
        waiting.set(entry.target, setTimeout(look, MOMENT));
      }
    },
    { threshold: [0, 0.25, 0.5, 0.75, 1] },
  );
  for (const each of fresh()) observer.observe(each);
}

if (form && thread) {
  document.addEventListener("servanda:fresh", watch);
  document.addEventListener("visibilitychange", () => document.hidden || watch());
}
