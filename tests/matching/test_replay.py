"""A season as a file, and rankers judged on it."""

import datetime as dt
import io
import json
import re

import numpy as np
import pytest
from django.core.management import CommandError, call_command

from core import clock
from matching.engine import promotion, replay
from matching.engine.examples import FEATURES, SAYS
from matching.engine.weights import FIXED
from matching.enums import OutcomeKind, RankerState
from matching.models import Outcome
from tests import make
from tests.matching import given
from tests.matching.test_rankers import seen

pytestmark = pytest.mark.django_db
WORDS = {"title": "Bình lọc nước của bạn Mai", "problem": "Nước giếng nhà bạn Mai bị phèn."}


def tried(idea, post, end, *, place=1, response=0.5, days=0):
    """A pair somebody tried so many days ago, and how it ended."""
    facts = {"idea": idea, post.kind_name: post}
    begin = OutcomeKind.DISMISSED if end == OutcomeKind.DISMISSED else OutcomeKind.PROPOSED
    reason = {"reason": "too_far", "note": "Xa nhà bạn Mai"} if end == begin else {}
    rows = [Outcome.objects.create(kind=begin, seen=seen(response), place=place, **facts, **reason)]
    if end != begin:
        rows.append(Outcome.objects.create(kind=end, **facts))
    Outcome.objects.filter(pk__in=[row.pk for row in rows]).update(at=clock.now() - dt.timedelta(days=days))


def exported(folder, **options):
    path, said = folder / "s.jsonl", io.StringIO()
    call_command("match_export_season", season=make.season().code, out=path, stdout=said, **options)
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


@pytest.fixture
def lived():
    """Two ideas and three posts; the second idea tried one of them twice."""
    first, second = make.idea(**WORDS), make.idea(**WORDS)
    offer, other, challenge = make.offer(), make.offer(), make.challenge()
    tried(first, offer, OutcomeKind.ENGAGED, place=2, days=9)
    tried(first, challenge, OutcomeKind.DISMISSED, place=1, days=7)
    tried(second, offer, OutcomeKind.EXPIRED, place=0, days=5)
    tried(second, other, OutcomeKind.REFUSED, place=None, days=3)
    return first, second


def test_a_season_is_written_as_its_trials_by_day(tmp_path, lived):
    head, *rows = exported(tmp_path)

    season = make.season()
    assert head == {
        "format": "matching-season", "version": 1, "features": list(FEATURES),
        "starts_on": season.starts_on.isoformat(), "trials": 4,
    }  # fmt: skip
    told = [(row["idea"], row["post"], row["kind"], row["place"], row["outcome"]) for row in rows]
    assert told == [
        (1, 1, "mentoring", 2, "engaged"),
        (1, 2, "challenge", 1, "dismissed"),
        (2, 1, "mentoring", 0, "expired"),
        (2, 3, "mentoring", None, "refused"),
    ]
    assert rows[0]["ours"] == seen()["ours"]
    assert rows[3]["day"] - rows[0]["day"] == 6


def test_a_season_tells_nothing_of_anybody(tmp_path, lived):
    for _ in range(40):  # numbers of the database beyond those of the file
        make.idea()
    late = make.idea(**WORDS)
    tried(late, make.offer(title="Cô Hoa giúp lọc nước"), OutcomeKind.ENGAGED)

    exported(tmp_path)

    text = (tmp_path / "s.jsonl").read_text(encoding="utf-8")
    # What is inside are the format's own words, numbers and one day.
    words = set(re.findall(r"[^\W\d_]+", text))
    known = {
        *FEATURES,
        *SAYS,
        "mentoring",
        "challenge",
        "null",
        "idea",
        "post",
        "kind",
        "day",
        "place",
        "outcome",
        "ours",
        "theirs",
    }
    assert words <= known | {"trust", "format", "matching", "season", "version", "features", "starts", "on", "trials"}
    assert json.loads(text.splitlines()[-1])["idea"] == 3


def test_what_other_seasons_tried_is_not_written(tmp_path, lived):
    other = make.season().__class__.objects.create(
        code="2019-2020", starts_on=dt.date(2019, 8, 1), ends_on=dt.date(2020, 7, 31)
    )
    old = make.idea()
    type(old).objects.filter(pk=old.pk).update(season=other)
    tried(old, make.offer(), OutcomeKind.ENGAGED)

    assert exported(tmp_path)[0]["trials"] == 4


@pytest.mark.parametrize(("code", "why"), [("1066", "there is no season '1066'"), (None, "no tried pair is known")])
def test_a_season_without_trials_is_no_file(tmp_path, code, why):
    with pytest.raises(CommandError, match=why):
        call_command("match_export_season", season=code or make.season().code, out=tmp_path / "s.jsonl")

    assert list(tmp_path.iterdir()) == []


