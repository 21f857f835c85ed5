// One conversation, live. The server's places (`seq`, `change`) say what is new: whatever comes twice is taken once.
import { Composer } from "./composer.js";
import { seen as seenInList, spread } from "./live.js";
import * as outbox from "./outbox.js";
import { Socket } from "./socket.js";
import { View, filled } from "./talk_view.js";

const data = JSON.parse(document.getElementById("conversation-data").textContent);
const words = data.words;
const log = document.querySelector("[data-log]");
const form = document.querySelector("[data-composer]");
const HERE_EVERY_MS = 20000;
const HERE_FOR_MS = 45000;
const TYPING_FOR_MS = 5000;
const ASK_EVERY_MS = 5000; // where no socket opens
const SOON_MS = 3000;

// --- What the page holds ------------------------------------------------------------------------------------------------
const talk = {
  me: data.me,
  members: data.members,
  urls: data.urls,
  mostFiles: data.most_files,
  quotes: data.quotes,
  mayWrite: data.may_write,
  facts: new Map(),
  unreadFrom: null,
  // Its own messages without a place, by the number the page gave them: from the server, and from the outbox.
  own: new Map(data.waiting.map((item) => [item.client, item])),
  readings: data.readings,
  place: [...data.place],
  waiting: () => [...talk.own.values()],
  seenBy,
};
for (const message of data.messages) talk.facts.set(message.seq, message);
if (data.read < data.place[0]) {
  const fresh = data.messages.find((message) => message.seq > data.read && message.by && message.by !== data.me);
  talk.unreadFrom = fresh?.seq ?? null;
}

function seenBy() {
  const last = Math.max(0, ...[...talk.facts.values()].filter((one) => one.by === talk.me).map((one) => one.seq));
  if (!last) return "";
  const names = Object.entries(talk.readings).filter(([, seq]) => seq >= last).map(([by]) => talk.members[by]?.name);
  return names.filter(Boolean).length ? filled(words.seen, { names: names.filter(Boolean).join(", ") }) : "";
}

const view = new View({
  list: document.querySelector("[data-lines]"), talk, words,
  act: { reply: (message) => composer?.answer(message), react, again, drop },
});
const composer = form && new Composer({ form, talk, words, view, send, typing: () => socket.say({ t: "typing", c: data.c }) });

// --- Drawing, and where the reader stands ---------------------------------------------------------------------------------
const atEnd = () => log.scrollHeight - log.scrollTop - log.clientHeight < 90;
const toEnd = () => log.scrollTo({ top: log.scrollHeight });
const jump = document.querySelector("[data-jump]");
let missed = 0;

function draw({ follow = atEnd() } = {}) {
  view.sync();
  if (follow) toEnd();
  showJump();
}

function showJump() {
  if (atEnd()) missed = 0;
  jump.hidden = atEnd();
  if (missed) jump.querySelector("[data-jump-text]").textContent = filled(words.unreadCount, { count: missed });
}

jump.addEventListener("click", toEnd);
log.addEventListener("scroll", () => {
  showJump();
  markRead();
  if (log.scrollTop < 60) loadEarlier();
});
new ResizeObserver(() => stood && toEnd()).observe(log); // the keyboard comes up: the end stays in sight
let stood = true;
log.addEventListener("scroll", () => (stood = atEnd()), { passive: true });

// --- Taking what comes ------------------------------------------------------------------------------------------------------
function take(message) {
  const known = talk.facts.get(message.seq);
  if (known && known.change >= message.change) return;
  const isNew = !known && message.seq > talk.place[0];
  if (!known && !isNew && talk.facts.size && message.seq < Math.min(...talk.facts.keys())) return; // older than the page shows
  talk.facts.set(message.seq, message);
  if (message.by === talk.me && message.client) settled(message.client);
  if (isNew) arrived(message);
}

function arrived(message) {
  talk.place[0] = Math.max(talk.place[0], message.seq);
  if (message.by && message.by in talk.readings) talk.readings[message.by] = message.seq;
  typing.delete(message.by);
  if (message.note) follow(message);
  if (message.by === talk.me) return;
  if (!atEnd()) missed += 1;
  const name = message.note ? "" : view.voiceOf(message.by, message.side).name;
  const said = message.note ? view.note(message) : filled(words.newFrom, { name, text: view.textOf(message) });
  document.querySelector("[data-announcer]").textContent = said;
}

// A line of the site's: paused, going on, closed.
function follow(message) {
  if (message.note === "thawed" && !talk.mayWrite) location.reload();
  if (message.note !== "frozen" && message.note !== "closed") return;
  talk.mayWrite = false;
  const box = document.querySelector("[data-frozen]");
  box.hidden = message.note === "closed";
  const lines = message.details.map((detail) => `${words.obstacles[detail] ?? ""} ${words.todo[detail] ?? ""}`);
  box.querySelector("[data-frozen-why]").replaceChildren(...lines.map((text) => Object.assign(document.createElement("p"), { textContent: text })));
  refuse(view.note(message));
}

