// The day of a visit: each tap is noted here at once and sent when there is a network, once and in order. Without this
// script the same buttons are plain forms.
import { box, newId, post } from "./outbox.js";

const data = JSON.parse(document.getElementById("day-data").textContent);
const { words } = data;
const noted = box("marks"); // survives the log-out of its teacher: numbers of rows, no names
const HERE = new Set(["present", "late"]);
const TONES = { present: "green", late: "yellow", absent: "red", left_early: "orange" };
const SEND_EVERY_MS = 15000;
const LOOK_EVERY_MS = 30000;
const MOST = 300;

const one = (selector, inside = document) => inside.querySelector(selector);
const every = (selector, inside = document) => [...inside.querySelectorAll(selector)];
const say = (sentence, facts) => sentence.replace(/\{(\w+)\}/g, (_whole, name) => facts[name]);
const rows = new Map(every("[data-attendee]").map((row) => [Number(row.dataset.attendee), row]));
const nameOf = (attendee) => one("[data-name]", rows.get(attendee))?.textContent ?? "";

// --- What the server knows, and what waits on top of it -----------------------------------------------------------------
let marks = new Map();
let counts = [];
for (const [attendee, { dataset }] of rows) if (dataset.kind) marks.set(attendee, { kind: dataset.kind, at: Number(dataset.at) });
counts = every("[data-counted]").map(({ dataset }) => ({
  moment: dataset.moment, counted: Number(dataset.counted), expected: Number(dataset.expected), at: Number(dataset.at),
}));

const waiting = () => noted.all(data.visit);
const sendable = () => waiting().filter((item) => !item.why && !item.sent);
// What was sent stays beside what waits until the kept page knows of it: without a network it would be gone after a reload.
const told = new Set();
const onTop = () => waiting().filter((item) => !item.why && !told.has(item.client));

function now() {
  const found = new Map(marks);
  for (const item of onTop()) {
    if (item.kind && (found.get(item.attendee)?.at ?? 0) <= item.at) found.set(item.attendee, { ...item, waits: !item.sent });
  }
  return found;
}

function here(found) {
  return [...rows.keys()].filter((attendee) => HERE.has(found.get(attendee)?.kind)).length;
}

// `sent`: what had reached the server before these facts were asked for.
function takeFacts(facts, sent) {
  if (facts.viewer !== data.owner) return location.reload(); // the phone has changed hands
  marks = new Map();
  for (const { attendee, kind, at } of facts.pupils) if (kind) marks.set(attendee, { kind, at: Date.parse(at) });
  counts = facts.counts.map((count) => ({ ...count, at: Date.parse(count.at) }));
  const isKept = !("serviceWorker" in navigator) || navigator.serviceWorker.controller;
  for (const { client } of sent) {
    told.add(client);
    if (isKept) noted.drop(client);
  }
  draw();
}

// --- Showing --------------------------------------------------------------------------------------------------------------
function draw() {
  const found = now();
  for (const [attendee, row] of rows) drawRow(row, found.get(attendee));
  drawFigures(found);
  drawCounts(found);
  drawWaiting();
}

function drawRow(row, mark) {
  const badge = one("[data-said]", row);
  badge.textContent = mark ? words.kinds[mark.kind] : words.unmarked;
  if (mark?.waits) badge.append(` · ${words.waits}`);
  badge.className = `nc-badge nc-tone-${TONES[mark?.kind] ?? "blue"}`;
  for (const button of every("button[name=kind]", row)) {
    button.setAttribute("aria-pressed", String(button.value === mark?.kind));
    if (button.value === "left_early") button.hidden = !mark || mark.kind === "absent";
  }
}

function drawFigures(found) {
  const kinds = [...rows.keys()].map((attendee) => found.get(attendee)?.kind);
  const show = (name, number) => (one(`[data-figure=${name}]`).textContent = number);
  show("here", here(found));
  for (const kind of ["late", "absent", "left_early"]) show(kind, kinds.filter((known) => known === kind).length);
  show("unmarked", kinds.filter((known) => !known).length);
}

