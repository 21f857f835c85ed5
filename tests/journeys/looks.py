"""What every page must be: reachable by thumb and by assistive technology, in light and in dark."""

from pathlib import Path

from playwright.sync_api import Page, ViewportSize

HERE = Path(__file__).parent
AXE = (HERE.parents[1] / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
LAYOUT = (HERE / "layout.js").read_text(encoding="utf-8").partition("\n")[2].rstrip().removesuffix(";")
RUN_AXE = """async only => {
  const options = {resultTypes: ["violations"], rules: {"target-size": {enabled: true}}};
  if (only) options.runOnly = {type: "rule", values: only};
  const found = await axe.run(document, options);
  return found.violations.map(({id, help, nodes}) => `${id}: ${help}: ` + nodes.map(
    node => `${node.target.join(" ")} ${(node.any[0] || node.all[0] || node.none[0] || {}).message || ""}`
  ).join(" | "));
}"""


def problems(page: Page, dark_at: ViewportSize | None = None) -> list[str]:
    """axe is evaluated, not added as a script: the page's own policy stays in force and would refuse an added one.

    Colours are what differs in the dark: there only contrast is measured again, `dark_at` another size if wanted.
    """
    page.evaluate(AXE)
    found = [*page.evaluate(LAYOUT), *page.evaluate(RUN_AXE, None)]
    before = page.viewport_size
    page.emulate_media(color_scheme="dark")
    if dark_at:
        page.set_viewport_size(dark_at)
        found += [f"at {dark_at['width']} px: {line}" for line in page.evaluate(LAYOUT)]
    found += [f"in the dark: {line}" for line in page.evaluate(RUN_AXE, ["color-contrast"])]
    page.emulate_media(color_scheme="light")
    if dark_at and before:
        page.set_viewport_size(before)
    return found
