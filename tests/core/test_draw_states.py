from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from core.management.commands import draw_states
from tests.core.test_machine import MACHINE


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(draw_states, "machines", lambda: [MACHINE])
    return tmp_path / "states"


def draw(folder: Path, *, check: bool = False) -> str:
    out = StringIO()
    call_command("draw_states", folder=folder, check=check, stdout=out)
    return out.getvalue()


def test_each_machine_gets_a_page(folder: Path) -> None:
    assert draw(folder) == "1 state diagrams, 1 changed.\n"
    page = (folder / "door.md").read_text(encoding="utf-8")
    assert f"```mermaid\n{MACHINE.mermaid()}\n```" in page
    assert "| `remove` | Dỡ cửa | `OPEN`, `SHUT` | `GONE` |" in page


def test_a_page_of_a_machine_that_is_gone_is_removed(folder: Path) -> None:
    folder.mkdir()
    (folder / "window.md").write_text("old", encoding="utf-8")
    draw(folder)
    assert [path.name for path in folder.iterdir()] == ["door.md"]


def test_check_is_content_with_what_was_drawn(folder: Path) -> None:
    draw(folder)
    assert draw(folder, check=True) == ""


@pytest.mark.parametrize("stale", ["door.md", "window.md"])
def test_check_fails_on_a_page_that_differs_and_writes_nothing(folder: Path, stale: str) -> None:
    draw(folder)
    (folder / stale).write_text("old", encoding="utf-8")
    with pytest.raises(CommandError, match=stale):
        draw(folder, check=True)
    assert (folder / stale).read_text(encoding="utf-8") == "old"


def test_every_machine_of_the_installed_apps_is_found_once() -> None:
    names = [machine.name for machine in draw_states.machines()]
    assert names == sorted(set(names))
