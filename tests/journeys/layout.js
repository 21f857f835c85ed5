// What is wrong with the layout of the page as it stands, one sentence each. Evaluated inside the page by looks.py.
() => {
  const found = [];
  const name = (element) =>
    `<${element.tagName.toLowerCase()} class="${element.getAttribute("class") || ""}"> ` +
    `“${(element.innerText || element.name || "").trim().slice(0, 40)}”`;
  const shown = (element) =>
    element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) &&
    element.getClientRects().length > 0 &&
    !element.closest(".visually-hidden, .nc-skip, .visually-hidden-focusable");
  const scrolls = (element) => {
    for (let up = element.parentElement; up; up = up.parentElement)
      if (/auto|scroll/.test(getComputedStyle(up).overflowX)) return true;
    return false;
  };

  const root = document.documentElement;
  const wide = root.clientWidth;
  if (root.scrollWidth > wide) found.push(`scrolls sideways: ${root.scrollWidth} > ${wide}`);
  for (const element of document.querySelectorAll("main *, footer *, header *")) {
    const box = element.getBoundingClientRect();
    if (!box.width || (box.right <= wide + 1 && box.left >= -1) || element.closest("svg svg, svg *")) continue;
    if (shown(element) && !scrolls(element)) found.push(`sticks out of the screen: ${name(element)}`);
  }

  const bar = document.querySelector(".nc-bottom");
  if (!bar || getComputedStyle(bar).display === "none") return found;

  // Everything a finger or the keyboard reaches, brought into view, must stay clear of the bottom bar.
  const top = bar.getBoundingClientRect().top;
  for (const element of document.querySelectorAll("main :is(a, button, input, select, textarea, summary), footer a")) {
    if (element.type === "hidden" || element.closest("svg") || !shown(element)) continue;
    element.scrollIntoView({ block: "nearest" });
    const box = element.getBoundingClientRect();
    if (box.bottom > top + 1 && box.height < top) found.push(`behind the bottom bar: ${name(element)}`);
  }
  scrollTo(0, root.scrollHeight);
  for (const last of document.querySelectorAll("main, .nc-foot"))
    if (last.getBoundingClientRect().bottom > top + 1) found.push(`the page ends behind the bottom bar: ${name(last)}`);
  scrollTo(0, 0);

  const touched =
    "button, .btn, summary, nav a, .nc-back, .nc-choice, select, textarea, " +
    "input:not([type=checkbox], [type=radio], [type=hidden])";
  for (const element of document.querySelectorAll(touched)) {
    // The list that is searched by typing stands in for the select behind it; its frame is what is touched.
    if (element.closest(".ts-control") || element.matches(".ts-hidden-accessible") || !shown(element)) continue;
    const box = element.getBoundingClientRect();
    if (box.height < 43.5 || box.width < 43.5)
      found.push(`too small for a thumb (${Math.round(box.width)} × ${Math.round(box.height)}): ${name(element)}`);
  }
  return found;
};
