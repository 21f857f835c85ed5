"""Calls for help: one case for what the same person writes within hours, and its leads know of every call."""

import datetime as dt
import json

import pytest
import time_machine

from people.concern_subjects import Subject
from people.enums import ConcernAct, ConcernOutcome, Role
from people.models import Concern, ConcernAction, Notice, SealedCopy
from people.selectors import concerns as selectors
from people.services import care_calls, concern_chain, concern_closing, concern_work
from people.services.care_calls import Call
from tests import make

pytestmark = pytest.mark.django_db
MORNING = dt.datetime(2026, 11, 25, 3, 0, tzinfo=dt.UTC)


@pytest.fixture
def home():
    return make.school()


@pytest.fixture
def pupil(home):
    return make.pupil(home)


@pytest.fixture
def lead(home):
    return make.adult(home, Role.SCHOOL_ADMIN)


def page(school, number: int = 1) -> Subject:
    return Subject(f"Trang {number}", {"notes": ["một", "hai"]}, school_id=school.pk, kind="idea", pk=number)


def call(writer, subject: Subject, words: str = "Em không muốn sống nữa", hours: float = 0) -> Concern:
    with time_machine.travel(MORNING + dt.timedelta(hours=hours), tick=False):
        return care_calls.take(Call(writer, {"text": words}, subject, "Máy nhận thấy lời đáng lo."))


def look(case, lead, hours: float):
    with time_machine.travel(MORNING + dt.timedelta(hours=hours), tick=False):
        return concern_work.look(concern=case, by=lead)


def told() -> list[int]:
    return list(Notice.objects.filter(kind="talk_needs_care").order_by("pk").values_list("recipient", flat=True))


def acts(case) -> list[str]:
    return list(case.actions.order_by("number").values_list("act", flat=True))


def test_what_a_pupil_writes_within_hours_is_one_case_and_what_comes_later_another(home, pupil):
    cases = [call(pupil, page(home), hours=hours).pk for hours in (0, 5.9, 6, 11)]

    first, second = sorted(Concern.objects.values_list("pk", flat=True))
    assert cases == [first, first, second, second]


def test_a_pupils_calls_on_several_pages_are_one_case_with_every_page_in_it(home, pupil):
    case = call(pupil, page(home, 1), "Một")
    call(pupil, page(home, 2), "Hai", hours=1)
    call(pupil, page(home, 2), "Ba", hours=2)

    sealed = [json.loads(copy.content) for copy in SealedCopy.objects.order_by("pk")]
    where = {"kind": "idea", "id": 2, "label": "Trang 2"}
    assert Concern.objects.count() == 1
    assert sealed[1:] == [
        {"who": pupil.full_name, "words": {"text": "Hai"}, "subject": {**where, "shown": {"notes": ["một", "hai"]}}},
        {"who": pupil.full_name, "words": {"text": "Ba"}, "subject": where},
    ]
    assert (acts(case), concern_chain.is_whole(case)) == (["reported", "called_again", "called_again"], True)


def test_another_pupil_is_another_case(home, pupil):
    assert call(pupil, page(home)) != call(make.pupil(home), page(home))


def test_what_an_adult_writes_of_two_teams_are_two_cases(home):
    supporter = make.engagement().supporter

    first, again, other = (call(supporter, page(home, number), hours=number) for number in (1, 1, 2))

    assert first == again != other


def test_a_report_by_hand_is_a_case_of_its_own(home, pupil):
    with time_machine.travel(MORNING, tick=False):
        reported = make.concern(by=pupil)

    assert call(pupil, page(home), hours=1) != reported


def test_a_case_that_waits_for_the_second_person_or_is_closed_takes_no_call(home, pupil, lead):
    first = call(pupil, page(home))
    look(first, lead, 1)
    with time_machine.travel(MORNING + dt.timedelta(hours=2), tick=False):
        concern_closing.ask_close(concern=first, outcome=ConcernOutcome.SETTLED, text="Đã gặp em.", by=lead)

    second = call(pupil, page(home), hours=3)

    assert (second == first, Concern.objects.count(), acts(first)[-1]) == (False, 2, "asked_close")


def test_its_leads_are_told_again_once_one_of_them_has_opened_the_case(home, pupil, lead):
    other = make.adult(home, Role.SCHOOL_ADMIN)
    both = sorted([lead.pk, other.pk])
    case = call(pupil, page(home))
    call(pupil, page(home), hours=1)
    assert told() == both

    look(case, lead, 2)
    call(pupil, page(home), hours=2.01)
    call(pupil, page(home), hours=2.02)
    assert told() == both * 2

    look(case, lead, 2.03)
    call(pupil, page(home), hours=2.04)
    assert told() == both * 3
    assert Concern.objects.count() == 1


def test_opening_it_after_a_further_call_is_a_new_look(home, pupil, lead):
    case = call(pupil, page(home))
    for hours in (1, 1.01):
        look(case, lead, hours)
    call(pupil, page(home), hours=1.02)
    look(case, lead, 1.03)

    assert acts(case) == ["reported", "opened", "called_again", "opened"]


def test_where_the_department_sees_the_case_it_hears_of_the_next_call_too(home, pupil, lead):
    officer = make.officer()
    case = look(call(pupil, page(home)), lead, 1)
    with time_machine.travel(MORNING + dt.timedelta(hours=2), tick=False):
        concern_work.hand_to_department(concern=case, text="Nhờ Sở xem cùng.", by=lead)

    call(pupil, page(home), hours=3)

    assert told() == [lead.pk, lead.pk, officer.pk]


def test_the_lead_reads_every_call_in_the_case(home, pupil, lead):
    case = call(pupil, page(home, 1), "Một")
    call(pupil, page(home, 2), "Hai", hours=1)

    (copy,) = selectors.further_copies_of(case)

    assert copy == {
        "kind": "call",
        "lines": [
            ("người viết", pupil.full_name),
            ("lời đáng lo · lời", "Hai"),
            ("trang số", "2"),
            ("loại trang", "ý tưởng"),
            ("tên trang", "Trang 2"),
            ("trang lúc ấy · notes 1", "một"),
            ("trang lúc ấy · notes 2", "hai"),
        ],
    }
    assert ConcernAction.objects.filter(act=ConcernAct.CALLED_AGAIN, by=None).count() == 1
