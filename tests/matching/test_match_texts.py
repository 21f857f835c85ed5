import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from matching.management.commands.match_texts import Command

QUERIES = [
    {"id": "q1", "title": "Nước mắm", "description": "Chúng em chưa biết tính giá bán."},
    {"id": "q2", "title": "", "description": "robot hút bụi"},
]
ITEMS = [
    {"id": "m1", "kind": "mentoring", "title": "Kế toán giá thành", "description": "", "lang": "vi"},
    {"id": "m2", "kind": "challenge", "title": "Robot", "description": "Cần robot lau kính", "school": "ignored"},
    {"id": "m3", "title": "Nước mắm Cát Hải", "description": "Tính giá bán nước mắm."},
]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path / "q.jsonl", QUERIES)
    write(tmp_path / "i.jsonl", ITEMS)
    return tmp_path


def write(path: Path, documents: list[Any]) -> None:
    path.write_text("\n".join(json.dumps(document) for document in documents), encoding="utf-8")


def run(folder: Path, **options: Any) -> list[list[str]]:
    out = folder / "run.tsv"
    call_command(Command(), queries=folder / "q.jsonl", items=folder / "i.jsonl", **{"out": out, **options})
    return [line.split("\t") for line in out.read_text(encoding="utf-8").splitlines()]


def test_a_ranking_is_written_best_first(folder: Path) -> None:
    rows = run(folder)
    assert [row[:2] for row in rows] == [["q1", "m3"], ["q1", "m1"], ["q2", "m2"]]
    assert float(rows[0][2]) > float(rows[1][2]) > 0


def test_top_limits_the_items_a_query(folder: Path) -> None:
    assert [row[:2] for row in run(folder, top=1)] == [["q1", "m3"], ["q2", "m2"]]


def test_nothing_is_left_beside_the_result(folder: Path) -> None:
    run(folder)
    assert sorted(path.name for path in folder.iterdir()) == ["i.jsonl", "q.jsonl", "run.tsv"]


def test_query_and_item_may_share_an_id_and_numbers_are_ids(folder: Path) -> None:
    write(folder / "q.jsonl", [{"id": 1, "title": "robot"}])
    write(folder / "i.jsonl", [{"id": 1, "title": "robot"}])
    assert [row[:2] for row in run(folder)] == [["1", "1"]]


BAD = [
    ("{", "not valid JSON"),
    ('{"id": ' + "9" * 5000 + "}", "a number has too many digits"),
    ("[1]", "not a JSON object"),
    ("{}", "no id"),
    ('{"id": true, "title": ""}', "no id"),
    ('{"id": "a\\tb", "title": ""}', "cannot be printed"),
    ('{"id": "a"}', "neither title nor description"),
    ('{"id": "a", "title": 3}', "title is not a text"),
    ('{"id": "a", "title": "", "kind": 3}', "kind is not a text"),
    ('{"id": "a", "title": "", "field": {}}', "field is neither"),
    ('{"id": "a", "title": "", "location": [1]}', "location is neither"),
    ('{"id": "a", "title": "", "location": [100, 20]}', "not on the globe"),
    ('{"id": "a", "title": "", "needs": 3}', "needs is not a list"),
    ('{"id": "a", "title": "", "needs": [3]}', "a need is neither"),
    ('{"id": "m1", "title": ""}', "'m1' was already used"),
]


@pytest.mark.parametrize(("line", "reason"), BAD)
def test_a_bad_line_is_named_and_nothing_is_written(folder: Path, line: str, reason: str) -> None:
    (folder / "i.jsonl").write_text(f"{json.dumps(ITEMS[0])}\n\n{line}\n", encoding="utf-8")
    with pytest.raises(CommandError, match=rf"i\.jsonl, line 3: .*{reason}"):
        run(folder)
    assert sorted(path.name for path in folder.iterdir()) == ["i.jsonl", "q.jsonl"]


def test_bytes_that_are_not_utf8_are_named(folder: Path) -> None:
    (folder / "q.jsonl").write_bytes(b'{"id": "\xff", "title": ""}')
    with pytest.raises(CommandError, match=r"q\.jsonl, line 1: not valid UTF-8"):
        run(folder)


def test_a_missing_or_empty_file_is_named(folder: Path) -> None:
    (folder / "i.jsonl").write_text("\n", encoding="utf-8")
    with pytest.raises(CommandError, match=r"i\.jsonl: no document"):
        run(folder)
    (folder / "i.jsonl").unlink()
    with pytest.raises(CommandError, match=r"i\.jsonl: No such file"):
        run(folder)


def test_a_bad_number_or_folder_is_refused_and_an_old_result_kept(folder: Path) -> None:
    with pytest.raises(CommandError, match="--top"):
        run(folder, top=0)
    with pytest.raises(CommandError, match="nowhere"):
        run(folder, out=folder / "nowhere" / "run.tsv")
    (folder / "taken").mkdir()
    with pytest.raises(CommandError, match="taken"):
        run(folder, out=folder / "taken")
    assert sorted(path.name for path in folder.iterdir()) == ["i.jsonl", "q.jsonl", "taken"]


def test_needs_field_level_and_place_are_understood(folder: Path) -> None:
    extra = {"needs": ["mentoring", {"kind": "talk", "text": "kế toán"}], "field": ["food"], "level": "THPT"}
    write(folder / "q.jsonl", [{**QUERIES[0], **extra, "location": [20.8, 106.7]}])
    assert run(folder)[0][0] == "q1"
