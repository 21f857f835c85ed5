"""A signed form: one of the staff writes it down, a second one confirms; a no counts at once."""

import pytest
from django.db import IntegrityError, transaction

from core.errors import Conflict, Invalid, NotFound, Refused
from people.guardian_asks import Said
from people.models import Notice
from tests import make
from tests.visits import given, given_roster
from visits.enums import Answer, AnswerWay, Change, VisitState, Word
from visits.models import Agreement, Visit
from visits.selectors import rosters as selectors
from visits.services import agreements, visits
from visits.services.agreements import Paper

pytestmark = pytest.mark.django_db


@pytest.fixture
def visit():
    return given_roster.prepared()


@pytest.fixture
def row(visit):
    return given.pupil_on(visit, given_roster.pupil(visit), answer=None)


def write(row, agreed=True, *, by=None, note="", who=None):
    paper = Paper((who or given_roster.guardian(row)).pk, agreed, note)
    return agreements.record_paper(attendee=row, paper=paper, by=by or row.visit.organiser)


def test_a_yes_counts_by_the_word_of_two(visit, row):
    given.staff(visit)
    paper = write(row, note="Cháu say xe")
    assert (given_roster.answers(visit), selectors.of(visit).lines[0].word) == ({}, Word.PAPER)
    with pytest.raises(Refused, match="thầy cô khác"):
        agreements.confirm_paper(paper=paper, by=visit.organiser)

    agreements.confirm_paper(paper=paper, by=given.teacher(visit.school))

    assert given_roster.answers(visit) == {row.pupil_id: "yes"}
    assert selectors.of(visit).lines[0].notes == ["Cháu say xe"]


def test_the_others_who_go_along_are_told_that_it_waits(visit, row):
    other = given.staff(visit)
    write(row)

    assert [notice.recipient for notice in Notice.objects.filter(kind="roster_paper")] == [other]


def test_the_database_refuses_one_person_twice(visit, row):
    paper = write(row)
    with pytest.raises(IntegrityError), transaction.atomic():
        Agreement.objects.filter(pk=paper.pk).update(confirmed_by=visit.organiser)


def test_a_no_counts_by_the_word_of_one_and_acts_at_once(visit, row):
    write(row, agreed=False)

    row.refresh_from_db()
    assert row.left_off_at is not None
    assert Agreement.objects.get().answer == Answer.NO


def test_a_form_that_waits_takes_no_answer_away(visit, row):
    father = make.guardianship(row.pupil, "Bố", phone="0900000222")
    write(row, agreed=False)
    agreements.answer(father, row.pk, Said(True, visit.terms))
    paper = write(row)

    assert given_roster.on(visit) == set()
    assert selectors.of(visit).off[0].word == Word.REFUSED
    agreements.confirm_paper(paper=paper, by=given.teacher(visit.school))
    assert given_roster.answers(visit) == {row.pupil_id: "yes"}


def test_a_no_said_by_phone_is_not_overruled_by_a_form(visit, row):
    agreements.answer(given_roster.guardian(row), row.pk, Said(False, visit.terms))

    with pytest.raises(Conflict, match="Chỉ chính gia đình đổi được"):
        write(row)


def test_what_the_guardian_says_by_phone_drops_the_form_that_waits(visit, row):
    paper = write(row)
    agreements.answer(given_roster.guardian(row), row.pk, Said(False, visit.terms))

    with pytest.raises(Conflict, match="đã có người xử lý"):
        agreements.confirm_paper(paper=paper, by=given.teacher(visit.school))
    assert Agreement.objects.get().answer == Answer.NO


def test_a_form_is_written_down_once(visit, row):
    write(row)
    with pytest.raises(Conflict, match="đã ghi rồi"):
        write(row)


def test_a_yes_that_stands_needs_no_form(visit, row):
    given.agreement(row)
    with pytest.raises(Conflict, match="đã đồng ý rồi"):
        write(row)


def test_a_form_signed_for_other_terms_is_not_confirmed(visit, row):
    paper = write(row)
    visits.reopen(Visit.objects.get(pk=visit.pk), Change.PLACE, visit.organiser)

    with pytest.raises(Conflict, match="đã thay đổi sau khi ký"):
        agreements.confirm_paper(paper=paper, by=given.teacher(visit.school))


def test_a_form_that_is_not_right_is_dropped(visit, row):
    paper = write(row)
    agreements.turn_down_paper(paper=paper, by=given.teacher(visit.school))

    assert not Agreement.objects.exists()


def test_a_form_is_by_a_guardian_of_the_pupil(visit, row):
    with pytest.raises(Invalid, match="không phải người giám hộ"):
        write(row, who=make.guardianship(make.pupil(visit.school)))


def test_nobody_outside_of_the_school_writes_or_confirms(visit, row):
    paper = write(row)
    for somebody in (given.teacher(), visit.slot.offer.author, row.pupil):
        with pytest.raises(Refused):
            write(row, by=somebody)
        with pytest.raises(Refused):
            agreements.confirm_paper(paper=paper, by=somebody)


def test_a_paper_of_another_visit_is_not_found(visit, row):
    paper = write(row)
    with pytest.raises(NotFound):
        selectors.paper_for(given_roster.prepared(), paper.pk)


def test_a_note_that_is_too_long_is_refused(visit, row):
    with pytest.raises(Invalid, match="tối đa 300"):
        write(row, note="a" * 301)


def test_a_confirmed_paper_stays_when_confirmed_twice(visit, row):
    paper = write(row)
    second = given.teacher(visit.school)
    agreements.confirm_paper(paper=paper, by=second)

    with pytest.raises(Conflict):
        agreements.confirm_paper(paper=paper, by=given.teacher(visit.school))
    kept = Agreement.objects.get()
    assert (kept.way, kept.taken_by, kept.confirmed_by) == (AnswerWay.PAPER, visit.organiser, second)


def test_not_before_everything_is_there_that_a_guardian_has_to_know():
    visit = given.visit(state=VisitState.PREPARING)
    row = given.pupil_on(visit, answer=None)
    with pytest.raises(Conflict, match="gia đình cần biết trước"):
        write(row)
