// The ten seconds in which an answer can be taken back, counted down: data-held on the notice, data-held-seconds in it.
// Without this module the notice says how many there were when the page came, and Undo works all the same.
held();
document.addEventListener("htmx:afterSwap", held);
document.addEventListener("servanda:fresh", held);

function held() {
  for (const panel of document.querySelectorAll("[data-held]:not([data-ticking])")) {
    panel.dataset.ticking = "";
    if (Number(panel.dataset.held)) tick(panel, Date.now() + Number(panel.dataset.held) * 1000);
  }
}

// The panel of this ticket asks by itself whether its answer has left; for those elsewhere the page comes anew.
function tick(panel, ends) {
  const bar = panel.querySelector("progress");
  const said = panel.querySelector("[data-held-seconds]");
  const timer = setInterval(() => {
    const left = Math.max(0, (ends - Date.now()) / 1000);
    if (bar) bar.value = left;
    if (said) said.textContent = String(Math.ceil(left));
    if (left && panel.isConnected) return;
    clearInterval(timer);
    if (panel.id !== "held") setTimeout(() => document.dispatchEvent(new Event("servanda:stale")), 1000);
  }, 100);
}
