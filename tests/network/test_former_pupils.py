"""Pupils who leave: out of clubs and teams at once; half a year later no table knows who they were."""

import datetime as dt
import json

import pytest
import time_machine
from axes.models import AccessAttempt, AccessLog
from django.apps import apps
from django.db import models

from core import clock
from core.text import fold
from network.enums import IdeaStatus
from network.models import CheckIn, ClubMembership, Goal, Idea, IdeaVersion, TeamMember
from network.services import idea_content
from people import tasks
from people.enums import ConsentPurpose, Role
from people.models import Affiliation, Consent, Guardian, Guardianship, Notice, RecordRead, User
from people.notice_kinds import KINDS, Kind
from people.selectors.rosters import preview_of
from people.services import former_pupils, notices, read_log, tokens
from people.services.rosters import upload
from tests import make
from tests.people import roster_files as files

pytestmark = pytest.mark.django_db
NAME = "Nguyễn Đình Khánh Vũ"
# Sessions are digests and text of the site itself; permissions and schedules name nobody.
_NOT_OURS = {"sessions", "contenttypes", "auth"}


def everywhere(*needles):
    """Where a text still stands: every text and JSON column of every table."""
    found = []
    for model in apps.get_models(include_auto_created=True):
        if model._meta.app_label in _NOT_OURS:
            continue
        columns = [
            field.attname
            for field in model._meta.concrete_fields
            if isinstance(field, models.CharField | models.TextField | models.JSONField)
        ]
        for row in model._default_manager.values(*columns) if columns else ():
            for column, value in row.items():
                text = json.dumps(value, ensure_ascii=False).lower()
                found += [f"{model.__name__}.{column}: {needle}" for needle in needles if needle.lower() in text]
    return found


@pytest.fixture
def school():
    return make.school()


@pytest.fixture
def teacher(school):
    return make.adviser(school)


@pytest.fixture
def pupil(school):
    born = clock.today() - dt.timedelta(days=15 * 365 + 100)
    made = make.pupil(school, full_name=NAME, username="vundk.thpt012")
    User.objects.filter(pk=made.pk).update(birth_date=born)
    made.affiliations.update(pupil_code="PX77", starts_on=clock.today() - dt.timedelta(days=400))
    Guardian.objects.update(full_name="Nguyễn Đình Trọng", phone="0912000777")
    Consent.objects.update(evidence="Phiếu của bố, Nguyễn Đình Trọng.")
    return User.objects.get(pk=made.pk)


def leave(pupil, school, by):
    former_pupils.leave(pupil=pupil, school=school, by=by)


def later(days):
    return time_machine.travel(clock.now() + dt.timedelta(days=days))


def test_leaving_ends_clubs_and_teams_and_takes_an_idea_back_when_nobody_is_left(school, teacher, pupil):
    club = make.club(school, by=teacher)
    alone = make.idea(club, team=[pupil])
    other = make.pupil(school)
    make.join(club, other)

    leave(pupil, school, teacher)

    assert not TeamMember.objects.filter(pupil=pupil, left_at=None).exists()
    assert list(ClubMembership.objects.filter(left_on=None).values_list("pupil", flat=True)) == [other.pk]
    assert Idea.objects.get(pk=alone.pk).status == IdeaStatus.DRAFT


def _written_about(pupil, school, teacher):
    """Everything that may hold the name: what the team wrote, papers, logs, a list that waits."""
    mate = make.pupil(school)
    club = make.club(school, by=teacher)
    text = f"Bạn {NAME} và bạn {fold(NAME).title()} đo nước mỗi tuần."
    idea = make.idea(club, team=[pupil, mate], title=f"Máy của {NAME}", problem=text, solution=text)
    IdeaVersion.objects.create(idea=idea, number=1, content=idea_content.read(idea), author=pupil)
    running = make.engagement(idea)
    Goal.objects.create(engagement=running, text=text)
    CheckIn.objects.create(engagement=running, author=pupil, held_on=clock.today(), minutes=30, done=text)
    tokens.create(by=pupil)
    AccessLog.objects.create(username=pupil.username, ip_address="203.0.113.7")
    AccessAttempt.objects.create(username=pupil.username, ip_address="203.0.113.7", failures_since_start=1)
    read_log.record(reader=teacher, pupils=[pupil.pk], what="record")
    return idea


