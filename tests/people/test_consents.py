"""Guardians' answers as they are written down, and what ends them."""

import datetime as dt

import pytest
import time_machine
from django.db import IntegrityError, transaction

from core import clock
from core.errors import Conflict, Refused
from people import events, rules
from people.enums import ConsentPurpose, ConsentWay, Role
from people.models import Consent, Guardian, Guardianship, Refusal
from people.selectors import gates, hats
from people.services import consents
from people.services.consents import Source
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


def give(pupil, purpose=ACCOUNT, guardianship=None):
    """As the guardian's page does after the code."""
    source = Source(way=ConsentWay.LINK, evidence="mã đúng")
    done = consents.record(guardianship=guardianship or guardian_of(pupil), answers={purpose: True}, source=source)
    return Consent.objects.latest("pk") if done.given else done


def refuse(guardianship, purpose=ACCOUNT):
    source = Source(way=ConsentWay.LINK, evidence="mã đúng")
    return consents.record(guardianship=guardianship, answers={purpose: False}, source=source)


def test_a_consent_opens_the_account(pupil, heard):
    given = give(pupil)

    assert given.text_version == rules.CONSENT_TEXT
    assert given.expires_on == rules.consent_ends(clock.today())
    assert list(gates.active_pupils()) == [pupil]
    assert heard == [("people.consent_given", pupil.pk, "account")]


@pytest.mark.parametrize(
    ("given_on", "ends_on"),
    [
        (dt.date(2026, 8, 1), dt.date(2027, 7, 31)),
        (dt.date(2026, 12, 31), dt.date(2027, 7, 31)),
        (dt.date(2027, 6, 30), dt.date(2027, 7, 31)),
        (dt.date(2027, 7, 1), dt.date(2028, 7, 31)),
        (dt.date(2027, 7, 31), dt.date(2028, 7, 31)),
        (dt.date(2028, 2, 29), dt.date(2028, 7, 31)),
    ],
)
def test_a_consent_ends_with_the_school_year(given_on, ends_on):
    assert rules.consent_ends(given_on) == ends_on
    assert rules.consents_count_from(ends_on) <= given_on
    assert rules.consents_count_from(ends_on + dt.timedelta(days=1)) > given_on


def test_on_the_first_of_august_it_counts_no_longer(pupil):
    with time_machine.travel(dt.datetime(2026, 10, 5, 3, tzinfo=dt.UTC), tick=False) as traveller:
        give(pupil)
        traveller.move_to(dt.datetime(2027, 7, 31, 16, 59, tzinfo=dt.UTC))
        assert list(gates.active_pupils()) == [pupil]
        traveller.move_to(dt.datetime(2027, 7, 31, 17, tzinfo=dt.UTC))
        assert not gates.active_pupils().exists()


def test_giving_again_renews_and_keeps_the_old_row(pupil):
    guardianship = guardian_of(pupil)
    first = give(pupil, guardianship=guardianship)

    second = give(pupil, guardianship=guardianship)

    first.refresh_from_db()
    assert (first.withdrawn_at is not None, second.withdrawn_at) == (True, None)
    assert Consent.objects.count() == 2


def test_a_consent_that_ran_out_can_be_given_again(pupil):
    guardianship = guardian_of(pupil)
    give(pupil, guardianship=guardianship)
    Consent.objects.update(expires_on=clock.today() - dt.timedelta(days=1))
    assert not gates.active_pupils().exists()

    give(pupil, guardianship=guardianship)

    assert list(gates.active_pupils()) == [pupil]


def test_withdrawing_acts_at_once_and_for_every_guardian(pupil, teacher, heard):
    mother, father = guardian_of(pupil, "Mẹ"), guardian_of(pupil, "Bố")
    give(pupil, guardianship=mother)
    give(pupil, guardianship=father)

    ended = consents.withdraw(guardianship=father, purpose=ACCOUNT, by=teacher)

    assert ended == 2
    assert not gates.active_pupils().exists()
    assert heard[-1] == ("people.consent_withdrawn", pupil.pk, "account")


