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
  return rows.map(({ id, title, start, end, url, state }) => ({ id, title, start, end, extendedProps: { url, state } }));
}

function draw(box) {
  if (!WIDE.matches || box.dataset.drawn) return;
  box.dataset.drawn = "1";
  box.hidden = false;
  window.EventCalendar.create(box, options(box));
}

const drawAll = () => document.querySelectorAll("[data-calendar]").forEach(draw);
drawAll();
WIDE.addEventListener("change", drawAll);
