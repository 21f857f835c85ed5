// What htmx sends and what happens around it: the CSRF token, a toast for answers, a toast when the line is down.
const meta = (name) => document.querySelector(`meta[name="${name}"]`)?.content ?? "";

document.addEventListener("htmx:configRequest", (event) => {
  if (event.detail.verb !== "get") event.detail.headers["X-CSRFToken"] = meta("csrf-token");
});

function toast(level, message) {
  const template = document.getElementById(level === "danger" ? "toast-danger" : "toast-success");
  const region = document.getElementById("toasts");
  if (!template || !region || !message) return;
  const card = template.content.firstElementChild.cloneNode(true);
  card.querySelector("[data-text]").textContent = message;
  region.append(card);
  while (region.children.length > 4) region.firstElementChild.remove();
}

// The server names it with HX-Trigger: {"toast": {"level": "success", "message": "…"}}.
document.addEventListener("toast", (event) => toast(event.detail.level, event.detail.message));
document.addEventListener("htmx:sendError", () => toast("danger", meta("text-offline")));
document.addEventListener("htmx:timeout", () => toast("danger", meta("text-offline")));
document.addEventListener("htmx:responseError", (event) => {
  if (event.detail.xhr.status >= 500) toast("danger", meta("text-server-error"));
});

document.addEventListener("click", (event) => {
  const button = event.target.closest("[data-close]");
  if (!button) return;
  const card = button.closest("[data-closable]");
  const next = card?.nextElementSibling?.querySelector("[data-close]");
  card?.remove();
  next?.focus();
});
