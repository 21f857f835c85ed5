"""Rows of visits for tests, each valid by itself: `given.visit(state=PREPARING)` has both keys and a safety sheet."""

import datetime as dt
from typing import Any

from core import clock
from matching.models import Run, Suggestion
from network.enums import OfferKind
from network.models import Idea, Offer
from people.enums import ClearanceCheck, ConsentPurpose, Role
from people.models import Clearance, Guardianship, Organisation, School, User
from tests import make
from visits.enums import Answer, AnswerWay, VisitState
from visits.models import Agreement, Attendee, Busy, Hosting, SafetySheet, Slot, Visit, VisitStaff
from visits.rules import HOST_KEY_STATES, SAFETY_DAYS, SCHOOL_KEY_STATES
from visits.services import seats, visits

HOLDING = {*SCHOOL_KEY_STATES, *HOST_KEY_STATES, VisitState.ASKED} - {VisitState.HELD}
BOTH_KEYS = {VisitState.PREPARING, VisitState.CONFIRMED, VisitState.HELD}


def host(home: Organisation | None = None) -> User:
    """Cleared, and seen in person: may receive pupils at the place."""
    user = make.representative(home)
    Clearance.objects.filter(user=user, check_kind=ClearanceCheck.IDENTITY).update(seen_in_person=True)
    return user


def offer(by: User | None = None, **facts: Any) -> Offer:
    """An offer of visits with its hosting."""
    by = by or host()
    terms = {name: facts.pop(name) for name in list(facts) if name in _TERMS}
    facts.setdefault("kind", OfferKind.VISIT)
    home = by.affiliations.get().organisation
    made = make.offer(home, by=by, **facts)
    Hosting.objects.create(offer=made, **{"sector": "mechanics", "party_min": 1, **terms})
    return made


_TERMS = {field.name for field in Hosting._meta.fields} - {"offer"}


def slot(of: Offer | None = None, *, days: int = 20, hour: int = 9, minutes: int = 120, **facts: Any) -> Slot:
    """On a working day some weeks from now, at `hour` of Hải Phòng's clock."""
    start = dt.datetime.combine(clock.today() + dt.timedelta(days=days), dt.time(hour), tzinfo=clock.zone())
    facts.setdefault("starts_at", start)
    facts.setdefault("ends_at", facts["starts_at"] + dt.timedelta(minutes=minutes))
    return Slot.objects.create(offer=of or offer(), **{"seats": 40, **facts})


def safety(of: Offer, **facts: Any) -> SafetySheet:
    facts.setdefault("valid_until", clock.today() + dt.timedelta(days=SAFETY_DAYS))
    facts.setdefault("age_min", 11)
    return SafetySheet.objects.create(
        offer=of,
        sector="mechanics",
        template_version="2026.1",
        guide_name="Phạm Văn Đón",
        signed_by=of.author,
        signed_at=clock.now(),
        **facts,
    )


def head(school: School) -> User:
    return make.adult(school, Role.SCHOOL_ADMIN)


def teacher(school: School | None = None) -> User:
    return make.adult(school or make.school(), Role.TEACHER)


def booking(at: Slot, by: User, party: int = 10, **facts: Any) -> visits.Booking:
    school = by.affiliations.get().organisation.school
    return visits.Booking(slot=at, school=school, party=party, **facts)


def visit(
    at: Slot | None = None,
    by: User | None = None,
    *,
    state: VisitState = VisitState.ASKED,
    party: int = 10,
    **facts: Any,
) -> Visit:
    """In `state`, with the seats, the time and the keys that belong to it, and a teacher who leads."""
    at, by = at or slot(), by or teacher()
    school = by.affiliations.get().organisation.school
    if state in SCHOOL_KEY_STATES:
        facts.setdefault("approved_by", head(school))
    if state in HOST_KEY_STATES:
        facts.setdefault("accepted_by", at.offer.author)
        facts.setdefault("safety", at.offer.safety_sheets.first() or safety(at.offer))
    if state in BOTH_KEYS - {VisitState.PREPARING}:
        facts = {**PAPERS, "confirmed_by": by, "confirmed_at": clock.now(), **facts}
    now = clock.now()
    made = Visit.objects.create(
        slot=at, school=school, organiser=by, state=state, party=party, booked_at=now, waits_since=now, **facts
    )
    VisitStaff.objects.create(visit=made, person=by, is_lead=True)
    if state in HOLDING:
        assert seats.take(slot=at.pk, party=party)
        _busy(made, by)
    return made


PAPERS = {
    "transport": "hired_bus",
    "transport_plan": "Xe 45 chỗ đón ở cổng trường lúc 7 giờ 30.",
    "emergency_name": "Cô Lê Thị Trực",
    "emergency_phone": "0900000111",
}


def papers(of: Visit) -> Visit:
    """Transport and the emergency contact."""
    Visit.objects.filter(pk=of.pk).update(**PAPERS)
    of.refresh_from_db()
    return of


def staff(of: Visit, person: User | None = None) -> User:
    person = person or make.adult(of.school, Role.TEACHER)
    VisitStaff.objects.create(visit=of, person=person)
    if of.state in HOLDING:
        _busy(of, person)
    return person


def pupil_on(of: Visit, pupil: User | None = None, answer: Answer | None = Answer.YES) -> Attendee:
    """On the roster; with an answer, also a guardian's standing consent to visits."""
    pupil = pupil or make.pupil(of.school, consents=(ConsentPurpose.ACCOUNT, ConsentPurpose.VISIT))
    row = Attendee.objects.create(visit=of, pupil=pupil, added_at=clock.now())
    if of.state in HOLDING:
        _busy(of, pupil)
    if answer:
        agreement(row, answer)
    return row


def agreement(of: Attendee, answer: Answer = Answer.YES, **facts: Any) -> Agreement:
    facts.setdefault("guardianship", Guardianship.objects.filter(pupil=of.pupil).first())
    facts.setdefault("terms", of.visit.terms)
    facts.setdefault("way", AnswerWay.LINK)
    return Agreement.objects.create(attendee=of, answer=answer, answered_at=clock.now(), **facts)


def ready(at: Slot | None = None, by: User | None = None, *, pupils: int = 2, **facts: Any) -> Visit:
    """Nothing is missing: it can be confirmed."""
    made = papers(visit(at, by, state=VisitState.PREPARING, **facts))
    staff(made)
    for _ in range(pupils):
        pupil_on(made)
    return made


def _busy(of: Visit, person: User) -> None:
    Busy.objects.create(person=person, visit=of, starts_at=of.slot.starts_at, ends_at=of.slot.ends_at)


def pair(idea: Idea, of: Offer, score: float = 0.6, **facts: Any) -> Suggestion:
    """The recommender found that they fit, since both are of one field."""
    explanation = {
        "contributions": [["field", score]],
        "reasons": [{"code": "same_field", "params": {"fields": ["industry_manufacturing"]}}],
        "counter_reasons": [],
    }
    run = Run.objects.create(trigger="rebuild", code_version="1", cut_off=clock.now(), configuration={})
    return Suggestion.objects.create(run=run, idea=idea, offer=of, score=score, explanation=explanation, **facts)
