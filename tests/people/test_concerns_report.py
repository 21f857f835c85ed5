"""A report becomes a case on the right desk, sealed, with a clock; and nobody in it hears of it."""

import datetime as dt
import json

import pytest
import time_machine
from django.db import IntegrityError, connection, transaction

from core import clock
from people import concern_subjects
from people.enums import ConcernAbout, ConcernAct, ConcernDesk, OrganisationStatus, Role
from people.models import ConcernAction, Notice, SafeguardingLead, SealedCopy
from people.selectors import concerns as selectors
from people.selectors import safeguarding
from people.services import concern_chain, concerns, subjects
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def home():
    return make.school()


@pytest.fixture
def admin(home):
    return make.adult(home, Role.SCHOOL_ADMIN)


@pytest.fixture
def engagement(home, admin):
    club = make.club(home)
    return make.engagement(make.idea(club, team=[make.pupil(home)]))


def pupil_of(engagement):
    return engagement.proposal.idea.created_by


def about(engagement, **facts):
    return make.concern("engagement", engagement.pk, by=pupil_of(engagement), **facts)


def named(case):
    return list(case.named.all())


def told(kind="concern_new"):
    return [row.recipient for row in Notice.objects.filter(kind=kind).select_related("recipient").order_by("recipient")]


def lead(person):
    return SafeguardingLead.objects.create(
        affiliation=person.affiliations.get(), appointed_by=person, appointed_at=clock.now()
    )


def test_a_pupils_report_goes_to_the_schools_administrator_by_default(home, admin, engagement):
    case = about(engagement, person=0)

    assert (case.desk, case.school_id, case.status) == (ConcernDesk.SCHOOL, home.pk, "new")
    assert named(case) == [engagement.supporter]
    assert told() == [admin]


def test_who_was_named_lead_gets_it_and_the_administrator_no_longer(home, admin, engagement):
    teacher = make.adult(home, Role.TEACHER)
    lead(teacher)

    case = about(engagement, person=0)

    assert told() == [teacher]
    assert [selectors.led_by(person).filter(pk=case.pk).exists() for person in (teacher, admin)] == [True, False]


@pytest.mark.parametrize(
    ("facts", "desk", "is_adviser_named"),
    [
        ({"person": 0}, "school", False),
        ({"person": 1}, "department", True),
        ({"about": ConcernAbout.STAFF}, "department", True),
        ({"about": ConcernAbout.OUTSIDE}, "school", False),
        ({"about": ConcernAbout.PUPIL}, "school", False),
        ({"about": ConcernAbout.ONESELF}, "school", False),
        ({}, "school", False),
    ],
)
def test_what_is_about_the_schools_staff_goes_to_the_department(engagement, facts, desk, is_adviser_named):
    officer = make.officer()

    case = about(engagement, **facts)

    assert case.desk == desk
    assert (engagement.proposal.idea.club.adviser in named(case)) is is_adviser_named
    assert (officer in told()) is (desk == "department")


def test_where_the_lead_stands_on_the_page_and_nobody_was_chosen_the_department_answers(engagement):
    lead(engagement.proposal.idea.club.adviser)

    assert about(engagement).desk == ConcernDesk.DEPARTMENT


def test_staff_meant_without_a_page_go_to_the_department_too(home, admin):
    case = make.concern(by=make.pupil(home), about=ConcernAbout.STAFF)

    assert (case.desk, case.school_id) == (ConcernDesk.DEPARTMENT, home.pk)
    assert not selectors.led_by(admin).exists()


def test_a_school_without_anybody_in_charge_leaves_it_to_the_department():
    assert make.concern(by=make.pupil()).desk == ConcernDesk.DEPARTMENT


def test_a_suspended_school_leaves_it_to_the_department(home, admin):
    home.organisation.status = OrganisationStatus.SUSPENDED
    home.organisation.save()

    assert make.concern(by=make.pupil(home)).desk == ConcernDesk.DEPARTMENT


def test_a_mentors_report_of_a_team_goes_to_its_school(home, admin, engagement):
    case = make.concern("engagement", engagement.pk, by=engagement.supporter, about=ConcernAbout.PUPIL)

    assert (case.desk, case.school_id, named(case)) == (ConcernDesk.SCHOOL, home.pk, [])


def test_somebody_without_an_account_writes_to_the_department():
    case = make.concern(contact="0912 000 000, trường THCS Bình Minh")
    officer = make.officer()

    assert (case.desk, case.school, case.reporter) == (ConcernDesk.DEPARTMENT, None, None)
    assert selectors.report_of(officer, case)["contact"] == "0912 000 000, trường THCS Bình Minh"


def test_the_reporter_is_never_named_in_the_own_case(engagement):
    case = make.concern("engagement", engagement.pk, by=engagement.supporter)

    assert named(case) == []


