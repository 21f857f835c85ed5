from pathlib import Path

import pytest

from messaging.detector import Detector, Kind
from messaging.detector.rulebook import load

LANGUAGE = """
unmarked = "ban"
[shorts]
em = "e"
[groups]
you = "em bạn"
[macros]
home = "nhà|phòng trọ"
[contexts]
project = ["dự án"]
asking = ["xin"]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "language.toml").write_text(LANGUAGE, encoding="utf-8")
    return tmp_path


def rules(folder: Path, text: str) -> Detector:
    (folder / "meeting.toml").write_text(text, encoding="utf-8")
    return Detector(load(folder))


def test_a_rule_holds_unless_its_context_is_said_in_the_same_sentence(folder: Path) -> None:
    detector = rules(folder, '[[rule]]\nid = "home"\nunless = ["project"]\nphrases = ["({home}) <you>"]')
    held = [finding.words for finding in detector.examine("nhà em. Phòng trọ e. Dự án nhà em")]
    assert held == ["nhà em", "Phòng trọ e"]


def test_a_rule_that_needs_a_context_waits_for_it(folder: Path) -> None:
    detector = rules(folder, '[[rule]]\nid = "home"\nneeds = ["asking"]\nphrases = ["nhà"]')
    assert [finding.kind for finding in detector.examine("xin nhà")] == [Kind.MEETING]
    assert detector.examine("nhà") == []


@pytest.mark.parametrize(
    "text",
    [
        '[[rule]]\nid = "a"\nunless = ["nowhere"]\nphrases = ["nhà"]',
        '[[rule]]\nid = "a"\nwithout = ["project"]\nphrases = ["nhà"]',
        '[[rule]]\nid = "a"\nphrases = ["nhà"]\n[[rule]]\nid = "a"\nphrases = ["phòng"]',
        '[[rule]]\nid = "a"\nmarks = "some"\nphrases = ["nhà"]',
        '[[rule]]\nid = "a"\nphrases = ["nhà e"]',
    ],
    ids=["unknown context", "unknown key", "the same name twice", "unknown marks", "a word that is short for another"],
)
def test_a_mistake_in_a_file_is_an_error_at_once(folder: Path, text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        rules(folder, text)


def test_every_rule_of_the_project_can_be_read_and_every_kind_has_one() -> None:
    assert {rule.kind for rule in load().rules.values()} == set(Kind)
