// <select data-select>: searching in long lists, with or without diacritics. Loaded only where one stands on the page.
const meta = (name) => document.querySelector(`meta[name="${name}"]`)?.content ?? "";
let ready;

function load() {
  ready ??= new Promise((resolve, reject) => {
    const sheet = document.createElement("link");
    sheet.rel = "stylesheet";
    sheet.href = meta("tom-select-css");
    // Before our own sheet, so that our tokens win.
    document.querySelector('link[rel="stylesheet"]').after(sheet);
    const script = document.createElement("script");
    script.src = meta("tom-select-js");
    script.onload = resolve;
    script.onerror = reject;
    document.head.append(script);
  });
  return ready;
}

const nothingFound = (_data, escape) => `<div class="no-results">${escape(meta("text-nothing-found"))}</div>`;

async function enhance(root) {
  const selects = [...root.querySelectorAll("select[data-select]:not(.tomselected)")];
  if (!selects.length) return;
  await load();
  for (const select of selects) {
    if (select.tomselect) continue; // another swap came while the script was on its way
    const label = select.labels[0];
    const chooser = new window.TomSelect(select, {
      plugins: select.multiple ? ["remove_button"] : [],
      maxOptions: 400,
      hideSelected: select.multiple,
      closeAfterSelect: !select.multiple,
      // What is typed is looked for at once: later, the list would open again over the form after a quick choice.
      refreshThrottle: 0,
      render: { no_results: nothingFound },
    });
    // The label now names the box that one types in; the hidden list keeps a name of its own.
    select.setAttribute("aria-label", label?.textContent.trim() ?? select.name);
    const described = select.getAttribute("aria-describedby");
    if (described) chooser.control_input.setAttribute("aria-describedby", described);
  }
}

enhance(document);
document.addEventListener("htmx:load", (event) => enhance(event.target.parentElement ?? document));
