"""Two calls for help of the same pupil at once are one case."""

import pytest

from people.concern_subjects import Subject
from people.models import Concern, User
from people.services import care_calls, concern_chain
from people.services.care_calls import Call
from tests import make
from tests.races import race

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)


def test_calls_of_one_pupil_at_once_are_one_case():
    home = make.school()
    pupil = make.pupil(home).pk

    def call(index):
        subject = Subject("Trang", {"note": "x"}, school_id=home.pk, kind="idea", pk=index)
        return care_calls.take(Call(User.objects.get(pk=pupil), {"text": "Cứu em"}, subject, "Lời đáng lo.")).pk

    outcomes = race(4, call)

    case = Concern.objects.get()
    assert outcomes == [case.pk] * 4
    assert list(case.actions.order_by("number").values_list("act", flat=True)) == ["reported", *["called_again"] * 3]
    assert concern_chain.is_whole(case)
