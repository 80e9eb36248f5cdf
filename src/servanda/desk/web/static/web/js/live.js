// Keeps a page fresh without reloading it.
//
// <body> or any element with data-live-stream names an address of server-sent events; whenever something happened there,
// the page is fetched again (with data-live-only, the number of a ticket, only for that one) and every element with data-live and an id is replaced by its new self. What somebody has
// ticked, opened, typed or focused stays. Where the stream does not come, the page asks once a minute.
const stream = document.querySelector("[data-live-stream]")?.dataset.liveStream;
const QUIET = 400;
const MINUTE = 60_000;
let [waiting, busy, again] = [0, false, false];

function kept(region) {
  return {
    ticked: new Set([...region.querySelectorAll("input[type=checkbox][id]:checked")].map((each) => each.id)),
    opened: new Set([...region.querySelectorAll("details[id][open]")].map((each) => each.id)),
    focused: region.contains(document.activeElement) ? document.activeElement.id : "",
    current: region.querySelector("[data-current]")?.id ?? "",
  };
}

function restore(region, { ticked, opened, focused, current }) {
  for (const box of region.querySelectorAll("input[type=checkbox][id]")) box.checked = ticked.has(box.id);
  for (const each of region.querySelectorAll("details[id]")) each.open ||= opened.has(each.id);
  if (current) document.getElementById(current)?.setAttribute("data-current", "");
  if (focused) document.getElementById(focused)?.focus({ preventScroll: true });
}

function typing(region) {
  const active = document.activeElement;
  return region.contains(active) && active.matches("input:not([type=checkbox]), textarea, select");
}

export async function refresh() {
  if (busy) {
    again = true;
    return;
  }
  busy = true;
  try {
    const answer = await fetch(location.href, { headers: { "X-Servanda-Live": "yes" }, credentials: "same-origin" });
    if (answer.redirected || [403, 404].includes(answer.status)) {
      // Signed out elsewhere, or no longer let in: what stands here is nobody's to read any more.
      location.reload();
      return;
    }
    if (!answer.ok) return;
    const fresh = new DOMParser().parseFromString(await answer.text(), "text/html");
    for (const region of document.querySelectorAll("[data-live][id]")) {
      const next = fresh.getElementById(region.id);
      if (!next || typing(region) || next.innerHTML === region.innerHTML) continue;
      const state = kept(region);
      region.replaceChildren(...next.childNodes);
      restore(region, state);
    }
    document.dispatchEvent(new CustomEvent("servanda:fresh"));
  } catch {
    // The next event, or the next minute, tries again.
  } finally {
    busy = false;
    if (again) {
      again = false;
      soon();
    }
  }
}

function soon() {
  clearTimeout(waiting);
  waiting = setTimeout(refresh, QUIET);
}

if (stream) {
  const source = new EventSource(stream);
  const only = Number(document.querySelector("[data-live-stream]").dataset.liveOnly);
  source.addEventListener("changed", (event) => (!only || JSON.parse(event.data).includes(only)) && soon());
  addEventListener("pagehide", () => source.close());
  setInterval(() => document.hidden || refresh(), MINUTE);
  document.addEventListener("servanda:stale", soon);
  document.addEventListener("visibilitychange", () => document.hidden || soon());
}
