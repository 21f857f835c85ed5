"""What the copy has of safety sheets, papers and requests for slots, and what an erasure leaves of them."""

import pytest

from core import trail
from people.enums import DataAsker, DataRequestKind
from people.models import User
from people.personal_data import HOLDINGS
from people.services import data_requests, history
from tests import make
from tests.visits import given, given_finding, given_placements
from visits.enums import AnswerWay
from visits.models import SafetySheet, SlotRequest, SlotRequestHost

pytestmark = pytest.mark.django_db


def named(user, name):
    user.full_name = name
    user.save()
    return User.objects.get(pk=user.pk)


def erased(person):
    row = data_requests.ask(subject=person, kind=DataRequestKind.ERASURE, asked_as=DataAsker.PERSON, note="", by=person)
    handler = make.officer() if row.school_id is None else given.head(row.school)
    data_requests.complete(request=row, answer="Đã xóa.", by=handler)


def test_the_copy_says_which_sheets_one_signed_and_guides():
    offer = given.offer()
    guide = named(given_placements.adult_of(offer.organisation), "Phạm Văn Đón")
    sheet = given.safety(offer)
    given.safety(given.offer())

    home = {"host": offer.organisation.name, "signed_at": sheet.signed_at}
    assert HOLDINGS["visit_safety"].read(guide) == [{**home, "signed": False, "guides": True}]
    assert HOLDINGS["visit_safety"].read(offer.author) == [{**home, "signed": True, "guides": False}]
    assert HOLDINGS["visit_safety"].read(given.teacher()) == []


def test_a_guide_who_is_forgotten_is_named_on_no_sheet_of_the_host():
    offer = given.offer()
    guide = named(given_placements.adult_of(offer.organisation), "Phạm Văn Đón")
    own, other = given.safety(offer), given.safety(given.offer())

    erased(guide)

    names = dict(SafetySheet.objects.values_list("pk", "guide_name"))
    assert names == {own.pk: history.NAME, other.pk: "Phạm Văn Đón"}
    assert set(trail.rows_of(SafetySheet).filter(id=own.pk).values_list("guide_name", flat=True)) == {history.NAME}


def test_the_copy_has_the_papers_of_internships():
    made = given_placements.placement()
    row = given_placements.agreement(made, way=AnswerWay.PAPER, taken_by=made.adviser)

    assert HOLDINGS["visit_papers"].read(made.adviser) == [
        {"answer": row.get_answer_display(), "answered_at": row.answered_at}
    ]


def test_the_copy_has_what_one_asked_for_answered_and_declined():
    teacher, offer = given.teacher(), given.offer()
    made = given_finding.slot_request(teacher, told=[offer])
    SlotRequestHost.objects.update(declined_by=offer.author, declined_at=made.asked_at)

    assert HOLDINGS["slot_requests"].read(teacher) == [
        {"field": made.field.name, "about": made.about, "asked_at": made.asked_at}
    ]
    assert HOLDINGS["slot_requests"].read(offer.author) == [{"slot_request": made.pk, "declined_at": made.asked_at}]
    assert HOLDINGS["slot_requests"].read(given.teacher()) == []


def test_who_asked_and_is_forgotten_is_named_in_no_request():
    teacher = named(given.teacher(), "Trần Thị Bưởi Tím")
    made = given_finding.slot_request(teacher, about="Gọi cô Trần Thị Bưởi Tím.")

    erased(teacher)

    assert SlotRequest.objects.get(pk=made.pk).about == f"Gọi cô {history.NAME}."
    assert trail.rows_of(SlotRequest).filter(about__contains="Bưởi").count() == 0
