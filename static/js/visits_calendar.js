// A month and a week on wide screens: <c-visit-calendar feed="…">. On phones the list beside it is the calendar.
const WIDE = window.matchMedia("(min-width: 768px)");

function options(box) {
  const text = box.dataset;
  return {
    view: "dayGridMonth",
    locale: box.lang,
    firstDay: 1,
    height: "auto",
    dayMaxEvents: 3,
    nowIndicator: true,
    slotMinTime: "06:00:00",
    slotMaxTime: "21:00:00",
    allDaySlot: false,
    editable: false,
    headerToolbar: { start: "title", center: "", end: "dayGridMonth,timeGridWeek today prev,next" },
    buttonText: {
      today: text.textToday, dayGridMonth: text.textMonth, timeGridWeek: text.textWeek,
      next: text.textNext, prev: text.textPrevious, close: text.textClose,
    },
    eventSources: [{ events: (asked) => read(box, asked) }],
    eventContent: ({ event, timeText }) => ({ domNodes: [line("time", timeText), line("span", event.title)] }),
    eventClassNames: ({ event }) => [`nc-calendar-${event.extendedProps.state}`],
    eventClick: ({ event }) => {
      if (event.extendedProps.url) window.location.assign(event.extendedProps.url);
    },
  };
}

async function read(box, { startStr, endStr }) {
  const query = new URLSearchParams({ start: startStr, end: endStr });
  const answer = await fetch(`${box.dataset.feed}?${query}`, { headers: { Accept: "application/json" } });
  if (!answer.ok) {
    box.title = box.dataset.textFailed;
    throw new Error(box.dataset.textFailed);
  }
  const rows = await answer.json();
  return rows.map(({ id, title, start, end, url, state }) => {
    return { id, title, start: here(start), end: here(end), extendedProps: { url, state } };
  });
}

// The hour on the wall where it takes place, as the list says it, wherever this computer believes it stands.
function here(moment) {
  return moment.slice(0, "2027-01-01T00:00:00".length);
}

function line(tag, text) {
  const made = document.createElement(tag);
  made.textContent = text;
  return made;
}

// The grid takes roles that its elements do not keep; whoever listens to the page has the list.
function plain(box) {
  const told = ["role", "aria-colindex", "aria-rowindex", "aria-colcount", "aria-rowcount", "aria-colspan"];
  for (const part of box.querySelectorAll(told.map((name) => `.ec[${name}], .ec [${name}]`).join())) {
    for (const name of told) part.removeAttribute(name);
    if (part.matches(".ec-event")) part.removeAttribute("tabindex");
  }
}

function draw(box) {
  if (!WIDE.matches || box.dataset.drawn) return;
  box.dataset.drawn = "1";
  box.hidden = false;
  new MutationObserver(() => plain(box)).observe(box, { childList: true, subtree: true });
  window.EventCalendar.create(box, options(box));
  plain(box);
}

const drawAll = () => document.querySelectorAll("[data-calendar]").forEach(draw);
drawAll();
WIDE.addEventListener("change", drawAll);
