"""A browser for the whole run, a fresh screen for each person."""

from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from playwright.sync_api import Browser, sync_playwright

from matching.services import suggestions
from tests import chromium
from tests.journeys import demo_walk
from tests.journeys.site import Site
from tests.journeys.visitor import Visitor

SCREENS: dict[str, dict[str, Any]] = {
    "phone": {
        "viewport": {"width": 390, "height": 844},
        "device_scale_factor": 2,
        "has_touch": True,
        "is_mobile": True,
    },
    "desktop": {"viewport": {"width": 1360, "height": 900}},
}
# As root Chromium starts only without its sandbox; the rest keeps it from calling home.
ARGUMENTS = [
    "--no-sandbox",
    "--disable-dev-shm-usage",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-domain-reliability",
    "--disable-sync",
    "--no-first-run",
]
PATIENCE_MS = 30_000


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Two workers end together: the longest walk through the demonstration begins and loads it, while the other worker
    is on journeys that need none; the shorter a walk, the later."""
    items.sort(key=_turn)


def _turn(item: pytest.Item) -> int:
    stops = demo_walk.WALK.get(getattr(item, "callspec", SimpleNamespace(params={})).params.get("role", ""), [])
    if "browser" not in item.keywords or not stops:
        return 0
    most = max(map(len, demo_walk.WALK.values()))
    return -1 if len(stops) == most else most - len(stops)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    # Playwright keeps an event loop running in this thread, and Django would refuse the database because of it.
    # With the loop Django opens another connection, which knows nothing of the reference data to bring back: every test
    # here asks for the browser, so that it is there before the database is made.
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        started = playwright.chromium.launch(executable_path=chromium.path(), args=ARGUMENTS)
        yield started
        started.close()


@pytest.fixture(scope="session")
def _running(browser: Browser, django_db_setup: None) -> Iterator[Site]:
    running = Site().start()
    yield running
    running.stop()


@pytest.fixture
def site(_running: Site, transactional_db: None) -> Site:
    """Pages and sockets: pytest-django's own `live_server` has pages alone."""
    return _running


@pytest.fixture
def enter(browser: Browser, site: Site) -> Iterator[Callable[[str, str], Visitor]]:
    """`enter("the adviser", "phone")`: one more person, with a browser of their own."""
    came: list[Visitor] = []

    def come(who: str, screen: str) -> Visitor:
        context = browser.new_context(**SCREENS[screen], locale="vi-VN", reduced_motion="reduce")
        context.set_default_timeout(PATIENCE_MS)
        visitor = Visitor(context, site.url, f"{who}, {screen}")
        came.append(visitor)
        return visitor

    suggestions.forget_matcher()
    yield come
    for visitor in came:
        visitor.context.close()
    suggestions.forget_matcher()


@pytest.fixture(params=SCREENS)
def visit(request: pytest.FixtureRequest, enter: Callable[[str, str], Visitor]) -> Callable[[str], Visitor]:
    """`visit("the adviser")`, once on each screen."""
    return lambda who: enter(who, request.param)
