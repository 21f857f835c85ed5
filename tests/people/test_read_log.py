"""An adult's read of a minor's record leaves one row, cheaply."""

import datetime as dt

import pytest

from core import clock
from people.models import RecordRead
from people.services import read_log
from tests import make

pytestmark = pytest.mark.django_db


def rows():
    return sorted(RecordRead.objects.values_list("reader", "pupil", "what"))


def test_each_pupil_read_leaves_a_row():
    teacher, one, two = make.adviser(), make.pupil(), make.pupil()

    read_log.record(reader=teacher, pupils=[one.pk, two.pk, one.pk], what="idea_team")

    assert rows() == [(teacher.pk, one.pk, "idea_team"), (teacher.pk, two.pk, "idea_team")]


def test_turning_pages_within_ten_minutes_is_one_read(time_machine):
    teacher, pupil = make.adviser(), make.pupil()
    time_machine.move_to(clock.now().replace(minute=20, second=0))
    read_log.record(reader=teacher, pupils=[pupil.pk], what="idea_team")

    time_machine.shift(dt.timedelta(minutes=9))
    read_log.record(reader=teacher, pupils=[pupil.pk], what="idea_team")
    assert len(rows()) == 1
    time_machine.shift(dt.timedelta(minutes=2))
    read_log.record(reader=teacher, pupils=[pupil.pk], what="idea_team")
    assert len(rows()) == 2


def test_something_else_somebody_else_and_another_pupil_are_other_reads():
    teacher, other, one, two = make.adviser(), make.mentor(), make.pupil(), make.pupil()
    read_log.record(reader=teacher, pupils=[one.pk], what="idea_team")

    read_log.record(reader=teacher, pupils=[one.pk], what="export")
    read_log.record(reader=other, pupils=[one.pk], what="idea_team")
    read_log.record(reader=teacher, pupils=[one.pk, two.pk], what="idea_team")

    assert len(rows()) == 4


def test_pupils_reads_leave_none():
    one, two = make.pupil(), make.pupil()

    read_log.record(reader=one, pupils=[one.pk, two.pk], what="idea_team")

    assert rows() == []


@pytest.mark.parametrize("count", [1, 50])
def test_one_query_however_many_pupils(django_assert_num_queries, count):
    teacher = make.adviser()
    school = make.school()
    pupils = [make.pupil(school, consents=()).pk for _one in range(count)]

    with django_assert_num_queries(2):  # the reader's hats, the rows
        read_log.record(reader=teacher, pupils=pupils, what="roster")


def test_nobody_read_asks_nothing(django_assert_num_queries):
    teacher = make.adviser()

    with django_assert_num_queries(0):
        read_log.record(reader=teacher, pupils=[], what="roster")
