// Keeps the day page of one visit for hours without a network: the page, what it loads, its facts, and nothing else.
// Each cache is named for its person and for the end of the day. The network's word goes first: whoever may no longer
// see the page, or is not logged in any more, finds nothing kept.
const PAGE = new URL(self.registration.scope).pathname;
const VISIT = /\/visits\/(\d+)\/day\/$/.exec(PAGE)[1];
const FACTS = `/api/v1/visits/${VISIT}/day/`;
const NAME = /^nc-day:(\d+):(\d+):(\d+)$/;
const LOADED = new Set(["style", "script", "font", "image", "manifest"]);
const PATIENCE_MS = 5000; // a bar of signal that carries nothing

self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(valid().then(() => self.clients.claim())));

// --- What is kept -----------------------------------------------------------------------------------------------------
// Names of this visit's caches; those whose day is over go.
async function valid() {
  const found = [];
  for (const name of await caches.keys()) {
    const [known, , visit, until] = NAME.exec(name) ?? [];
    if (!known || (visit !== VISIT && Number(until) > Date.now())) continue;
    if (Number(until) < Date.now()) await caches.delete(name);
    else found.push(name);
  }
  return found;
}

async function wipe(but) {
  for (const name of await valid()) if (name !== but) await caches.delete(name);
}

async function kept(address) {
  for (const name of await valid()) {
    const found = await (await caches.open(name)).match(address, { ignoreVary: true });
    if (found) return found;
  }
  return null;
}

// Says of itself that it is not the network's: it may be older than what the page has sent.
function asKept(found) {
  return found && new Response(found.body, { status: found.status, headers: [...found.headers, ["X-Kept", "1"]] });
}

// Under the name of whom the page itself says it was made for; a page of a day that is over says no end.
async function keepPage(answer) {
  const text = await answer.clone().text();
  const owner = /data-owner="(\d+)"/.exec(text)?.[1];
  const until = /"until": (\d+)/.exec(text)?.[1];
  const name = owner && until ? `nc-day:${owner}:${VISIT}:${until}` : null;
  await wipe(name);
  if (name) await (await caches.open(name)).put(PAGE, answer);
  return name;
}

async function keepFacts(answer) {
  const { viewer } = await answer.clone().json();
  const name = (await valid()).find((known) => NAME.exec(known)[1] === String(viewer));
  if (name) await (await caches.open(name)).put(FACTS, answer);
}

async function keepAll(loaded) {
  const page = await fetch(PAGE);
  const name = page.ok && !page.redirected ? await keepPage(page) : null;
  if (!name) return false;
  const cache = await caches.open(name);
  const one = async (address) => {
    const answer = await fetch(address);
    if (answer.ok) await cache.put(address, answer);
  };
  const done = await Promise.allSettled([fetch(FACTS).then(keepFacts), ...loaded.map(one)]);
  return done.every((each) => each.status === "fulfilled");
}

// --- What is answered -------------------------------------------------------------------------------------------------
const later = () => new Promise((resolve) => setTimeout(resolve, PATIENCE_MS, null));

// The network's answer; without one, and while it is silent, what is kept.
async function answer(request, fallback, keep) {
  const asked = fetch(request).catch(() => null);
  const given = await Promise.race([asked, later()]);
  if (!given || given.status >= 500) return asKept(await kept(fallback)) ?? (await asked) ?? Response.error();
  if (given.ok) await keep(given.clone());
  else if (new URL(request.url).pathname === fallback) await wipe(null);
  return given;
}

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== self.location.origin) return;
  if (request.mode === "navigate") {
    // A code that is scanned without a network: the kept page knows whom it stands for.
    if (pathname === PAGE) event.respondWith(answer(request, PAGE, keepPage));
    else if (pathname.startsWith(`${PAGE}in/`)) event.respondWith(answer(request, PAGE, async () => {}));
  } else if (pathname === FACTS) event.respondWith(answer(request, FACTS, keepFacts));
  else if (LOADED.has(request.destination)) {
    event.respondWith(kept(request.url).then((found) => found ?? fetch(request)));
  }
});

self.addEventListener("message", (event) => {
  if (event.data?.t !== "keep") return;
  const told = (done) => event.source.postMessage({ t: "kept", done });
  event.waitUntil(keepAll(event.data.loaded).then(told, () => told(false)));
});
