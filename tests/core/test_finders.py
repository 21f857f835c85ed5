"""Only named files are served and collected, and every file a page asks for is among them."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders

ASKED = re.compile(r"""{%\s*static\s+["']([^"']+)["']""")
PAGES = Path(settings.ROOT) / "templates"
NAMES = sorted({name for page in PAGES.rglob("*.html") for name in ASKED.findall(page.read_text(encoding="utf-8"))})


@pytest.mark.parametrize("name", NAMES)
def test_what_a_page_asks_for_is_found(name):
    assert finders.find(name)


def test_what_nobody_asks_for_is_not_served():
    assert finders.find("tabler/tabler.rtl.css") is None
    assert finders.find("rest_framework/css/default.css") is None


def test_collecting_takes_few_files():
    names = [name for finder in finders.get_finders() for name, _storage in finder.list([])]

    assert len(names) < 45
