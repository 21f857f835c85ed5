"""Over the demonstration's texts, and texts put together from their sentences in every way of writing: parts add up to
the score, every reason can be found where it points, and no pair is shown without one that stands in both texts."""

import json
import re
import unicodedata
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.text import fold
from matching.engine import spelling, tokens
from matching.engine.documents import Demand, Document, Mode, Need, Supply, SupplyKind, part
from matching.engine.explain import FAR_KM, NEAR_KM, OFTEN_ANSWERS, SELDOM_ANSWERS, STALE_DAYS, SUBSTANCE, Mark, Reason
from matching.engine.geo import distance_km
from matching.engine.lexicon import Lexicon, load
from matching.engine.matcher import Match, Matcher

DEMO = Path(__file__).resolve().parents[3] / "config" / "demo"
TOP = 30
PLACES = ((20.865, 106.683), (20.801, 106.889), (20.72, 106.4), (20.3, 106.3), None)


def rows(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (DEMO / f"{name}.jsonl").read_text(encoding="utf-8").splitlines()]


def demo_demands() -> list[Demand]:
    return [
        Demand(
            row["key"],
            row["title"],
            f"{row['problem']}\n{row['solution']}",
            needs=tuple(Need(SupplyKind.MENTORING, need["text"]) for need in row["needs"]),
            fields=frozenset({row["field"]}),
            ages=(12, 15) if number % 2 else (15, 18),
            place=PLACES[number % len(PLACES)],
            fresh_days=float(number * 3 % 400),
        )
        for number, row in enumerate(rows("ideas"))
    ]


def demo_supplies() -> list[Supply]:
    challenges = [
        (row["key"], SupplyKind.CHALLENGE, row["title"], "\n".join([row["background"], row["expected_outcome"]]), row)
        for row in rows("challenges")
    ]
    offers = [(row["key"], SupplyKind(row["kind"]), row["title"], row["description"], row) for row in rows("offers")]
    return [
        Supply(
            key,
            kind,
            title,
            text,
            fields=frozenset(row.get("fields") or [row["field"]]),
            ages=(row["age_min"], row["age_max"]),
            place=PLACES[number % len(PLACES)],
            mode=tuple(Mode)[number % 3],
            capacity_left=1 + number % 3,
            response_rate=(None, 0.2, 0.9)[number % 3],
        )
        for number, (key, kind, title, text, row) in enumerate([*challenges, *offers])
    ]


@pytest.fixture(scope="module")
def market() -> Matcher:
    return Matcher().fit(demo_demands()[::2], demo_supplies()[::2])


def shown(matches: Iterable[Match]) -> list[Match]:
    return [match for match in matches if match.has_substance]


def test_of_the_demonstration_every_pair_adds_up_and_every_reason_is_found(market: Matcher) -> None:
    pairs = [match for demand in demo_demands()[::6] for match in shown(market.suggest_for_demand(demand.id, TOP))]

    assert len(pairs) > 100
    for match in pairs:
        assert_explained(match, market.demand(match.demand_id).document, market.supply(match.supply_id).document)


SENTENCES = [
    sentence
    for row in (*rows("ideas"), *rows("offers"), *rows("challenges"))
    for name in ("problem", "solution", "description", "background")
    for sentence in re.findall(r"[^.!?]+[.!?]", row.get(name, ""))
]
SHORT = {
    reads[0]: short
    for short, reads in sorted(load().shorthands.items(), key=lambda row: len(row[0]))
    if len(reads) == 1 and len(short) > 1
}


def as_in_a_chat(text: str) -> str:
    plain = "|".join(sorted(map(re.escape, SHORT), key=len, reverse=True))
    return re.sub(rf"\b({plain})\b", lambda found: SHORT[found[0]], text)


WRITTEN: dict[str, Callable[[str], str]] = {
    "as it is": str,
    "as in a chat": as_in_a_chat,
    "as in a chat, without diacritics": lambda text: fold(as_in_a_chat(text)),
    "without diacritics": lambda text: fold(text),
    "decomposed": lambda text: unicodedata.normalize("NFD", text),
    "in capitals": str.upper,
    "after a sign outside the first plane": lambda text: f"🌱 {text}",
}
texts = st.tuples(st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=6), st.sampled_from(list(WRITTEN))).map(
    lambda drawn: WRITTEN[drawn[1]](" ".join(drawn[0]))
)


@given(title=texts, text=texts, need=texts)
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_of_any_text_every_pair_adds_up_and_every_reason_is_found(
    market: Matcher, title: str, text: str, need: str
) -> None:
    demand = Demand("new", title[:80], text, needs=(Need(SupplyKind.TALK, need),), ages=(11, 18), place=PLACES[1])

    for match in shown(market.suggest_for_demand(demand, TOP)):
        assert_explained(match, demand, market.supply(match.supply_id).document)


def assert_explained(match: Match, demand: Demand, supply: Supply) -> None:
    assert sum(match.contributions.values()) == pytest.approx(match.score, abs=1e-6)
    assert sum(reason.contribution for reason in match.reasons) <= match.score + 1e-6
    literal = [reason for reason in match.reasons if reason.code in SUBSTANCE]
    assert literal
    for reason in literal:
        assert reason.marks
        for mark in reason.marks:
            assert_stands(mark, demand, supply)
            assert SAID[reason.code](mark, reason, load()), (reason, demand.id, supply.id)
    for reason in (*match.reasons, *match.counter_reasons):
        assert reason.code in SUBSTANCE or FACTS[reason.code](reason.params, demand, supply), reason


