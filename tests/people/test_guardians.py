"""Who stands for a pupil, and what falls when somebody no longer does."""

import pytest

from core.errors import Conflict, Invalid, Refused
from people import events
from people.enums import ConsentPurpose, ConsentWay, GuardianRelation
from people.selectors import gates
from people.services import consents, guardians
from people.services.consents import Source
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def school():
    return make.school()


@pytest.fixture
def teacher(school):
    return make.adviser(school)


@pytest.fixture
def pupil(school):
    return make.pupil(school, consents=())


@pytest.fixture
def withdrawn(monkeypatch):
    told = []
    monkeypatch.setattr(events.consent_withdrawn, "_subscribers", [lambda *args: told.append(args)])
    return told


def add(pupil, teacher, name="Lê Thị Lan"):
    return guardians.add(
        pupil=pupil, full_name=name, phone="0912 000 000", relation=GuardianRelation.MOTHER, by=teacher
    )


def agree(guardianship):
    source = Source(way=ConsentWay.LINK, evidence="mã đúng")
    consents.record(guardianship=guardianship, answers={ConsentPurpose.ACCOUNT: True}, source=source)


def test_a_guardian_is_added(pupil, teacher):
    made = add(pupil, teacher)

    assert (made.guardian.full_name, made.relation, made.ended_on) == ("Lê Thị Lan", "mother", None)


def test_a_guardian_has_a_name(pupil, teacher):
    with pytest.raises(Invalid):
        add(pupil, teacher, "  ")


def test_a_teacher_of_another_school_adds_nobody(pupil):
    with pytest.raises(Refused):
        add(pupil, make.adviser())


def test_what_rested_on_one_word_falls_with_it(pupil, teacher, withdrawn):
    guardianship = add(pupil, teacher)
    agree(guardianship)

    guardians.end(guardianship=guardianship, by=teacher)

    assert not gates.active_pupils().exists()
    assert withdrawn == [(pupil.pk, "account")]


def test_what_another_guardian_also_said_stands(pupil, teacher, withdrawn):
    mother, father = add(pupil, teacher), add(pupil, teacher, "Trần Văn Bình")
    agree(mother)
    agree(father)

    guardians.end(guardianship=mother, by=teacher)

    assert list(gates.active_pupils()) == [pupil]
    assert withdrawn == []


def test_ending_twice_is_said(pupil, teacher):
    guardianship = add(pupil, teacher)
    guardians.end(guardianship=guardianship, by=teacher)

    with pytest.raises(Conflict):
        guardians.end(guardianship=guardianship, by=teacher)
