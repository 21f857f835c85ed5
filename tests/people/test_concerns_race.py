"""Two at once at one case act one after the other, and its history stays one chain."""

import pytest

from core.errors import Conflict
from people.enums import ConcernAct, ConcernOutcome, Role
from people.models import Concern, User
from people.services import concern_chain, concern_closing, concern_work
from tests import make
from tests.races import race

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


def case_with_leads(count):
    home = make.school()
    leads = [make.adult(home, Role.SCHOOL_ADMIN) for _ in range(count)]
    case = make.concern(by=make.pupil(home))
    return concern_work.look(concern=case, by=leads[0]).pk, [lead.pk for lead in leads]


def test_of_two_who_confirm_one_closes():
    pk, leads = case_with_leads(3)
    asker = User.objects.get(pk=leads[0])
    case = Concern.objects.get(pk=pk)
    concern_closing.ask_close(concern=case, outcome=ConcernOutcome.SETTLED, text="Xong.", by=asker)

    def confirm(index):
        by = User.objects.get(pk=leads[index + 1])
        return concern_closing.confirm(concern=Concern.objects.get(pk=pk), by=by)

    outcomes = race(2, confirm)

    assert sum(isinstance(outcome, Concern) for outcome in outcomes) == 1
    assert list(case.actions.filter(act=ConcernAct.CLOSED).values_list("number", flat=True)) == [4]
    assert concern_chain.is_whole(case)


def test_notes_at_once_make_one_chain():
    pk, leads = case_with_leads(4)

    def note(index):
        by = User.objects.get(pk=leads[index])
        return concern_work.note(concern=Concern.objects.get(pk=pk), act=ConcernAct.NOTED, text=f"lời {index}", by=by)

    outcomes = race(4, note)

    case = Concern.objects.get(pk=pk)
    assert not [outcome for outcome in outcomes if isinstance(outcome, Conflict)]
    assert list(case.actions.order_by("number").values_list("number", flat=True)) == [1, 2, 3, 4, 5, 6]
    assert concern_chain.is_whole(case)
