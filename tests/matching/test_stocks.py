"""The search index of a process: it outlives the process, and knows what others have changed."""

import datetime as dt
import os
import time

import pytest
from django.db import connection

from core import clock
from matching import rules
from matching.engine import archive, changes
from matching.engine.matcher import Matcher
from matching.enums import TermProposalState
from matching.selectors import lexicons
from matching.services import stocks, suggestions
from network.enums import IdeaStatus, PostStatus
from network.models import Challenge, Idea, Offer
from tests import make
from tests.matching import given_terms

pytestmark = pytest.mark.django_db

WELL = {
    "title": "Bình lọc nước giếng bằng than hoạt tính",
    "problem": "Nước giếng ở quê em nhiễm phèn, giặt quần áo ố vàng.",
    "solution": "Chúng em làm bình lọc nước bằng cát, than hoạt tính và vỏ trấu.",
}


@pytest.fixture(autouse=True)
def _none_to_begin_with():
    stocks.forget()
    lexicons.forget()
    yield
    stocks.forget()
    lexicons.forget()


@pytest.fixture
def fits(monkeypatch):
    """How often everything was read and fitted."""
    times = []
    fit = Matcher.fit
    monkeypatch.setattr(Matcher, "fit", lambda self, *sides: times.append(1) or fit(self, *sides))
    return times


def restart():
    """Another process: nothing in its memory."""
    stocks._held.matcher, stocks._held.name = None, ""


def market(ideas=12):
    return [make.idea(**WELL) for _ in range(ideas)], make.offer(title="Giúp các em lọc nước giếng nhiễm phèn")


def test_it_is_found_again_after_a_restart(fits):
    ideas, offer = market()
    (before,) = stocks.make().matcher.suggest_for_demand(f"idea:{ideas[0].pk}")
    restart()
    (after,) = stocks.current().suggest_for_demand(f"idea:{ideas[0].pk}")
    assert before.supply_id == after.supply_id == f"offer:{offer.pk}"
    # How fresh a text is depends on the second.
    assert after.score == pytest.approx(before.score, abs=1e-6)
    assert len(fits) == 1


def test_what_another_process_changed_is_known_at_the_next_question(fits):
    ideas, _ = market()
    stocks.make()
    new = make.offer(title="Kỹ sư nước", description="Tôi hướng dẫn lọc nước giếng bằng than hoạt tính.")
    changed = ideas[0]
    changed.title = "Túi xách may từ vải vụn"
    changed.save()
    matcher = stocks.current()
    assert f"offer:{new.pk}" in {match.supply_id for match in matcher.suggest_for_demand(f"idea:{ideas[1].pk}")}
    assert matcher.demand(f"idea:{changed.pk}").document.title == "Túi xách may từ vải vụn"
    assert len(fits) == 1


def test_what_was_closed_is_found_no_more():
    ideas, offer = market()
    stocks.make()
    type(offer).objects.filter(pk=offer.pk).update(status=PostStatus.CLOSED)
    offer.refresh_from_db()
    offer.save()
    assert stocks.current().suggest_for_demand(f"idea:{ideas[0].pk}") == []


def test_changes_made_while_no_process_ran_are_brought_in(fits):
    ideas, offer = market(20)
    stocks.make()
    # Without a change of its own time, as a rule that hides somebody does it.
    Idea.objects.filter(pk=ideas[0].pk).update(status=IdeaStatus.DRAFT)
    restart()
    found = stocks.current().suggest_for_supply(f"offer:{offer.pk}", top=50)
    assert {match.demand_id for match in found} == {f"idea:{idea.pk}" for idea in ideas[1:]}
    assert len(fits) == 1


def test_an_index_of_another_database_is_made_anew(fits):
    ideas, _ = market()
    stocks.make()
    Idea.objects.update(changed_at=ideas[0].changed_at - dt.timedelta(days=1))
    restart()
    stocks.current()
    assert len(fits) == 2


def test_an_index_that_is_too_old_is_made_anew(fits):
    market()
    matcher = stocks.make().matcher
    long_ago = clock.now() - stocks.MAX_AGE - dt.timedelta(hours=1)
    about = {"made_at": long_ago.isoformat()}
    archive.write(stocks.folder(), matcher.stock_, matcher.config.lexicon, about)
    stocks.current()
    assert len(fits) == 2


def test_a_newer_index_of_another_process_is_taken_up(fits):
    market()
    matcher = stocks.make().matcher
    name = archive.write(stocks.folder(), matcher.stock_, matcher.config.lexicon, _about())
    assert stocks.current() is not matcher
    assert (stocks._held.name, len(fits)) == (name, 1)


def _about():
    return archive.read(stocks.folder(), lexicons.current()).about


def test_one_change_is_answered_from_it(fits):
    ideas, offer = market()
    suggestions.rebuild()
    run = suggestions.recompute_for_idea(ideas[3].pk)
    assert (run.suggestion_count, len(fits)) == (1, 1)
    assert suggestions.recompute_for_post("offer", offer.pk).suggestion_count == len(ideas)


def test_an_index_of_another_lexicon_is_made_anew_and_then_found_again(fits):
    market()
    idea = make.idea(**given_terms.OYSTERS)
    stocks.make()
    given_terms.proposal(state=TermProposalState.ACCEPTED)
    matcher = stocks.current()
    assert given_terms.CONCEPT in matcher.demand(f"idea:{idea.pk}").analysed.concepts
    assert len(fits) == 2
    restart()
    assert stocks.current().config.lexicon is lexicons.current()
    assert len(fits) == 2


def test_the_rebuild_reads_with_what_was_accepted(fits):
    ideas, _ = market()
    given_terms.proposal(state=TermProposalState.ACCEPTED)
    assert suggestions.rebuild().suggestion_count == len(ideas)
    assert len(fits) == 1


def test_what_closed_since_it_was_asked_is_told_no_changes():
    ideas, offer = market()
    matcher = stocks.make().matcher
    pair = f"idea:{ideas[0].pk}", f"offer:{offer.pk}"
    assert changes.of(matcher, [pair]).keys() == {pair}
    type(offer).objects.filter(pk=offer.pk).update(status=PostStatus.CLOSED)
    assert changes.of(matcher, [pair]) == {}


def test_changes_are_looked_up_and_not_searched_for():
    for model in (Idea, Challenge, Offer):
        with connection.cursor() as cursor:
            known = connection.introspection.get_constraints(cursor, model._meta.db_table).values()
        assert [one["columns"] for one in known if one["index"] and "changed_at" in one["columns"]] == [["changed_at"]]


def test_what_a_killed_rebuild_left_is_cleared_away_by_a_later_one(settings, tmp_path):
    settings.MATCHING_ROOT = tmp_path
    work = tmp_path / "work"
    dead, alive = work / "dead", work / "alive"
    for folder in (dead, alive):
        folder.mkdir(parents=True)
        (folder / "papers.jsonl").write_text("{}")
    long_ago = time.time() - rules.NIGHT - 60
    for path in (dead / "papers.jsonl", dead, alive):
        os.utime(path, (long_ago, long_ago))
    suggestions.rebuild()
    assert list(work.iterdir()) == [alive]
