// The count of unread messages on every page. A person may hold five sockets, so of the windows of one browser only one
// has a socket for this; it tells the others. The page of a conversation has its own (conversation.js) and tells, too.
import { Socket } from "./socket.js";

const OWNER = document.documentElement.dataset.owner || "0";
const PLACES = [...document.querySelectorAll('[data-place="conversation_list"]')];
const KEY = `nc:unread:${OWNER}`;
const MANY = 99;
// Whoever only passes through a page needs no socket.
const PATIENCE_MS = 1500;
const hasThread = Boolean(document.getElementById("conversation-data"));

// Nothing until somebody said: what the server wrote into the page stands.
let unread = null;
const listeners = new Set();
const channel = "BroadcastChannel" in window ? new BroadcastChannel(`nc:talks:${OWNER}`) : null;

// --- The count in the navigation, and in the list where one is shown ----------------------------------------------------
function badge(place, total) {
  let count = place.querySelector(".nc-count");
  if (!count && total) {
    count = document.getElementById("unread-count").content.firstElementChild.cloneNode(true);
    place.append(count);
  }
  if (!count) return;
  count.hidden = !total;
  const number = count.querySelector("[data-number]") ?? count.firstChild;
  number.textContent = total > MANY ? `${MANY}+` : String(total);
}

function show() {
  if (!unread) return;
  const total = Object.values(unread).reduce((sum, count) => sum + count, 0);
  for (const place of PLACES) badge(place, total);
  for (const row of document.querySelectorAll("[data-talk]")) {
    const count = unread[row.dataset.talk] ?? 0;
    row.toggleAttribute("data-new", count > 0);
    const mark = row.querySelector("[data-count]");
    mark.hidden = !count;
    mark.querySelector("[data-number]").textContent = String(count);
  }
}

function keep() {
  try {
    sessionStorage.setItem(KEY, JSON.stringify(unread));
  } catch {
    // The count is asked for again on the next page.
  }
}

function know(counts) {
  unread = Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0));
  keep();
  show();
}

const tell = (said) => channel?.postMessage(said);

// --- What the pages of this browser tell each other ---------------------------------------------------------------------
export function onFrame(listener) {
  listeners.add(listener);
}

// A frame from a socket of this window: counted here, and told to the other windows.
export function spread(frame, me) {
  if (frame.t === "welcome") {
    know(frame.unread ?? {});
    tell({ counts: unread });
  } else if (frame.t === "message") {
    if (frame.by && frame.by !== me) know({ ...unread, [frame.c]: (unread?.[frame.c] ?? 0) + 1 });
    tell({ counts: unread, frame });
    update(frame);
  } else if (frame.t === "gone") {
    seen(frame.c);
  }
  for (const listener of listeners) listener(frame);
}

export function seen(conversation) {
  if (!unread?.[conversation]) return;
  know({ ...unread, [conversation]: 0 });
  tell({ counts: unread });
}

channel?.addEventListener("message", ({ data }) => {
  if (data.counts) know(data.counts);
  if (data.frame) update(data.frame);
  if (data.ask && socket?.state === "open") tell({ counts: unread });
});

// --- The list of conversations ------------------------------------------------------------------------------------------
function update(frame) {
  const row = document.querySelector(`[data-talk="${frame.c}"]`);
  if (!row || frame.note) return;
  const text = new DOMParser().parseFromString(frame.html, "text/html").body.textContent.trim();
  row.querySelector("[data-last]").textContent = text || frame.files?.[0]?.name || "";
  const time = row.querySelector("[data-when]");
  time.dateTime = frame.at;
  time.textContent = new Intl.DateTimeFormat("vi", { hour: "2-digit", minute: "2-digit" }).format(new Date(frame.at));
  row.parentElement.prepend(row);
}

document.addEventListener("htmx:load", show);

// --- Who holds the socket -------------------------------------------------------------------------------------------------
let socket = null;

function hold() {
  socket ??= new Socket({ have: () => ({}), heard: (frame) => spread(frame, Number(OWNER)) });
  socket.open();
  return new Promise(() => {}); // until the window closes
}

function begin() {
  if (navigator.locks) navigator.locks.request(`nc:talks:${OWNER}`, hold);
  else if (document.visibilityState === "visible") hold(); // no TLS: each window that is looked at has its own
}

try {
  const known = JSON.parse(sessionStorage.getItem(KEY));
  if (known) know(known);
} catch {
  // Nothing was kept.
}
if (PLACES.length && !hasThread) {
  tell({ ask: true });
  setTimeout(begin, PATIENCE_MS);
}