function refuse(why) {
  if (!form) return;
  for (const part of form.querySelectorAll("textarea, button, input[type=file]")) part.disabled = true;
  say(why);
}

const handlers = {
  message: (frame) => take(frame),
  change: (frame) => {
    take(frame);
    talk.place[1] = Math.max(talk.place[1], frame.change);
  },
  waiting: (frame) => wait(frame),
  decided: (frame) => wait(frame),
  read: (frame) => frame.by && frame.by !== talk.me && (talk.readings[frame.by] = Math.max(talk.readings[frame.by] ?? 0, frame.seq)),
  typing: (frame) => notice(typing, frame.by, TYPING_FOR_MS),
  here: (frame) => notice(here, frame.by, HERE_FOR_MS),
  queue: () => catchUp(),
  gone: () => {
    talk.mayWrite = false;
    refuse(words.gone);
  },
};

function heard(frame) {
  spread(frame, talk.me);
  if (frame.t === "welcome") welcomed(frame);
  if (frame.t === "beat") compare(frame.heads[data.c]);
  if (frame.c !== data.c || !(frame.t in handlers)) return;
  const end = atEnd();
  handlers[frame.t](frame);
  draw({ follow: end });
  if (frame.t === "message") markRead();
}

function wait(frame) {
  if (talk.facts.has(frame.seq)) return;
  talk.own.set(frame.client, { ...talk.own.get(frame.client), ...frame });
}

function settled(client) {
  talk.own.delete(client);
  outbox.drop(client);
}

// --- Who is there, who is typing ------------------------------------------------------------------------------------------
const typing = new Map();
const here = new Map();

function notice(signs, by, forMs) {
  if (by === talk.me) return;
  clearTimeout(signs.get(by));
  signs.set(by, setTimeout(() => {
    signs.delete(by);
    showNow();
  }, forMs));
  showNow();
}

function showNow() {
  const names = (signs) => [...signs.keys()].map((by) => talk.members[by]?.name).filter(Boolean).join(", ");
  const now = document.querySelector("[data-now]");
  if (typing.size) now.textContent = filled(words.typing, { names: names(typing) });
  else now.textContent = here.size ? filled(words.here, { names: names(here) }) : "";
}

const amHere = () => document.visibilityState === "visible" && socket.say({ t: "here", c: data.c });
setInterval(amHere, HERE_EVERY_MS);

// --- How far one has read -------------------------------------------------------------------------------------------------
let told = data.place[0];

function markRead() {
  if (document.visibilityState !== "visible" || !atEnd()) return;
  seenInList(data.c);
  if (talk.place[0] <= told || socket.state !== "open") return;
  told = talk.place[0];
  socket.say({ t: "read", c: data.c, seq: told });
}
document.addEventListener("visibilitychange", markRead);

// --- The connection -------------------------------------------------------------------------------------------------------
const socket = new Socket({ have: () => ({ [data.c]: talk.place }), heard, changed: connection });
let asking = null;

function connection(state) {
  const isDown = state !== "open" && (socket.tries > 1 || state === "refused");
  if (isDown) asking ??= setInterval(askAndSend, ASK_EVERY_MS);
  else if (state === "open") {
    clearInterval(asking);
    asking = null;
  }
  if (state === "open") say("");
  else if (socket.tries) say(navigator.onLine ? words.reconnecting : words.offline);
}

function say(text) {
  const place = document.querySelector("[data-state]");
  if (place) place.textContent = text;
}

async function welcomed(frame) {
  if (!frame.heads[data.c]) await socket.ask({ t: "follow", c: data.c, have: talk.place });
  amHere();
  markRead();
  flush();
}

// The server is ahead of this page although the line is open: a moment later it is asked for what lacks.
function compare(heads) {
  if (heads && (heads[0] > talk.place[0] || heads[1] > talk.place[1])) setTimeout(catchUp, 1500);
}

async function fetched(query) {
  try {
    const answer = await fetch(`${data.urls.messages}?${query}`, { headers: { Accept: "application/json" } });
    return answer.ok ? await answer.json() : null;
  } catch {
    return null;
  }
}

async function catchUp() {
  const found = await fetched(`after=${talk.place[0]}&change=${talk.place[1]}`);
  if (!found) return;
  const end = atEnd();
  Object.assign(talk.quotes, found.quotes);
  for (const message of [...found.messages, ...found.changes]) take(message);
  for (const message of found.changes) talk.place[1] = Math.max(talk.place[1], message.change);
  for (const message of found.messages) talk.place[0] = Math.max(talk.place[0], message.seq);
  showHeld(found.held);
  draw({ follow: end });
  markRead();
}

