"""How closely an outside adult may meet pupils."""

import datetime as dt

import pytest
import time_machine
from django.db import transaction
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core import clock
from core.errors import Problem, Refused
from people import conduct_text, rules
from people.enums import ClearanceCheck, ContactLevel, IdentityDocument, IdentityWay, OrganisationStatus
from people.models import Clearance, Organisation, Reference, User
from people.permissions import contact_levels as permissions
from people.selectors import contact_levels, gates
from people.services import clearances, conduct, quizzes
from tests import make

pytestmark = pytest.mark.django_db
POST_ONLY, ONLINE, ON_SITE, MENTOR = ContactLevel
IDENTITY, WORD, REFERENCES, CODE, QUIZ = ClearanceCheck
DAY = dt.timedelta(days=1)


def without(check):
    return lambda user: Clearance.objects.filter(user=user, check_kind=check).delete()


def seen_in_person(user):
    facts = {"document": IdentityDocument.CITIZEN_CARD, "seen_in_person": True}
    Clearance.objects.filter(user=user, check_kind=IDENTITY).update(**facts)


def aged(check, days):
    def age(user):
        seen_in_person(user)
        rows = Clearance.objects.filter(user=user, check_kind=check)
        rows.update(granted_on=clock.today() - days * DAY, expires_on=clock.today() + DAY)

    return age


LEVELS = {
    "all five": (lambda user: None, ONLINE),
    "without references": (without(REFERENCES), POST_ONLY),
    "without the quiz": (without(QUIZ), POST_ONLY),
    "without identity": (without(IDENTITY), None),
    "without the word": (without(WORD), None),
    "without the code": (without(CODE), None),
    "seen in person": (seen_in_person, MENTOR),
    "seen in person a year ago": (aged(IDENTITY, 365), MENTOR),
    "seen in person longer ago": (aged(IDENTITY, 366), ONLINE),
    "references two years old": (aged(REFERENCES, 730), MENTOR),
    "references older": (aged(REFERENCES, 731), ON_SITE),
    "quiz half a year old": (aged(QUIZ, 180), MENTOR),
    "quiz older": (aged(QUIZ, 181), ON_SITE),
    "organisation waits": (
        lambda user: Organisation.objects.filter(affiliations__user=user).update(status=OrganisationStatus.SUSPENDED),
        None,
    ),
    "account closed": (lambda user: User.objects.filter(pk=user.pk).update(is_active=False), None),
}


@pytest.mark.parametrize(("happens", "level"), LEVELS.values(), ids=LEVELS)
def test_the_level_follows_from_the_checks(happens, level):
    mentor = make.mentor()

    happens(mentor)

    assert contact_levels.level_of(mentor) == level
    along = User.objects.annotate(contact_bits=contact_levels.asked_along("pk")).get(pk=mentor.pk)
    assert contact_levels.contact_in(along).level == level
    order = list(ContactLevel)
    for asked in order:
        may = level is not None and order.index(asked) <= order.index(level)
        assert permissions.may_meet(mentor, asked) == may, asked
    # What pupils may know of is exactly who may at least talk online.
    assert gates.cleared_adults().filter(pk=mentor.pk).exists() == permissions.may_meet(mentor, ONLINE)


def test_each_level_needs_what_the_one_before_needs():
    needs = [set(rules.LEVELS[level]) for level in ContactLevel]

    assert needs[0] < needs[1] < needs[2] < needs[3]
    assert needs[1] == {rules.Need(check) for check in ClearanceCheck}


def test_the_refusal_says_what_is_missing():
    mentor = make.mentor()

    with pytest.raises(Refused, match=r"danh tính \(gặp trực tiếp, trong 12 tháng gần đây\)"):
        permissions.check_may_meet(mentor, ON_SITE)


@pytest.mark.parametrize("who", [make.adviser, make.pupil, make.officer])
def test_others_have_no_level(who):
    user = who()

    assert contact_levels.level_of(user) is None
    with pytest.raises(Refused, match="không đại diện"):
        permissions.check_may_meet(user, POST_ONLY)