function drawCounts(found) {
  const all = [...counts, ...onTop().filter((item) => item.moment)].sort((a, b) => a.at - b.at);
  const lines = all.map((count) => {
    const line = document.createElement("li");
    const time = new Date(count.at).toLocaleTimeString("vi-VN", { hour: "2-digit", minute: "2-digit", timeZone: "Asia/Ho_Chi_Minh" });
    line.textContent = `${time} · ${words.moments[count.moment]}: ${say(words.counted, count)}`;
    if (count.client && !count.sent) line.append(` · ${words.waits}`);
    return line;
  });
  one("[data-counts]").replaceChildren(...lines);
  drawWarning(all.at(-1), found);
}

function drawWarning(last, found) {
  const differs = last && last.counted !== last.expected;
  one("[data-right]").hidden = !last || differs;
  one("[data-wrong]").hidden = !differs;
  if (!last) return;
  const n = Math.abs(last.counted - last.expected);
  one("[data-right-text]").textContent = say(words.right, last);
  one("[data-wrong-text]").textContent = say(last.counted < last.expected ? words.fewer : words.more, { n });
  const list = (selector, wanted) => {
    const names = [...rows.keys()].filter(wanted).map(nameOf);
    one(selector).textContent = names.join(", ");
    one(selector).closest("div").hidden = !names.length;
  };
  list("[data-missing]", (attendee) => !found.has(attendee) || found.get(attendee).kind === "absent");
  list("[data-to-call]", (attendee) => HERE.has(found.get(attendee)?.kind));
}

function drawWaiting() {
  const n = sendable().length;
  const net = one("[data-net]");
  net.hidden = !n && navigator.onLine;
  one("[data-net-text]").textContent = n ? say(navigator.onLine && busy ? words.sending : words.pending, { n }) : words.offline;
  const refused = waiting().filter((item) => item.why);
  const place = one("[data-refused]");
  place.hidden = !refused.length;
  one("ul", place).replaceChildren(...refused.map(refusedLine));
}

function refusedLine(item) {
  const line = document.createElement("li");
  const what = item.kind
    ? `${nameOf(item.attendee)} – ${words.kinds[item.kind]}`
    : say(words.count, { moment: words.moments[item.moment], counted: item.counted });
  line.append(`${say(words.not_taken, { what, why: item.why })} `);
  const button = document.createElement("button");
  button.type = "button";
  button.className = "btn btn-secondary btn-sm";
  button.textContent = words.drop;
  button.addEventListener("click", () => {
    noted.drop(item.client);
    draw();
  });
  line.append(button);
  return line;
}

// --- Noting and sending ---------------------------------------------------------------------------------------------------
function note(facts) {
  const newest = waiting().at(-1)?.at ?? 0; // two taps within a millisecond keep their order
  noted.put({ c: data.visit, client: newId(), at: Math.max(Date.now(), newest + 1), ...facts });
  draw();
  send();
}

const csrf = () => /(?:^|; )csrftoken=([^;]+)/.exec(document.cookie)?.[1] ?? one('meta[name="csrf-token"]').content;
const iso = (at) => new Date(at).toISOString();
const asMark = ({ client, attendee, kind, at }) => ({ client_id: client, attendee, kind, at: iso(at) });
const asCount = ({ client, moment, counted, at }) => ({ client_id: client, moment, counted, at: iso(at) });
let busy = false;

async function send() {
  const items = sendable().slice(0, MOST);
  if (busy || !items.length) return;
  busy = true;
  drawWaiting();
  let settled = false;
  try {
    const answer = await post(data.api, {
      headers: { "Content-Type": "application/json", Accept: "application/json", "X-CSRFToken": csrf() },
      body: JSON.stringify({
        sent_at: iso(Date.now()),
        owner: data.owner,
        marks: items.filter((item) => item.kind).map(asMark),
        counts: items.filter((item) => item.moment).map(asCount),
      }),
    });
    settled = await settle(items, answer);
  } catch {
    // No network: they wait.
  } finally {
    busy = false;
    draw();
  }
  if (settled) send(); // what was noted meanwhile
}

