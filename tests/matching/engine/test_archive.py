"""An index outlives the process that made it, and is refused where it does not belong."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from matching.engine import archive, batches, changes, overlay
from matching.engine.batches import Backend, Pairs, Place, Questions, Source
from matching.engine.documents import Demand, Mode, Need, Supply, SupplyKind
from matching.engine.lexicon import Lexicon, load
from matching.engine.matcher import Config, Matcher
from matching.engine.overlay import AddForm
from matching.engine.papers import Papers

DEMANDS = [
    Demand("d1", "Bình lọc nước", "Chúng em lọc nước giếng bằng than.", (Need(SupplyKind.MENTORING, "kỹ sư nước"),)),
    Demand("d2", "Tui xach", "Chung em may tui xach tu vai vun.", ages=(15, 18), fields=frozenset({"craft"})),
]
SUPPLIES = [
    Supply("s1", SupplyKind.MENTORING, "Xử lý nước", "Tôi là kỹ sư lọc nước giếng.", mode=Mode.BOTH, capacity_left=2),
    Supply("s2", SupplyKind.TALK, "May túi xách", "Xưởng may kể chuyện may túi xách.", place=(20.8, 106.7), version=7),
]


@pytest.fixture
def matcher() -> Matcher:
    return Matcher().fit(DEMANDS, SUPPLIES)


def read_back(folder: Path) -> Matcher:
    texts = {one.id: one for one in (*DEMANDS, *SUPPLIES)}
    found = archive.read(folder, load())
    return Matcher(reader=lambda ids: [texts[one] for one in ids]).resume(found.stock)


def test_what_is_read_back_answers_the_same(tmp_path: Path, matcher: Matcher) -> None:
    archive.write(tmp_path, matcher.stock_, load(), {"made_at": "now"})
    again = read_back(tmp_path)
    for one in DEMANDS:
        assert again.suggest_for_demand(one.id) == matcher.suggest_for_demand(one.id) != []
    for one in SUPPLIES:
        assert again.suggest_for_supply(one.id) == matcher.suggest_for_supply(one.id) != []
    assert again.supplies_.version("s2") == 7
    assert archive.read(tmp_path, load()).about == {"made_at": "now"}


def test_what_is_read_back_takes_in_changes(tmp_path: Path, matcher: Matcher) -> None:
    archive.write(tmp_path, matcher.stock_, load(), {})
    again = read_back(tmp_path)
    new = Supply("s3", SupplyKind.MENTORING, "Than hoạt tính", "Lọc nước giếng bằng than hoạt tính.")
    for one in (matcher, again):
        one.put(new)
        one.remove_supplies("s1")
    assert [match.supply_id for match in again.suggest_for_demand("d1")][:1] == ["s3"]
    assert again.suggest_for_demand("d1") == matcher.suggest_for_demand("d1")


def test_there_is_none_to_begin_with(tmp_path: Path) -> None:
    with pytest.raises(archive.Unusable, match="there is none"):
        archive.read(tmp_path, load())


def test_another_format_is_refused(tmp_path: Path, matcher: Matcher, monkeypatch: pytest.MonkeyPatch) -> None:
    archive.write(tmp_path, matcher.stock_, load(), {})
    monkeypatch.setattr(archive, "FORMAT", archive.FORMAT + 1)
    with pytest.raises(archive.Unusable, match="format"):
        archive.read(tmp_path, load())


def test_another_lexicon_is_refused(tmp_path: Path, matcher: Matcher, lexicon: Lexicon) -> None:
    archive.write(tmp_path, matcher.stock_, load(), {})
    with pytest.raises(archive.Unusable, match="lexicon"):
        archive.read(tmp_path, lexicon)


def test_a_file_cut_short_is_refused(tmp_path: Path, matcher: Matcher) -> None:
    name = archive.write(tmp_path, matcher.stock_, load(), {})
    path = tmp_path / name / "supplies.marked.accented.by_term.names.npy"
    path.write_bytes(path.read_bytes()[:-4])
    with pytest.raises(archive.Unusable):
        archive.read(tmp_path, load())


def test_a_file_of_another_index_is_refused(tmp_path: Path, matcher: Matcher) -> None:
    name = archive.write(tmp_path, matcher.stock_, load(), {})
    path = tmp_path / name / "supplies.marked.versions.npy"
    np.save(path, np.load(path) + 1)
    with pytest.raises(archive.Unusable, match="not those that were written"):
        archive.read(tmp_path, load())


def test_a_writer_that_dies_leaves_the_one_before(
    tmp_path: Path, matcher: Matcher, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = archive.write(tmp_path, matcher.stock_, load(), {})

    def full(*_: object) -> str:
        raise OSError("No space left on device")

    monkeypatch.setattr(json, "dumps", full)
    with pytest.raises(OSError, match="No space"):
        archive.write(tmp_path, matcher.stock_, load(), {})
    assert archive.read(tmp_path, load()).name == first


def test_the_one_before_stays_for_whoever_is_opening_it(tmp_path: Path, matcher: Matcher) -> None:
    names = [archive.write(tmp_path, matcher.stock_, load(), {}) for _ in range(3)]
    assert {path.name for path in tmp_path.iterdir() if path.is_dir()} == set(names[1:])
    assert archive.current(tmp_path) == names[2]


def test_documents_come_back_from_their_papers_as_they_were(tmp_path: Path) -> None:
    papers = Papers(tmp_path / "papers.jsonl")
    assert list(papers.keep(DEMANDS)) == DEMANDS
    assert list(papers.keep(SUPPLIES)) == SUPPLIES
    for one in (papers, Papers(tmp_path / "papers.jsonl").open()):
        assert one.read(["s2", "d1", "d2", "s1"]) == [SUPPLIES[1], *DEMANDS, SUPPLIES[0]]


def questions(tmp_path: Path, *, copies: int = 6) -> tuple[Matcher, list[Questions]]:
    """Some ideas asked two at a time."""
    papers = Papers(tmp_path / "papers.jsonl")
    demands = [replace(one, id=f"{one.id}.{copy}") for copy in range(copies) for one in DEMANDS]
    matcher = Matcher(Config(), reader=papers.read).fit(papers.keep(demands), papers.keep(SUPPLIES))
    folder = tmp_path / "stocks"
    name = archive.write(folder, matcher.stock_, load(), {})
    ids = matcher.stock_.demand_ids
    pieces = [tuple(ids[start : start + 2]) for start in range(0, len(ids), 2)]
    source = Source(folder, name, papers.path, (), matcher.config.weights)
    return matcher, [Questions(source, demands=True, ids=one, top=5) for one in pieces]


def test_answers_are_the_same_here_and_by_other_processes(tmp_path: Path) -> None:
    matcher, asked = questions(tmp_path)
    here = list(batches.spread(batches.answered, asked, Backend()))
    assert [len(answers) for answers in here] == [2] * 6
    alone = matcher.suggest_for_demand(asked[0].ids[0], 5)
    assert here[0][0] == [match for match in alone if match.has_substance] != []
    assert list(batches.spread(batches.answered, asked, Backend(Place.PROCESSES, jobs=2))) == here


def test_changes_are_the_same_here_and_by_other_processes(tmp_path: Path) -> None:
    matcher, asked = questions(tmp_path)
    pairs = tuple((demand, supply.id) for demand in asked[0].ids for supply in SUPPLIES)
    pieces = [Pairs(asked[0].source, pairs), Pairs(asked[0].source, pairs[:1])]
    here = list(batches.spread(batches.tried, pieces, Backend()))
    assert here[0] == [changes.of(matcher, pairs)[pair] for pair in pairs]
    assert any(here[0])
    assert list(batches.spread(batches.tried, pieces, Backend(Place.PROCESSES, jobs=2))) == here


def test_workers_read_with_what_was_laid_over_the_lexicon(tmp_path: Path) -> None:
    """An index made with it is refused by whoever does not know of it."""
    laid_over = (AddForm("business_finance", "vi", "bình lọc"),)
    known = overlay.applied(load(), laid_over)
    papers = Papers(tmp_path / "papers.jsonl")
    matcher = Matcher(Config(lexicon=known), reader=papers.read).fit(papers.keep(DEMANDS), papers.keep(SUPPLIES))
    name = archive.write(tmp_path / "stocks", matcher.stock_, known, {})
    source = Source(tmp_path / "stocks", name, papers.path, laid_over, matcher.config.weights)
    (answers,) = batches.answered(Questions(source, demands=True, ids=("d1",), top=5))
    assert answers == [match for match in matcher.suggest_for_demand("d1", 5) if match.has_substance] != []
    with pytest.raises(archive.Unusable, match="lexicon"):
        replace(source, laid_over=()).matcher()