def test_an_adviser_reads_whether_they_may_meet_and_nobody_else_does(client):
    engagement = make.engagement()
    adviser, pages = engagement.proposal.idea.club.adviser, {}
    places = [
        reverse("engagement_detail", args=[engagement.pk]),
        reverse("proposal_detail", args=[engagement.proposal_id]),
    ]
    for name, user in (("adviser", adviser), ("mentor", engagement.supporter)):
        client.force_login(user)
        pages[name] = [client.get(place).content.decode() for place in places]
    seen_in_person(engagement.supporter)
    client.force_login(adviser)
    after = client.get(places[0]).content.decode()

    assert [("Được gặp trực tiếp" in page, "trao đổi trực tuyến có thầy cô" in page) for page in pages["adviser"]] == [
        (True, True)
    ] * 2
    assert not any("Được gặp trực tiếp" in page for page in pages["mentor"])
    assert "cố vấn trực tiếp thường xuyên" in after


# --- No way around a check --------------------------------------------------------------------------------------------
def _sign(mentor, officer):
    version = conduct_text.in_force(clock.today()).version
    conduct.sign(version=version, full_name=mentor.full_name, agrees=True, by=mentor)


def _pass_quiz(mentor, officer):
    taken = quizzes.start(by=mentor)
    quizzes.answer(quiz_try=taken, answers=make.right_answers(taken), by=mentor)


def _see(mentor, officer):
    facts = {"document": IdentityDocument.VNEID, "way": IdentityWay.VIDEO, "seen_on": clock.today()}
    clearances.record_identity(user=mentor, by=officer, **facts)


def _vouch(mentor, officer):
    clearances.record(user=mentor, check=WORD, evidence="Công văn.", by=officer)


def _refer(mentor, officer):
    Reference.objects.filter(user=mentor).update(ended_at=clock.now())
    for place in (1, 2):
        make.reference(mentor, place=place)
    clearances.grant_references(user=mentor, by=officer)


def _revoke(check):
    def act(mentor, officer):
        row = Clearance.objects.filter(user=mentor, check_kind=check, revoked_at=None).first()
        if row is not None:
            clearances.revoke(clearance=row, reason="Xem lại.", by=officer)

    return act


def _give_back(check):
    return lambda mentor, officer: clearances.give_back(user=mentor, check=check, by=officer)


GIVES = {_sign: CODE, _pass_quiz: QUIZ, _see: IDENTITY, _vouch: WORD, _refer: REFERENCES}
TAKES = {_revoke(check): check for check in ClearanceCheck}
GIVES_BACK = {_give_back(check): check for check in (CODE, QUIZ)}
WAITS = (1, 100, 300, 366)
STEPS = st.one_of(
    st.sampled_from(list(GIVES)),
    st.sampled_from(list(GIVES_BACK)),
    st.sampled_from(list(TAKES)),
    st.sampled_from(WAITS),
)


def test_no_sequence_clears_somebody_who_misses_a_check():
    start = dt.datetime(2026, 9, 7, 1, tzinfo=dt.UTC)
    with time_machine.travel(start, tick=False):
        mentor, officer = make.mentor(cleared=False), make.officer()

    @settings(max_examples=25, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
    @given(st.lists(STEPS, min_size=4, max_size=16))
    def play(steps):
        until: dict[ClearanceCheck, dt.date] = {}
        taken: set[ClearanceCheck] = set()
        with transaction.atomic(), time_machine.travel(start, tick=False) as clocks:
            for step in steps:
                if isinstance(step, int):
                    clocks.shift(step * DAY)
                else:
                    _try(step, until, taken)
                today = clock.today()
                holds = all(until.get(check, dt.date.min) >= today for check in ClearanceCheck)
                assert gates.cleared_adults().filter(pk=mentor.pk).exists() == holds
            transaction.set_rollback(True)

    def _try(step, until, taken):
        try:
            with transaction.atomic():
                step(mentor, officer)
        except Problem:
            return
        given_now = GIVES_BACK.get(step) or GIVES.get(step)
        if given_now is None:
            taken |= {TAKES[step]} & set(until)
            until.pop(TAKES[step], None)
        elif step in GIVES_BACK or given_now not in taken & rules.SELF_SERVICE:
            until[given_now] = clock.today() + dt.timedelta(days=rules.CHECK_DAYS[given_now])
            taken.discard(given_now)

    play()
    # And the way that does clear is there.
    for step in GIVES:
        step(mentor, officer)
    assert list(gates.cleared_adults()) == [mentor]