// Whether each of the items is told what became of it; if not, all of them wait.
async function settle(items, answer) {
  if (answer.status >= 500 || answer.status === 429) return false; // not ours to lose: again in a while
  const answers = await answer.json();
  if (!answer.ok) {
    for (const item of items) noted.put({ ...item, why: answers.detail ?? String(answer.status) });
    return true;
  }
  const known = new Map(items.map((item) => [item.client, item]));
  for (const { client_id: client, outcome, why } of answers) {
    const item = known.get(client);
    if (outcome === "refused") noted.put({ ...item, why });
    else noted.put({ ...item, sent: true });
  }
  look();
  return answers.length === items.length;
}

// What other teachers noted meanwhile. One look at a time, so that no older answer is kept over a newer one.
let looks = false;
let again = false;

async function look() {
  again = looks;
  if (looks) return;
  looks = true;
  await lookOnce();
  looks = false;
  if (again) look();
}

async function lookOnce() {
  const sent = waiting().filter((item) => item.sent);
  try {
    const answer = await fetch(data.api, { headers: { Accept: "application/json" } });
    if (answer.ok) takeFacts(await answer.json(), answer.headers.has("X-Kept") ? [] : sent);
    else if (answer.status < 500 && answer.status !== 429) location.reload(); // logged out, or off this visit
  } catch {
    drawWaiting();
  }
}

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.matches("[data-mark]")) {
    event.preventDefault();
    note({ attendee: Number(form.elements.attendee.value), kind: event.submitter.value });
  } else if (form.matches("[data-count] form")) {
    event.preventDefault();
    countIn(form);
  }
});

function countIn(form) {
  const box = form.elements.counted;
  const counted = Number(box.value);
  box.setCustomValidity(box.value.trim() && Number.isInteger(counted) && counted >= 0 && counted <= 200 ? "" : words.number);
  if (!form.reportValidity()) return;
  note({ moment: form.elements.moment.value, counted, expected: here(now()) });
  box.value = "";
  one("#dem").scrollIntoView({ block: "start" });
}
one("[data-count] input[name=counted]").addEventListener("input", ({ target }) => target.setCustomValidity(""));

// --- Without a network ----------------------------------------------------------------------------------------------------
function scanned() {
  const code = location.pathname.startsWith(`${data.page}in/`) && location.pathname.slice(`${data.page}in/`.length, -1);
  if (!code) return;
  history.replaceState(null, "", data.page);
  for (const [attendee, row] of rows) {
    if (row.dataset.code !== decodeURIComponent(code)) continue;
    if (!HERE.has(now().get(attendee)?.kind)) note({ attendee, kind: "present" });
    row.scrollIntoView({ block: "center" });
    const message = `${nameOf(attendee)}: ${words.kinds.present.toLowerCase()}`;
    document.dispatchEvent(new CustomEvent("toast", { detail: { level: "success", message } }));
  }
}

async function keep() {
  if (!("serviceWorker" in navigator) || Date.now() > data.until) return;
  navigator.serviceWorker.addEventListener("message", ({ data: news }) => {
    if (news?.t === "kept") one("[data-kept]").hidden = !news.done;
  });
  await navigator.serviceWorker.register(data.worker);
  const { active } = await navigator.serviceWorker.ready;
  const loaded = performance.getEntriesByType("resource")
    .filter(({ name, initiatorType }) => name.startsWith(location.origin) && !/fetch|xmlhttprequest|beacon/.test(initiatorType))
    .map(({ name }) => name);
  active.postMessage({ t: "keep", loaded: [...new Set(loaded)] });
}

// What was refused is tried again once a page: whoever was logged out has logged in by now.
for (const item of waiting()) if (item.why) noted.put({ ...item, why: "" });
draw();
scanned();
send();
look();
window.addEventListener("load", () => keep().catch(() => {}));
window.addEventListener("online", () => send().then(look));
window.addEventListener("offline", drawWaiting);
setInterval(send, SEND_EVERY_MS);
setInterval(() => document.visibilityState === "visible" && look(), LOOK_EVERY_MS);
setInterval(() => Date.now() > data.until && location.reload(), 60000);
