import gc
import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

GIVEN: dict[str, Any] = {
    "left": [{"id": "a", "need": 2, "min": 1}, {"id": 7}],
    "right": [{"id": "x", "capacity": 1}, {"id": "y", "capacity": 2}],
    "pairs": [["a", "x", 0.9], ["a", "y", 0.4], [7, "x", 0.8], [7, "y", 0.1]],
    "conflicts": [["a", "y"]],
}


def run(folder: Path, given: Any = GIVEN, **options: Any) -> tuple[list[list[str]], str]:
    path, out, said = folder / "i.json", folder / "plan.tsv", io.StringIO()
    path.write_text(given if isinstance(given, str) else json.dumps(given), encoding="utf-8")
    call_command("match_assign", instance=path, out=out, stdout=said, **options)
    return [line.split("\t") for line in out.read_text(encoding="utf-8").splitlines()], said.getvalue()


def test_the_pairs_are_written_and_what_they_come_to_is_said(tmp_path: Path) -> None:
    rows, said = run(tmp_path)
    assert rows == [["a", "x", "0.9"], ["7", "y", "0.1"]]
    assert said.startswith("total 1.000000, worst left 0.100000, 1 unfilled places, ")


def test_the_order_of_the_pairs_in_the_file_changes_nothing(tmp_path: Path) -> None:
    turned = {**GIVEN, "pairs": GIVEN["pairs"][::-1]}
    assert run(tmp_path, turned)[0] == run(tmp_path)[0]


def test_scores_may_be_whole_numbers_and_ids_too(tmp_path: Path) -> None:
    given = {"left": [{"id": 1}, {"id": "2"}], "right": [{"id": 1}, {"id": 2}], "pairs": [["1", 1, 3], [2, "2", 0.5]]}
    assert run(tmp_path, given)[0] == [["1", "1", "3.0"], ["2", "2", "0.5"]]


def test_reading_leaves_the_collector_as_it_was(tmp_path: Path) -> None:
    run(tmp_path)
    assert gc.isenabled()


def test_a_lower_load_that_cannot_be_met_is_named(tmp_path: Path) -> None:
    given = {**GIVEN, "conflicts": [["a", "x"], ["a", "y"]]}
    assert "left a: 1 fewer than its min" in run(tmp_path, given)[1]


def changed(**parts: Any) -> str:
    return json.dumps({**GIVEN, **parts})


BAD = [
    ("{", "line 1: not valid JSON"),
    ("[]", "line 1: not a JSON object"),
    (changed(lefts=[]), "no such part"),
    (json.dumps({"left": [], "right": []}), "“pairs”: not a list"),
    (changed(left=[{"id": "a"}, {"id": "a"}]), "left[1]: the id 'a' was already used"),
    (changed(left=[{"need": 1}]), "left[0]: None is no id"),
    (changed(right=[{"id": "x", "capacity": -1}]), "right[0]: capacity is -1"),
    (changed(right=[{"id": "x", "capacity": 1.5}]), "right[0]: capacity is 1.5"),
    (changed(right=[{"id": "x", "capacity": True}]), "right[0]: capacity is True"),
    (changed(left=[{"id": "a", "need": 1, "min": 2}]), "left[0]: min is more than need"),
    (changed(pairs=[["a", "z", 1]]), "pairs[0]: right has no id 'z'"),
    (changed(pairs=[["a", "x", float("nan")]]), "pairs[0]: the score nan is not a finite number"),
    (changed(pairs=[["a", "x", float("inf")]]), "pairs[0]: the score inf is not a finite number"),
    (changed(pairs=[["a", "x", "1"]]), "pairs[0]: the score '1' is not"),
    (changed(pairs=[["a", "x", 1], ["a", "x", 1]]), "pairs[1]: the pair 'a', 'x' stands there twice"),
    (changed(pairs=[["a", "x", 1], ["a", "y", 10**400]]), "pairs[1]: the score 1000"),
    (changed(pairs=[["a", "x", 1], ["a", "y", True]]), "pairs[1]: the score True is not"),
    (changed(pairs=[["a", "x", 1], [True, "y", 1]]), "pairs[1]: True is no id"),
    (changed(pairs=[["a", "x", 1], [["a"], "y", 1]]), "pairs[1]: ['a'] is no id"),
    (changed(pairs=[["a", "x", 1], "ay1"]), "pairs[1]: not [left, right, score]"),
    ('{"left": [' + "9" * 5000 + "]}", "a number has too many digits"),
    (changed(pairs=[["a", "x"]]), "pairs[0]: not [left, right, score]"),
    (changed(conflicts=[["a", "q"]]), "conflicts[0]: right has no id 'q'"),
]


@pytest.mark.parametrize(("given", "reason"), BAD)
def test_bad_input_is_refused_with_the_entry_and_nothing_is_written(tmp_path: Path, given: str, reason: str) -> None:
    with pytest.raises(CommandError) as refusal:
        run(tmp_path, given)
    assert reason in str(refusal.value)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["i.json"]


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"nicht\.json"):
        call_command("match_assign", instance=tmp_path / "nicht.json", out=tmp_path / "o")
