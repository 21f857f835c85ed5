// A second click does not send a form twice; what was typed survives a lost connection.
import { wipe } from "./day_caches.js";

const RELEASE_AFTER_MS = 8000; // an answer that is a file leaves the page standing
const DRAFT_DAYS = 7;
const PREFIX = "nc:draft:";
const SENT = "nc:draft-sent";

// --- One submission at a time ---------------------------------------------------------------------------------------
function release(form) {
  delete form.dataset.sending;
  for (const button of form.querySelectorAll('[aria-busy="true"]')) button.removeAttribute("aria-busy");
}

const byHtmx = (form, submitter) =>
  [form, submitter].some((part) => part?.matches("[hx-get], [hx-post], [hx-put], [hx-patch], [hx-delete]"));

// In the capturing phase, after the question of dialogs.js and before htmx: it guards both kinds of sending.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method === "dialog") return;
  if (form.dataset.sending) {
    event.preventDefault();
    event.stopImmediatePropagation();
    return;
  }
  form.dataset.sending = "1";
  event.submitter?.setAttribute("aria-busy", "true");
  setTimeout(() => (event.defaultPrevented && !byHtmx(form, event.submitter) ? release(form) : rememberSent(form)));
  setTimeout(() => release(form), RELEASE_AFTER_MS);
}, true);
document.addEventListener("htmx:afterRequest", (event) => {
  const form = event.target.closest?.("form");
  if (!form) return;
  release(form);
  if (form.dataset.draft && event.detail.successful) localStorage.removeItem(keyOf(form));
});
window.addEventListener("pageshow", () => document.querySelectorAll("form[data-sending]").forEach(release));

document.addEventListener("click", (event) => {
  if (event.target.closest('[aria-disabled="true"]')) {
    event.preventDefault();
    event.stopImmediatePropagation();
  }
}, true);

// --- Drafts: <form data-draft="idea-new"> -----------------------------------------------------------------------------
const owner = document.documentElement.dataset.owner || "0";
const keyOf = (form) => `${PREFIX}${owner}:${form.dataset.draft}`;
const SKIPPED = new Set(["password", "file", "hidden", "submit", "button"]);
const fieldsOf = (form) => [...form.elements].filter((field) => field.name && !SKIPPED.has(field.type));

function valuesOf(form) {
  const values = {};
  for (const field of fieldsOf(form)) {
    values[field.name] ??= [];
    if (field.type === "checkbox" || field.type === "radio") {
      if (field.checked) values[field.name].push(field.value);
    } else if (field.multiple) {
      values[field.name].push(...[...field.selectedOptions].map((option) => option.value));
    } else {
      values[field.name].push(field.value);
    }
  }
  return values;
}

function fill(form, values) {
  const taken = {};
  for (const field of fieldsOf(form)) {
    const wanted = values[field.name];
    if (!wanted) continue;
    if (field.type === "checkbox" || field.type === "radio") {
      field.checked = wanted.includes(field.value);
    } else if (field.multiple) {
      for (const option of field.options) option.selected = wanted.includes(option.value);
    } else {
      const place = taken[field.name] ?? 0;
      taken[field.name] = place + 1;
      field.value = wanted[place] ?? field.value;
    }
    field.tomselect?.sync();
  }
}

function rememberSent(form) {
  if (form.dataset.draft) sessionStorage.setItem(SENT, keyOf(form));
  if (form.hasAttribute("data-forget-drafts")) forgetAll();
}

// At log-out: drafts, unsent messages, the count of unread ones, pages with names of pupils.
function forgetAll() {
  wipe();
  const mine = /^nc:(draft|outbox|unread):/;
  for (const store of [localStorage, sessionStorage])
    for (const key of Object.keys(store)) if (mine.test(key)) store.removeItem(key);
}

function read(key) {
  try {
    const draft = JSON.parse(localStorage.getItem(key));
    if (draft && Date.now() - draft.at < DRAFT_DAYS * 86400000) return draft;
  } catch {
    // A draft that cannot be read is no draft.
  }
  localStorage.removeItem(key);
  return null;
}

function notice(form, draft, original) {
  const template = document.getElementById("draft-notice");
  if (!template) return;
  const card = template.content.firstElementChild.cloneNode(true);
  card.querySelector("[data-when]").textContent = new Date(draft.at).toLocaleString(document.documentElement.lang, {
    hour: "2-digit", minute: "2-digit", day: "2-digit", month: "2-digit",
  });
  card.querySelector("[data-discard]").addEventListener("click", () => {
    localStorage.removeItem(keyOf(form));
    fill(form, original);
    card.remove();
  });
  form.prepend(card);
}

function keep(form) {
  const key = keyOf(form);
  const original = valuesOf(form);
  const refused = form.querySelector('[aria-invalid="true"], .nc-errors');
  const draft = refused ? null : read(key);
  if (draft && JSON.stringify(draft.values) !== JSON.stringify(original)) {
    fill(form, draft.values);
    notice(form, draft, original);
  }
  let timer;
  const save = () => {
    clearTimeout(timer);
    timer = setTimeout(() => {
      if (!form.dataset.sending) localStorage.setItem(key, JSON.stringify({ at: Date.now(), values: valuesOf(form) }));
    }, 600);
  };
  form.addEventListener("input", save);
  form.addEventListener("change", save);
}

try {
  // Sent, and the page that came back does not ask for the same form again: it was taken, so the draft goes.
  const sent = sessionStorage.getItem(SENT);
  const forms = [...document.querySelectorAll("form[data-draft]")];
  const stillOpen = forms.some((form) => keyOf(form) === sent && form.querySelector('[aria-invalid="true"], .nc-errors'));
  if (sent && !stillOpen) localStorage.removeItem(sent);
  sessionStorage.removeItem(SENT);
  forms.forEach(keep);
} catch {
  // No storage in this browser: forms work, drafts are not kept.
}
