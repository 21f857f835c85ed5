// The day page of a visit is kept for hours without a network, with names of minors (visit_day_worker.js). It goes when
// somebody else, or nobody, is logged in on this phone, when the day is over, and at log-out. What was noted and not yet
// sent stays for its teacher: it holds numbers alone.
const NAME = /^nc-day:(\d+):(\d+):(\d+)$/;
const OWNER = document.documentElement.dataset.owner || "0";

const tell = (work) => work.catch(() => {}); // no storage in this browser: nothing is kept in it either

async function drop(goes) {
  if (!("caches" in window)) return;
  for (const name of await caches.keys()) {
    const [found, owner, , until] = NAME.exec(name) ?? [];
    if (found && goes(owner, Number(until))) await caches.delete(name);
  }
}

async function unregister() {
  if (!("serviceWorker" in navigator)) return;
  for (const known of await navigator.serviceWorker.getRegistrations()) {
    if (/\/visits\/\d+\/day\/$/.test(new URL(known.scope).pathname)) await known.unregister();
  }
}

export function wipe() {
  tell(drop(() => true));
  tell(unregister());
}

if (OWNER === "0") wipe();
else tell(drop((owner, until) => owner !== OWNER || until < Date.now()));