function showHeld(count) {
  const box = document.querySelector("[data-held]");
  box.hidden = !count;
  box.querySelector("[data-held-count]").textContent = String(count);
}

function askAndSend() {
  if (document.visibilityState !== "visible") return;
  catchUp();
  flush();
}

// --- Older messages -------------------------------------------------------------------------------------------------------
const earlier = document.querySelector("[data-earlier]");
let loading = false;

async function loadEarlier() {
  const first = Math.min(...talk.facts.keys());
  if (loading || !earlier || first <= 1) return;
  loading = true;
  earlier.setAttribute("aria-busy", "true");
  const found = await fetched(`before=${first}`);
  const height = log.scrollHeight;
  const top = log.scrollTop;
  if (found) {
    Object.assign(talk.quotes, found.quotes);
    for (const message of found.messages) talk.facts.set(message.seq, message);
    draw({ follow: false });
    if (Math.min(...talk.facts.keys()) <= 1) earlier.parentElement.hidden = true;
    log.scrollTop = top + log.scrollHeight - height;
  }
  earlier.removeAttribute("aria-busy");
  loading = false;
}

earlier?.addEventListener("click", (event) => {
  event.preventDefault();
  loadEarlier();
});

// --- Sending --------------------------------------------------------------------------------------------------------------
let sending = false;

function send({ body, reply, files }) {
  const item = { client: outbox.newId(), c: data.c, body, reply, files, at: Date.now() };
  outbox.put(item);
  talk.own.set(item.client, { ...item, state: socket.state === "open" || !socket.tries ? "sending" : "kept" });
  talk.unreadFrom = null;
  draw({ follow: true });
  flush();
}

function again(item) {
  outbox.put({ ...item, why: "" });
  talk.own.set(item.client, { ...item, why: "", state: "sending" });
  draw();
  flush();
}

function drop(item) {
  settled(item.client);
  draw();
}

// One after the other, so that they arrive in the order in which they were written.
async function flush() {
  if (sending) return;
  sending = true;
  let goesOn = true;
  for (let next = waitingToGo(); goesOn && next; next = waitingToGo()) {
    const answer = await transmit(next);
    goesOn = answer !== null && took(next, answer);
  }
  sending = false;
}

const waitingToGo = () => outbox.all(data.c).find((item) => !item.why);

async function transmit(item) {
  const files = item.files.map((file) => file.id);
  if (socket.state === "open")
    return socket.ask({ t: "send", c: data.c, client: item.client, body: item.body, reply: item.reply, files });
  return socket.tries > 1 || socket.state === "refused" ? post(item, files) : null;
}

async function post(item, files) {
  const facts = { client_id: item.client, body: item.body, reply_to: item.reply ?? "", attached: files.join() };
  try {
    const answer = await outbox.post(data.urls.messages, {
      body: new URLSearchParams(facts),
      headers: { Accept: "application/json", "X-CSRFToken": document.querySelector('meta[name="csrf-token"]').content },
    });
    return await answer.json();
  } catch {
    return null;
  }
}

// Whether the next one may go.
function took(item, answer) {
  if (answer.t === "ack") {
    outbox.drop(item.client);
    if (talk.facts.has(answer.seq)) talk.own.delete(item.client);
    else talk.own.set(item.client, { ...talk.own.get(item.client), ...item, ...answer });
    if (answer.seq && socket.state !== "open") catchUp();
    draw();
    return true;
  }
  if (answer.status === 429 || answer.status >= 500) {
    setTimeout(flush, SOON_MS);
    return false;
  }
  const failed = { ...item, why: answer.why || words.sending };
  outbox.put(failed);
  talk.own.set(item.client, { ...failed, state: "failed" });
  draw();
  return true;
}

// --- Reactions ------------------------------------------------------------------------------------------------------------
async function react(seq, emoji, on) {
  const answer = await socket.ask({ t: "react", c: data.c, seq, emoji, on });
  const why = answer === null ? words.reconnecting : answer.why;
  if (why) document.dispatchEvent(new CustomEvent("toast", { detail: { level: "danger", message: why } }));
}

// --- Beginning ------------------------------------------------------------------------------------------------------------
for (const item of outbox.all(data.c)) talk.own.set(item.client, { ...item, state: item.why ? "failed" : "sending" });
for (const message of talk.facts.values()) if (message.client && talk.own.has(message.client)) settled(message.client);
draw({ follow: false });
const fresh = document.querySelector(".nc-talk-new");
if (fresh) fresh.scrollIntoView({ block: "center" });
else toEnd();
stood = atEnd();
showJump();
seenInList(data.c);
socket.open();