def test_half_a_year_later_no_table_holds_the_name(school, teacher, pupil):
    idea = _written_about(pupil, school, teacher)
    leave(pupil, school, teacher)
    needles = (NAME, fold(NAME), "vundk", "PX77", "Nguyễn Đình Trọng", "0912000777")
    assert everywhere(*needles)

    with later(181):
        tasks.mind_pupils()

    assert everywhere(*needles) == []
    idea.refresh_from_db()
    assert idea.title == f"Máy của Học sinh cũ {pupil.pk}"
    assert idea.problem.startswith(f"Bạn Học sinh cũ {pupil.pk} và bạn hoc sinh cu {pupil.pk} đo nước")


def test_what_is_left_keeps_the_counts_right_and_opens_nothing(client, school, teacher, pupil):
    _written_about(pupil, school, teacher)
    leave(pupil, school, teacher)
    before = [model._default_manager.count() for model in (User, Affiliation, Guardianship, Consent, RecordRead)]
    year = pupil.birth_date.year

    with later(181):
        tasks.mind_pupils()

    pupil.refresh_from_db()
    assert [
        model._default_manager.count() for model in (User, Affiliation, Guardianship, Consent, RecordRead)
    ] == before
    assert (pupil.full_name, pupil.birth_date) == (f"Học sinh cũ {pupil.pk}", dt.date(year, 1, 1))
    assert (pupil.has_usable_password(), pupil.is_active, pupil.auth_token_set.exists()) == (False, False, False)
    client.post("/accounts/login/", {"login": "vundk.thpt012", "password": make.PASSWORD})
    assert "_auth_user_id" not in client.session


def test_it_waits_for_the_day_and_a_second_run_changes_nothing(settings, school, teacher, pupil):
    settings.PSEUDONYMISE_DAYS = 30
    leave(pupil, school, teacher)

    with later(29):
        assert former_pupils.pseudonymise_due() == 0
    with later(31):
        assert former_pupils.pseudonymise_due() == 1
        kept = User.objects.values().get(pk=pupil.pk)
        assert former_pupils.pseudonymise_due() == 0
        assert User.objects.values().get(pk=pupil.pk) == kept


@pytest.mark.parametrize("role", [Role.STUDENT, Role.ALUMNUS])
def test_who_is_somebody_again_keeps_the_name(school, teacher, pupil, role):
    leave(pupil, school, teacher)
    make.hat(pupil, make.school(), role)

    with later(400):
        assert former_pupils.pseudonymise_due() == 0


def test_adults_who_left_are_not_pupils(school):
    old = make.adviser(school)
    old.affiliations.update(ends_on=clock.today())

    with later(400):
        assert former_pupils.pseudonymise_due() == 0


def test_a_parent_of_another_child_keeps_name_and_number_and_is_no_way_back(school, teacher, pupil):
    tie = Guardianship.objects.get(pupil=pupil)
    sister = make.pupil(school, consents=())
    Guardianship.objects.create(guardian=tie.guardian, pupil=sister)
    leave(pupil, school, teacher)

    with later(181):
        tasks.mind_pupils()

    kept = Guardianship.objects.exclude(guardian__full_name="Phụ huynh").get(pupil=sister).guardian
    assert (kept.full_name, kept.phone) == ("Nguyễn Đình Trọng", "0912000777")
    tie.refresh_from_db()
    assert (tie.guardian.full_name, tie.guardian_id == kept.pk) == ("Phụ huynh cũ", False)
    assert tie.consents.filter(purpose=ConsentPurpose.ACCOUNT).count() == 1


def test_a_former_pupil_without_a_name_is_not_found_by_the_next_list(school, teacher, pupil):
    leave(pupil, school, teacher)
    with later(181):
        tasks.mind_pupils()
        row = files.row(NAME, birth_date=f"{pupil.birth_date:%d/%m/%Y}")
        plan = preview_of(upload(school=school, file=files.csv_file(row), by=teacher)).plan

    assert plan.counts["new"] == 1


def test_inboxes_go_too(school, teacher, pupil):
    kind = Kind("thu-mot-lan", "Thử", "Thử")
    KINDS[kind.code] = kind
    notices.send(to=[pupil.pk, teacher.pk], kind=kind)
    leave(pupil, school, teacher)

    with later(181):
        tasks.mind_pupils()

    del KINDS[kind.code]
    assert list(Notice.objects.values_list("recipient", flat=True)) == [teacher.pk]
