"""The school sees who read its pupils' records; the guardian's page asks for the outsiders among them."""

import datetime as dt

import pytest
from django.urls import reverse
from rest_framework.test import APIClient

from core import clock
from core.errors import Refused
from people.enums import RecordPart, Role
from people.models import RecordRead
from people.selectors import reads
from people.services import read_log
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def school():
    return make.school()


@pytest.fixture
def admin(school):
    return make.adult(school, Role.SCHOOL_ADMIN)


def shown(viewer, **wanted):
    rows = reads.narrow(reads.of_school(viewer), viewer, **wanted)
    return [(row.reader, row.pupil, row.what) for row in rows]


def test_outsiders_and_own_staff_stand_apart(school, admin):
    pupil, teacher, mentor = make.pupil(school), make.adviser(school), make.mentor()
    read_log.record(reader=teacher, pupils=[pupil.pk], what="team")
    read_log.record(reader=mentor, pupils=[pupil.pk], what="engagement")

    assert shown(admin) == [(mentor, pupil, "engagement")]
    assert shown(admin, side="staff") == [(teacher, pupil, "team")]


def test_another_schools_pupils_are_not_there(admin):
    elsewhere = make.pupil()
    read_log.record(reader=make.mentor(), pupils=[elsewhere.pk], what="engagement")

    assert shown(admin) == []


def test_by_pupil_by_reader_and_by_day(school, admin, time_machine):
    one, two = make.pupil(school, full_name="Lê Thị Bưởi"), make.pupil(school, full_name="Trần Văn Cam")
    mentor, other = make.mentor(), make.mentor()
    time_machine.move_to(clock.now())
    read_log.record(reader=mentor, pupils=[one.pk, two.pk], what="engagement")
    time_machine.shift(dt.timedelta(days=1))
    read_log.record(reader=other, pupils=[one.pk], what="engagement")

    assert [row[:2] for row in shown(admin, pupil="buoi")] == [(other, one), (mentor, one)]
    assert [row[:2] for row in shown(admin, reader=other.full_name)] == [(other, one)]
    assert [row[0] for row in shown(admin, day=clock.today())] == [other]


def test_a_pupil_who_left_stays_in_the_log(school, admin):
    pupil = make.pupil(school)
    read_log.record(reader=make.mentor(), pupils=[pupil.pk], what="engagement")
    pupil.affiliations.update(starts_on=dt.date(2026, 1, 1), ends_on=dt.date(2026, 5, 31))

    assert [row[1] for row in shown(admin)] == [pupil]


@pytest.mark.parametrize("who", [make.adviser, make.officer, make.mentor, make.pupil, make.commune_officer])
def test_it_is_the_managements(who):
    with pytest.raises(Refused):
        reads.of_school(who())


def test_what_the_reader_was_is_kept(school):
    pupil, mentor = make.pupil(school), make.mentor()
    home = mentor.affiliations.get().organisation

    read_log.record(reader=mentor, pupils=[pupil.pk], what="engagement")
    mentor.affiliations.update(role=Role.ALUMNUS)

    assert list(RecordRead.objects.values_list("role", "organisation")) == [(Role.MENTOR, home.pk)]


def test_a_guardian_is_shown_outsiders_alone(school):
    pupil, mentor = make.pupil(school), make.mentor()
    for reader in (make.adviser(school), mentor, make.adviser()):
        read_log.record(reader=reader, pupils=[pupil.pk], what="engagement")
    read_log.record(reader=mentor, pupils=[make.pupil(school).pk], what="engagement")

    found = list(reads.of_pupil_by_outsiders(pupil))

    assert [row.reader == mentor for row in found] == [False, True]


def test_looking_at_the_log_is_noted(school, admin, client):
    pupil = make.pupil(school)
    read_log.record(reader=make.mentor(), pupils=[pupil.pk], what="engagement")
    client.force_login(admin)

    text = client.get(reverse("read_list")).content.decode()

    assert pupil.full_name in text
    assert "tên gọi trong buổi đồng hành" in text
    assert list(RecordRead.objects.filter(reader=admin).values_list("pupil", "what")) == [(pupil.pk, "reads")]


def test_the_api_tells_and_notes_the_same(school, admin):
    pupil, mentor = make.pupil(school), make.mentor()
    read_log.record(reader=mentor, pupils=[pupil.pk], what="engagement")
    api = APIClient()
    api.force_authenticate(admin)

    body = api.get("/api/v1/reads/?side=outside").json()

    assert [(row["reader_name"], row["pupil_name"]) for row in body["results"]] == [(mentor.full_name, pupil.full_name)]
    assert RecordRead.objects.filter(reader=admin, what="reads").count() == 1


def test_every_part_that_is_written_has_words():
    assert {"team", "club", "list", "history", "proposal", "engagement"} <= set(RecordPart.values)


def test_the_same_number_of_queries_for_1_and_50_reads(school, admin, client, django_assert_max_num_queries):
    client.force_login(admin)

    def queries():
        with django_assert_max_num_queries(10) as counted:
            client.get(reverse("read_list"))
        return len(counted)

    read_log.record(reader=make.mentor(), pupils=[make.pupil(school).pk], what="engagement")
    one = queries()
    for _ in range(49):
        read_log.record(reader=make.mentor(), pupils=[make.pupil(school, consents=()).pk], what="engagement")

    assert queries() == one