def test_the_page_is_sealed_as_it_was(engagement):
    case = about(engagement, person=0)
    idea = engagement.proposal.idea
    before = idea.title
    idea.title = "Tên đã đổi"
    idea.save()

    subject = selectors.report_of(make.officer(), case)["subject"]

    assert (subject["kind"], subject["id"], subject["label"]) == ("engagement", engagement.pk, before)
    assert subject["shown"]["idea"] == before
    assert subject["shown"]["supporter"] == engagement.supporter.full_name


def test_the_history_is_a_chain(engagement):
    case = about(engagement)
    concerns.add_copy(concern=case, kind="message", content={"text": "chào em"}, by=None)

    links = list(case.actions.order_by("number"))

    assert [(link.number, link.act) for link in links] == [(1, ConcernAct.REPORTED), (2, ConcernAct.COPIED)]
    assert [link.previous for link in links] == ["", links[0].digest]
    assert concern_chain.is_whole(case)
    assert json.loads(links[1].copy.content) == {"text": "chào em"}


@pytest.mark.parametrize("table", ["people_concernaction", "people_sealedcopy"])
@pytest.mark.parametrize("statement", ["UPDATE {table} SET id = id", "DELETE FROM {table}"])
def test_the_database_refuses_to_change_or_drop_what_is_written(engagement, table, statement):
    about(engagement)

    with pytest.raises(IntegrityError, match="never changed"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement.format(table=table))

    assert (ConcernAction.objects.count(), SealedCopy.objects.count()) == (1, 1)


def unguarded(statement, *values):
    """Past the triggers, as somebody with the database in hands would."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
            cursor.execute("ALTER TABLE people_concernaction DISABLE TRIGGER USER")
            cursor.execute("ALTER TABLE people_sealedcopy DISABLE TRIGGER USER")
        else:
            for table in ("people_concernaction", "people_sealedcopy"):
                for event in ("update", "delete"):
                    cursor.execute(f"DROP TRIGGER {table}_kept_{event}")
        cursor.execute(statement, values)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE people_concernaction SET text = 'không có gì' WHERE number = 2",
        "UPDATE people_concernaction SET act = 'noted' WHERE number = 1",
        "UPDATE people_sealedcopy SET content = '{}'",
        "DELETE FROM people_concernaction WHERE number = 2",
    ],
)
def test_what_is_tampered_with_shows(engagement, statement):
    case = about(engagement)
    for text in ("một", "hai"):
        concern_chain.append(concern=case, act=ConcernAct.NOTED, by=None, text=text)
    assert concern_chain.is_whole(case)

    unguarded(statement)

    assert not concern_chain.is_whole(case)


@time_machine.travel("2026-04-29T09:30+07:00", tick=False)
def test_the_clock_of_a_case_stands_still_on_public_holidays(engagement):
    case = about(engagement)

    assert case.look_by == dt.datetime.fromisoformat("2026-05-04T09:30+07:00")


def test_what_nobody_looks_at_rises_once(engagement, admin):
    officer = make.officer()
    with time_machine.travel("2026-11-23 02:00+00:00", tick=False):
        case = about(engagement)
    for late, expected in (("2026-11-24 01:59+00:00", [0, 0]), ("2026-11-24 02:01+00:00", [1, 0])):
        with time_machine.travel(late, tick=False):
            assert [concerns.raise_overdue(), concerns.raise_overdue()] == expected

    case.refresh_from_db()
    assert case.raised_at is not None
    assert [link.act for link in case.actions.order_by("number")] == [ConcernAct.REPORTED, ConcernAct.RAISED]
    assert officer in told("concern_late")
    assert set(told("concern_late")) == set(safeguarding.officers())
    assert [selectors.led_by(person).filter(pk=case.pk).exists() for person in (officer, admin)] == [True, True]


def test_a_named_officer_hears_of_nothing(home):
    officer, colleague = make.officer(), make.officer()
    case = make.concern(by=make.pupil(home))
    case.named.set([officer])
    Notice.objects.all().delete()

    concerns.tell_leads(concern=case, kind=concerns.notice_kinds.CONCERN_LATE, department=True)

    assert told("concern_late") == [colleague]
    assert [selectors.led_by(person).filter(pk=case.pk).exists() for person in (officer, colleague)] == [False, True]


def test_a_reference_is_good_for_its_reader_and_two_days():
    reader, other = make.person(), make.person()
    token = concern_subjects.reference("idea", 7, reader)

    assert concern_subjects.read(token, reader) == ("idea", 7)
    assert concern_subjects.read(token, other) is None
    assert concern_subjects.read(token + "x", reader) is None
    assert concern_subjects.read("", reader) is None
    with time_machine.travel(clock.now() + dt.timedelta(days=2, minutes=1)):
        assert concern_subjects.read(token, reader) is None


def test_a_page_that_was_hidden_meanwhile_can_still_be_reported(engagement):
    reader = pupil_of(engagement)
    token = concern_subjects.reference("offer", engagement.proposal.offer_id, reader)
    type(engagement.proposal.offer).objects.update(status="closed")

    assert (
        concerns.report(
            report=concerns.Report(worry="other", subject=subjects.behind(token, reader)), by=reader
        ).named.get()
        == engagement.proposal.offer.author
    )