def assert_stands(mark: Mark, demand: Demand, supply: Supply) -> None:
    ends: tuple[tuple[Document, Any, str], ...] = (
        (demand, mark.demand, mark.demand_said),
        (supply, mark.supply, mark.supply_said),
    )
    for document, span, said in ends:
        text = part(document, span.part)
        assert text[span.start : span.end] == said
        assert said.strip() == said != ""
        # No letter is cut off from its diacritics.
        assert not unicodedata.combining(said[0])
        assert span.end == len(text) or not unicodedata.combining(text[span.end])


def names(said: str, concept: str, lexicon: Lexicon) -> bool:
    """A whole form of the concept, in either language."""
    reader = spelling.of(lexicon)
    found = [
        mention
        for language in ("vi", "en")
        for mention in lexicon.tag(reader.read({"said": said}, language).words["said"], language)
    ]
    return any((mention.concept, mention.start, mention.end) == (concept, 0, len(said)) for mention in found)


def same_words(mark: Mark, reason: Reason, lexicon: Lexicon) -> bool:
    ours, theirs = tokens.tokenise(mark.demand_said), tokens.tokenise(mark.supply_said)
    written = [word.text for word in ours] == [word.text for word in theirs]
    return written or fold(mark.demand_said) == fold(mark.supply_said)


def same_concept(mark: Mark, reason: Reason, lexicon: Lexicon) -> bool:
    concept = str(reason.params["need"])
    is_one = concept == reason.params["skill"]
    return is_one and all(names(said, concept, lexicon) for said in (mark.demand_said, mark.supply_said))


def linked(mark: Mark, reason: Reason, lexicon: Lexicon) -> bool:
    need, skill = str(reason.params["need"]), str(reason.params["skill"])
    parents = lexicon.concepts[need].parent == skill or lexicon.concepts[skill].parent == need
    related = parents or any((one.source, one.target) == (need, skill) for one in lexicon.helps)
    return related and names(mark.demand_said, need, lexicon) and names(mark.supply_said, skill, lexicon)


def same_theme(mark: Mark, reason: Reason, lexicon: Lexicon) -> bool:
    """A whole form in one text; in the other words of which a form is made."""
    concept = str(reason.params["concept"])
    said = (mark.demand_said, mark.supply_said)
    forms = [stems(form) for form in (*lexicon.concepts[concept].vi, *lexicon.concepts[concept].en)]
    part_of_one = [any(f" {stems(plain(one, lexicon))} " in f" {form} " for form in forms) for one in said]
    return any(names(one, concept, lexicon) for one in said) and all(part_of_one)


def plain(said: str, lexicon: Lexicon) -> str:
    return " ".join(word.text for word in spelling.of(lexicon).read({"said": said}, "").words["said"])


def stems(text: str) -> str:
    return " ".join(tokens.singular(word.folded) for word in tokens.tokenise(text))


SAID: dict[str, Callable[[Mark, Reason, Lexicon], bool]] = {
    "words_in_common": same_words,
    "same_concept": same_concept,
    "concept_link": linked,
    "same_theme": same_theme,
}


def km(demand: Demand, supply: Supply) -> float:
    assert demand.place is not None
    assert supply.place is not None
    return distance_km(demand.place, supply.place)


def outside(demand: Demand, supply: Supply) -> bool:
    assert demand.ages is not None
    assert supply.ages is not None
    return demand.ages[0] < supply.ages[0] or supply.ages[1] < demand.ages[1]


def meets_online(supply: Supply) -> bool:
    return supply.mode in (Mode.ONLINE, Mode.BOTH)


Fact = Callable[[Any, Demand, Supply], bool]
FACTS: dict[str, Fact] = {
    "same_field": lambda params, d, s: set(params["fields"]) == d.fields & s.fields != frozenset(),
    "other_field": lambda params, d, s: set(params["fields"]) == s.fields and not d.fields & s.fields,
    "kind_needed": lambda params, d, s: params["kind"] == s.kind in {need.kind for need in d.needs},
    "kind_other": lambda params, d, s: params["kind"] == s.kind not in {need.kind for need in d.needs},
    "near": lambda params, d, s: params["km"] == round(km(d, s), 1) <= NEAR_KM,
    "far": lambda params, d, s: params["km"] == round(km(d, s), 1) >= FAR_KM and not meets_online(s),
    "far_online_only": lambda params, d, s: params["km"] == round(km(d, s), 1) >= FAR_KM and meets_online(s),
    "online": lambda params, d, s: meets_online(s),
    "age_fits": lambda params, d, s: (params["youngest"], params["oldest"]) == s.ages and not outside(d, s),
    "age_outside": lambda params, d, s: (params["youngest"], params["oldest"]) == s.ages and outside(d, s),
    "seats_left": lambda params, d, s: params["seats"] == s.capacity_left > 1,
    "last_seat": lambda params, d, s: params["seats"] == s.capacity_left == 1,
    "answers_often": lambda params, d, s: params["rate"] == s.response_rate >= OFTEN_ANSWERS,
    "answers_seldom": lambda params, d, s: params["rate"] == s.response_rate < SELDOM_ANSWERS,
    "stale": lambda params, d, s: params["days"] == int(max(d.fresh_days or 0, s.fresh_days or 0)) >= STALE_DAYS,
    "language_other": lambda params, d, s: params["lang"] in {"vi", "en"},
    "nothing_in_common": lambda params, d, s: False,
}
