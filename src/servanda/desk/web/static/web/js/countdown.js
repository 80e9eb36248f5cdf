// Counts down what is left of a promise: working time runs only while support is open.
//
// On an element: data-left (seconds left, or over), data-asked (when that was true, epoch seconds), data-from and
// data-until (between which epoch seconds time runs next; without data-from it stands still), data-over where the promise
// is broken. Inside, the element with data-length is written anew, in hours and minutes as the server writes working time.
const SPACE = "\u00a0";

function written(seconds) {
  const minutes = Math.floor(seconds / 60);
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  if (hours) return `${hours}${SPACE}h` + (rest ? `${SPACE}${String(rest).padStart(2, "0")}` : "");
  return `${rest}${SPACE}min`;
}

function tick(now) {
  for (const each of document.querySelectorAll("[data-left][data-from]")) {
    const { left, asked, from, until, over } = each.dataset;
    const end = until ? Math.min(now, Number(until)) : now;
    const run = Math.max(0, end - Math.max(Number(asked), Number(from)));
    const rest = over === undefined ? Number(left) - run : Number(left) + run;
    const place = each.querySelector("[data-length]") ?? each;
    const words = written(Math.max(0, rest));
    if (place.textContent !== words) place.textContent = words;
    if (rest <= 0 && over === undefined && !each.dataset.told) {
      each.dataset.told = "yes";
      document.dispatchEvent(new CustomEvent("servanda:stale"));
    }
  }
}

setInterval(() => tick(Date.now() / 1000), 5000);
