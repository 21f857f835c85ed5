// What waits for the adviser, with the keyboard: j k or the arrows go from one to the next, a lets go, e opens the
// wording, b the reasons. Without this file every button is there all the same.
const cards = () => [...document.querySelectorAll("[data-waiting]")];
const here = () => document.activeElement?.closest?.("[data-waiting]");
const STEPS = { j: 1, ArrowDown: 1, k: -1, ArrowUp: -1 };
const WRITING = "input, textarea, select, [contenteditable]";

function focus(card) {
  if (!card) return;
  card.focus({ preventScroll: true });
  card.scrollIntoView({ block: "nearest" });
}

function step(by) {
  const all = cards();
  const place = all.indexOf(here());
  focus(place < 0 ? all[0] : all[Math.min(Math.max(place + by, 0), all.length - 1)]);
}

function act(card, key) {
  const thing = card.querySelector(`[data-key="${key}"]`);
  if (!thing) return;
  if (!(thing instanceof HTMLDetailsElement)) {
    thing.click();
    return;
  }
  thing.open = true;
  thing.querySelector("textarea, input")?.focus();
}

document.addEventListener("keydown", (event) => {
  if (event.altKey || event.ctrlKey || event.metaKey) return;
  const card = here();
  if (event.key === "Escape" && card) {
    focus(card);
    return;
  }
  if (event.target.closest(WRITING)) return;
  if (event.key in STEPS && (event.key.length === 1 || card)) {
    event.preventDefault();
    step(STEPS[event.key]);
  } else if (card && "aeb".includes(event.key)) {
    event.preventDefault();
    act(card, event.key);
  }
});

// After a decision the next one is looked at: the one the answer names, else the first.
function arrive() {
  focus(document.querySelector("[data-waiting][data-focus]") ?? cards()[0]);
}
document.addEventListener("htmx:afterSettle", (event) => {
  if (event.target.id === "review" || event.detail.elt?.id === "review") arrive();
});
if (document.querySelector("[data-waiting][data-focus]")) arrive();