# --- Judging ----------------------------------------------------------------------------------------------------------
def history(count=240):
    """Trials in which answering decides, of sixty ideas with four pairs each, as rows of a file."""
    found = given.examples(count, unknown=0.0)
    return [
        {
            "idea": int(found.group[row]) + 1, "post": row % 7 + 1, "kind": "mentoring", "day": row,
            "place": row % 4 + 1,
            "outcome": "engaged" if found.went_well[row] else "refused",
            "ours": found.ours[row].round(4).tolist(), "theirs": found.theirs[row].round(4).tolist(),
            "trust": round(float(found.trust[row]), 4),
        }
        for row in range(count)
    ]  # fmt: skip


def head(count, **facts):
    known = {"format": "matching-season", "version": 1, "features": list(FEATURES)}
    return {**known, "starts_on": f"{make.season().starts_on}", "trials": count, **facts}


def replayed(folder, rows=None, *, first=None, **options):
    rows = history() if rows is None else rows
    path, out, said = folder / "s.jsonl", folder / "report.json", io.StringIO()
    lines = [first or head(len(rows)), *rows]
    text = "".join((line if isinstance(line, str) else json.dumps(line)) + "\n" for line in lines)
    path.write_text(text, encoding="utf-8")
    options.setdefault("resamples", 50)
    call_command("match_replay", season=path, out=out, stdout=said, **options)
    return json.loads(out.read_text(encoding="utf-8")), said.getvalue()


def test_rankers_stand_side_by_side_with_intervals(tmp_path):
    learned = given.ranker(RankerState.CURRENT, cut_off=clock.now() - dt.timedelta(days=900))

    report, said = replayed(tmp_path, ranker=["fixed", "current", str(learned.pk)])

    told = report["all"]
    assert (told["pairs"], told["ideas"]) == (240, 60)
    assert set(told["rankers"]) == {"fixed", "current", str(learned.pk)}
    assert told["rankers"]["current"] == told["rankers"][str(learned.pk)]
    # It looks at what decides.
    assert told["minus_fixed"]["current"]["area"]["low"] > 0
    assert told["rankers"]["current"]["loss_on_scale"]["value"] < told["rankers"]["fixed"]["loss_on_scale"]["value"]
    assert "only these are judged" in report["limits"]
    assert "240 pairs of 60 ideas" in said


def test_the_same_seed_gives_the_same_report_and_another_one_other_intervals(tmp_path):
    one, again, other = (replayed(tmp_path, seed=seed, ranker=["fixed"])[0]["all"] for seed in (7, 7, 8))

    assert one == again
    assert one["rankers"]["fixed"]["area"]["value"] == other["rankers"]["fixed"]["area"]["value"]
    assert one["rankers"]["fixed"]["area"] != other["rankers"]["fixed"]["area"]


def test_what_a_ranker_may_have_learned_from_is_told_apart(tmp_path):
    season = make.season()
    start = dt.datetime.combine(season.starts_on, dt.time(12), tzinfo=clock.zone())
    given.ranker(RankerState.CURRENT, cut_off=start + dt.timedelta(days=119))

    report, _said = replayed(tmp_path)

    assert report["cut_offs"] == {"fixed": None, "current": f"{season.starts_on + dt.timedelta(days=119)}"}
    assert (report["all"]["pairs"], report["unseen"]["pairs"]) == (240, 120)


def test_without_a_learned_model_the_current_one_is_the_one_set_by_hand(tmp_path):
    report, _said = replayed(tmp_path)

    assert report["all"]["minus_fixed"]["current"]["area"] == {"value": 0.0, "low": 0.0, "high": 0.0}
    assert (report["unseen"], report["cut_offs"]) == (None, {"fixed": None, "current": None})


def test_pairs_that_were_never_shown_are_not_judged(tmp_path):
    rows = history()
    for row in rows[:40]:
        row["place"] = 0

    report, _said = replayed(tmp_path, rows, ranker=["fixed"])

    assert (report["trials"], report["left_out_as_never_shown"], report["all"]["pairs"]) == (240, 40, 200)


def test_what_is_exported_can_be_replayed(tmp_path, lived):
    exported(tmp_path)

    call_command(
        "match_replay", season=tmp_path / "s.jsonl", out=tmp_path / "r.json", resamples=5, stdout=io.StringIO()
    )

    report = json.loads((tmp_path / "r.json").read_text())
    assert (report["trials"], report["left_out_as_never_shown"]) == (4, 1)