def test_withdrawing_one_purpose_leaves_the_others(pupil, teacher):
    guardianship = guardian_of(pupil)
    give(pupil, ACCOUNT, guardianship)
    give(pupil, CHAT, guardianship)

    consents.withdraw(guardianship=guardianship, purpose=CHAT, by=teacher)

    assert gates.pupils_without_consent([pupil.pk], CHAT) == {pupil.pk}
    assert gates.pupils_without_consent([pupil.pk], ACCOUNT) == set()


def test_nothing_to_withdraw_is_said(pupil, teacher, heard):
    with pytest.raises(Conflict):
        consents.withdraw(guardianship=guardian_of(pupil), purpose=ACCOUNT, by=teacher)
    assert heard == []
    assert not Refusal.objects.exists()


def test_whoever_stopped_being_the_guardian_cannot_agree(pupil):
    guardianship = guardian_of(pupil)
    guardianship.ended_on = clock.today()
    guardianship.save()

    with pytest.raises(Conflict):
        give(pupil, guardianship=guardianship)


def test_one_guardians_no_ends_the_purpose_and_holds_back_the_others_yes(pupil, heard):
    mother, father = guardian_of(pupil, "Mẹ"), guardian_of(pupil, "Bố")
    give(pupil, guardianship=mother)

    refuse(father)
    again = give(pupil, guardianship=mother)

    assert not gates.active_pupils().exists()
    assert (again.given, again.held_back) == ([], [ACCOUNT])
    assert [name for name, *_ in heard] == ["people.consent_given", "people.consent_withdrawn"]


def test_whoever_said_no_may_change_their_mind(pupil):
    mother, father = guardian_of(pupil, "Mẹ"), guardian_of(pupil, "Bố")
    refuse(father)

    give(pupil, guardianship=father)
    give(pupil, guardianship=mother)

    assert list(gates.active_pupils()) == [pupil]
    assert Refusal.objects.filter(lifted_at=None).count() == 0


def test_a_no_falls_with_the_guardianship_and_with_the_school_year(pupil):
    mother, father = guardian_of(pupil, "Mẹ"), guardian_of(pupil, "Bố")
    refuse(father)
    father.ended_on = clock.today()
    father.save()

    give(pupil, guardianship=mother)

    assert list(gates.active_pupils()) == [pupil]
    refuse(mother)
    Refusal.objects.update(expires_on=clock.today() - dt.timedelta(days=1))
    give(pupil, guardianship=mother)
    assert list(gates.active_pupils()) == [pupil]


def test_the_database_refuses_a_paper_of_one_person(pupil, teacher):
    facts = {
        "guardianship": guardian_of(pupil),
        "purpose": ACCOUNT,
        "text_version": "2026.1",
        "way": ConsentWay.PAPER,
        "given_at": clock.now(),
        "expires_on": rules.consent_ends(clock.today()),
    }
    for signers in ({}, {"taken_by": teacher}, {"taken_by": teacher, "confirmed_by": teacher}):
        with pytest.raises(IntegrityError), transaction.atomic():
            Consent.objects.create(**facts, **signers)

    Consent.objects.create(**facts, taken_by=teacher, confirmed_by=make.adviser())
    assert list(gates.active_pupils()) == [pupil]


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
def test_who_stops_on_a_guardians_word(school, pupil, who, may):
    guardianship = guardian_of(pupil)
    make.consent(pupil, CHAT)
    by = who(school)

    if may:
        assert consents.withdraw(guardianship=guardianship, purpose=CHAT, by=by) == 1
    else:
        with pytest.raises(Refused):
            consents.withdraw(guardianship=guardianship, purpose=CHAT, by=by)
    assert gates.pupils_without_consent([pupil.pk], CHAT) == ({pupil.pk} if may else set())


def test_the_pupil_in_hand_knows_at_once(pupil, teacher):
    guardianship = Guardianship.objects.select_related("pupil").get(pk=guardian_of(pupil).pk)
    give(pupil, guardianship=guardianship)
    hats.forget(pupil)
    assert hats.of(pupil).has_account_consent

    consents.withdraw(guardianship=guardianship, purpose=ACCOUNT, by=teacher)

    hats.forget(pupil)
    assert not hats.of(pupil).has_account_consent
