"""What every page must be, whoever looks at it: reachable by thumb and by assistive technology, in light and in dark."""

from pathlib import Path

from playwright.sync_api import Page

AXE = (Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")

# Evaluated, not added as a script: the page's own policy stays in force and would refuse an added one.
_RUN_AXE = """async only => {
  const options = {resultTypes: ["violations"], rules: {"target-size": {enabled: true}}};
  if (only) options.runOnly = {type: "rule", values: only};
  const found = await axe.run(document, options);
  return found.violations.map(({id, help, nodes}) => `${id}: ${help}: ` + nodes.map(
    node => `${node.target.join(" ")} ${(node.any[0] || node.all[0] || node.none[0] || {}).message || ""}`
  ).join(" | "));
}"""

# Everything a finger or the keyboard can reach, brought into view one by one, must stay clear of the bottom bar.
_LAYOUT = """() => {
  const found = [];
  const name = element => `<${element.tagName.toLowerCase()} class="${element.getAttribute("class") || ""}"> ` +
    `“${(element.innerText || element.name || "").trim().slice(0, 40)}”`;
  const shown = element => element.checkVisibility({visibilityProperty: true, opacityProperty: true}) &&
    element.getClientRects().length > 0 && !element.closest(".visually-hidden, .nc-skip, .visually-hidden-focusable");
  const scrolls = element => {
    for (let up = element.parentElement; up; up = up.parentElement)
      if (/auto|scroll/.test(getComputedStyle(up).overflowX)) return true;
    return false;
  };
  const wide = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth > wide) found.push(`scrolls sideways: ${document.documentElement.scrollWidth} > ${wide}`);
  for (const element of document.querySelectorAll("main *, footer *, header *")) {
    const box = element.getBoundingClientRect();
    if (box.width && shown(element) && (box.right > wide + 1 || box.left < -1) && !scrolls(element) && !element.closest("svg svg, svg *"))
      found.push(`sticks out of the screen: ${name(element)}`);
  }
  const bar = document.querySelector(".nc-bottom");
  const phone = bar && getComputedStyle(bar).display !== "none";
  if (!phone) return found;
  const top = bar.getBoundingClientRect().top;
  for (const element of document.querySelectorAll("main :is(a, button, input, select, textarea, summary), footer a")) {
    if (!shown(element) || element.type === "hidden" || element.closest("svg")) continue;
    element.scrollIntoView({block: "nearest"});
    const box = element.getBoundingClientRect();
    if (box.bottom > top + 1 && box.height < top) found.push(`behind the bottom bar: ${name(element)}`);
  }
  scrollTo(0, document.documentElement.scrollHeight);
  for (const last of document.querySelectorAll("main, .nc-foot"))
    if (last.getBoundingClientRect().bottom > top + 1) found.push(`the page ends behind the bottom bar: ${name(last)}`);
  scrollTo(0, 0);
  const touched = "button, .btn, summary, nav a, .nc-back, .nc-choice, select, textarea, input:not([type=checkbox], [type=radio], [type=hidden])";
  for (const element of document.querySelectorAll(touched)) {
    if (!shown(element) || element.closest(".ts-hidden-accessible, .ts-control") || element.matches(".ts-hidden-accessible, .tomselected")) continue;
    const box = element.getBoundingClientRect();
    if (box.height < 43.5 || box.width < 43.5)
      found.push(`too small for a thumb (${Math.round(box.width)} × ${Math.round(box.height)}): ${name(element)}`);
  }
  return found;
}"""


def problems(page: Page) -> list[str]:
    """Colours are what differs in the dark: there only contrast is measured again."""
    page.evaluate(AXE)
    found = [*page.evaluate(_LAYOUT), *page.evaluate(_RUN_AXE, None)]
    page.emulate_media(color_scheme="dark")
    found += [f"in the dark: {line}" for line in page.evaluate(_RUN_AXE, ["color-contrast"])]
    page.emulate_media(color_scheme="light")
    return found