def test_a_perfect_order_is_one_and_its_contrary_nought():
    found = given.examples(40, unknown=0.0)
    drawn = replay.draws(found, 1, 5)
    best = np.argsort(-found.went_well, kind="stable")
    value, counted = replay._ndcg(best, found, drawn)

    assert (value[counted > 0] == 1).all()
    assert promotion.area(found.went_well, found) == 1.0
    assert promotion.area(-found.went_well, found) == 0.0


def test_the_first_of_each_idea_with_a_choice_are_what_is_accepted():
    found = given.examples(8, unknown=0.0).taken(np.arange(5))  # an idea of four pairs, and one of a single pair
    drawn = replay.draws(found, 1, 5)
    value, counted = replay._accepted(np.arange(5), found, drawn, 3)

    assert counted.tolist() == [3, 0]
    assert value.tolist() == [found.went_well[:3].sum(), 0]


def test_ties_do_not_stand_as_they_came():
    found = given.examples(40, unknown=0.0)
    alike = FIXED.__class__(dict.fromkeys(FEATURES, (0.0,)), dict.fromkeys(FEATURES, (0.0,)))

    figures = replay.judged(found, {"alike": alike}, 3, 20)["rankers"]["alike"]

    assert figures["area"]["value"] == 0.5


def changed(**facts):
    return [{**history(4)[0], **facts}, *history(4)[1:]]


BAD = [
    (changed(idea=0), "line 2: “idea”: 0 is not a whole number from 1"),
    (changed(day=1.5), "line 2: “day”: 1.5 is not a whole number"),
    (changed(place=-1), "line 2: “place”: -1 is not a whole number from 0"),
    (changed(place=True), "line 2: “place”: True"),
    (changed(outcome="won"), "line 2: “outcome”: 'won' is none of completed"),
    (changed(outcome=[]), "line 2: “outcome”"),
    (changed(kind="lunch"), "line 2: “kind”: 'lunch' is none of challenge"),
    (changed(ours=[0.5]), "line 2: “ours”: not a list of 10 values"),
    (changed(theirs=[2] * 10), "line 2: “theirs”: 2 is not between 0 and 1"),
    (changed(trust=10**400), "line 2: “trust”: 1000"),
    (changed(trust=None), "line 2: “trust”: None is not between 0 and 1"),
    (changed(name="Mai"), "line 2: “name”: no such part"),
    ([*history(3), {"idea": 1}], "line 5: “day” is missing"),
    ([*history(3), "[]"], "line 5: not a JSON object"),
    ([*history(3), "{"], "line 5: not valid JSON"),
    ([*history(3), '{"trust": NaN}'], "line 5: “day” is missing"),
]


@pytest.mark.parametrize(("rows", "why"), BAD)
def test_a_row_that_cannot_be_meant_is_refused_with_its_line_and_nothing_is_written(tmp_path, rows, why):
    with pytest.raises(CommandError, match=re.escape(why)):
        replayed(tmp_path, rows)

    assert not (tmp_path / "report.json").exists()


@pytest.mark.parametrize(
    ("facts", "why"),
    [
        ({"version": 2}, "line 1: not a season of version 1"),
        ({"features": ["age"]}, "line 1: of other scorers"),
        ({"trials": 5}, "line 1: 5 trials are announced, 4 follow"),
        ({"starts_on": "mai"}, "line 1: “starts_on”: 'mai' is no day"),
        ({"starts_on": 7}, "line 1: “starts_on”: 7 is no day"),
        ({"school": "Trường A"}, "line 1: “school”: no such part"),
    ],
)
def test_a_head_that_cannot_be_meant_is_refused(tmp_path, facts, why):
    with pytest.raises(CommandError, match=re.escape(why)):
        replayed(tmp_path, history(4), first=head(4, **facts))

    assert not (tmp_path / "report.json").exists()


@pytest.mark.parametrize(
    ("options", "why"),
    [
        ({"ranker": ["99"]}, "there is no ranker '99'"),
        ({"ranker": ["best"]}, "there is no ranker 'best'"),
        ({"resamples": 0}, "--resamples must be from 1 to 10000"),
        ({"seed": -1}, "--seed not negative"),
    ],
)
def test_what_cannot_be_asked_is_refused(tmp_path, options, why):
    with pytest.raises(CommandError, match=re.escape(why)):
        replayed(tmp_path, **options)

    assert not (tmp_path / "report.json").exists()


def test_a_season_that_went_one_way_judges_nobody(tmp_path):
    rows = [{**row, "outcome": "engaged"} for row in history(8)]

    with pytest.raises(CommandError, match="pairs that went well and pairs that did not"):
        replayed(tmp_path, rows)

    assert not (tmp_path / "report.json").exists()


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(CommandError, match="No such file"):
        call_command("match_replay", season=tmp_path / "s.jsonl", out=tmp_path / "r.json")
