"""Guardians' consents as the school records and ends them."""

import datetime as dt

import pytest

from core import clock
from core.errors import Conflict, Invalid, Refused
from people import events, rules
from people.enums import ConsentPurpose, Role
from people.models import Consent, Guardian, Guardianship
from people.selectors import gates, hats
from people.services import consents
from tests import make

pytestmark = pytest.mark.django_db

ACCOUNT, CHAT = ConsentPurpose.ACCOUNT, ConsentPurpose.MENTORING_CHAT


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
def heard(monkeypatch):
    """What subscribers were told."""
    told = []
    for event in (events.consent_given, events.consent_withdrawn):
        monkeypatch.setattr(event, "_subscribers", [lambda *args, name=event.name: told.append((name, *args))])
    return told


def guardian_of(pupil, name="Mẹ"):
    return Guardianship.objects.create(guardian=Guardian.objects.create(full_name=name), pupil=pupil)


def give(pupil, teacher, purpose=ACCOUNT, guardianship=None, evidence="phiếu số 12"):
    return consents.give(
        guardianship=guardianship or guardian_of(pupil), purpose=purpose, evidence=evidence, by=teacher
    )


def test_a_paper_consent_opens_the_account(pupil, teacher, heard):
    given = give(pupil, teacher)

    assert given.text_version == rules.CONSENT_TEXT
    assert given.expires_on == clock.today() + dt.timedelta(days=365)
    assert list(gates.active_pupils()) == [pupil]
    assert heard == [("people.consent_given", pupil.pk, "account")]


def test_giving_again_renews_and_keeps_the_old_row(pupil, teacher):
    guardianship = guardian_of(pupil)
    first = give(pupil, teacher, guardianship=guardianship)

    second = give(pupil, teacher, guardianship=guardianship)

    first.refresh_from_db()
    assert (first.withdrawn_at is not None, second.withdrawn_at) == (True, None)
    assert Consent.objects.count() == 2


def test_a_consent_that_ran_out_can_be_given_again(pupil, teacher):
    guardianship = guardian_of(pupil)
    give(pupil, teacher, guardianship=guardianship)
    Consent.objects.update(expires_on=clock.today() - dt.timedelta(days=1))
    assert not gates.active_pupils().exists()

    give(pupil, teacher, guardianship=guardianship)

    assert list(gates.active_pupils()) == [pupil]


def test_withdrawing_acts_at_once_and_for_every_guardian(pupil, teacher, heard):
    mother, father = guardian_of(pupil, "Mẹ"), guardian_of(pupil, "Bố")
    give(pupil, teacher, guardianship=mother)
    give(pupil, teacher, guardianship=father)

    ended = consents.withdraw(guardianship=father, purpose=ACCOUNT, by=teacher)

    assert ended == 2
    assert not gates.active_pupils().exists()
    assert heard[-1] == ("people.consent_withdrawn", pupil.pk, "account")


def test_withdrawing_one_purpose_leaves_the_others(pupil, teacher):
    guardianship = guardian_of(pupil)
    give(pupil, teacher, ACCOUNT, guardianship)
    give(pupil, teacher, CHAT, guardianship)

    consents.withdraw(guardianship=guardianship, purpose=CHAT, by=teacher)

    assert gates.pupils_without_consent([pupil.pk], CHAT) == {pupil.pk}
    assert gates.pupils_without_consent([pupil.pk], ACCOUNT) == set()


def test_nothing_to_withdraw_is_said(pupil, teacher, heard):
    with pytest.raises(Conflict):
        consents.withdraw(guardianship=guardian_of(pupil), purpose=ACCOUNT, by=teacher)
    assert heard == []


def test_a_consent_needs_its_evidence(pupil, teacher):
    with pytest.raises(Invalid) as refusal:
        give(pupil, teacher, evidence="  ")

    assert set(refusal.value.errors) == {"evidence"}


def test_whoever_stopped_being_the_guardian_cannot_agree(pupil, teacher):
    guardianship = guardian_of(pupil)
    guardianship.ended_on = clock.today()
    guardianship.save()

    with pytest.raises(Conflict):
        give(pupil, teacher, guardianship=guardianship)


@pytest.mark.parametrize(
    ("who", "may"),
    [
        (lambda school: make.adult(school, Role.ADVISER), True),
        (lambda school: make.adult(school, Role.SCHOOL_ADMIN), True),
        (lambda school: make.adult(school, Role.TEACHER), False),
        (lambda school: make.adult(school, Role.ALUMNUS), False),
        (lambda school: make.adviser(), False),
        (lambda school: make.officer(), False),
        (lambda school: make.mentor(), False),
        (lambda school: make.pupil(school), False),
    ],
    ids=["adviser", "admin", "teacher", "alumnus", "other school", "Department", "mentor", "other pupil"],
)
def test_who_keeps_the_papers(school, pupil, who, may):
    guardianship = guardian_of(pupil)
    make.consent(pupil, CHAT)
    by = who(school)

    for act in (
        lambda: give(pupil, by, guardianship=guardianship),
        lambda: consents.withdraw(guardianship=guardianship, purpose=CHAT, by=by),
    ):
        if may:
            act()
        else:
            with pytest.raises(Refused):
                act()


def test_a_pupil_cannot_agree_for_oneself(pupil):
    with pytest.raises(Refused):
        give(pupil, pupil)


def test_the_pupil_in_hand_knows_at_once(pupil, teacher):
    guardianship = Guardianship.objects.select_related("pupil").get(pk=guardian_of(pupil).pk)
    give(pupil, teacher, guardianship=guardianship)
    hats.forget(pupil)
    assert hats.of(pupil).has_account_consent

    consents.withdraw(guardianship=guardianship, purpose=ACCOUNT, by=teacher)

    hats.forget(pupil)
    assert not hats.of(pupil).has_account_consent
