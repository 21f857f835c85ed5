"""What the addresses of visits, sessions and internships are about, in the walk through the demonstration."""

import datetime as dt
from collections.abc import Iterator
from typing import Any

from django.db.models import F

from core import clock
from network.enums import OfferKind
from network.models import Club, Engagement, Offer
from people.models import Guardianship, Organisation, User
from tests import make
from tests.visits import given, given_placements
from visits.enums import SessionState, SlotRequestState, VisitState
from visits.models import Closure, Hosting, Placement, Session, Slot, SlotRequest, Visit, WeeklyHour
from visits.selectors import slots
from visits.selectors.layouts import Pattern
from visits.services import series

Found = Iterator[tuple[str, dict[str, Any]]]


def find() -> Found:
    for part in (_trips, _times, _hosting, _sessions, _internships):
        yield from part()


def _of(role: str) -> User:
    return User.objects.get(username=f"demo-{role.replace('_', '-')}")


def _club() -> Club:
    return Club.objects.get(adviser=_of("adviser"))


def _trips() -> Found:
    """Of the club: the one that is next for its pupil, and the one that is prepared; and what waits for others."""
    pupil = _of("pupil")
    own = Visit.objects.filter(club=_club())
    confirmed = own.filter(state=VisitState.CONFIRMED).latest("slot__starts_at")
    yield "trip", {"pk": confirmed.pk}
    family = Guardianship.objects.filter(pupil=pupil).earliest("pk")
    row = confirmed.attendees.get(pupil=pupil)
    yield "asked", {"token": make.guardian_link(family, used=True), "kind": "visit", "child": family.pk, "pk": row.pk}
    prepared = own.get(state=VisitState.PREPARING)
    yield "prepared", {"pk": prepared.pk}
    line = prepared.attendees.filter(left_off_at=None).latest("pk")
    yield "on_roster", {"pk": prepared.pk, "pupil_pk": line.pupil_id}
    yield "been", {"pk": own.filter(state=VisitState.HELD).latest("slot__starts_at").pk}
    yield "for_the_head", {"pk": own.get(state=VisitState.HOST_ACCEPTED).pk}
    asked = Visit.objects.filter(slot__offer__author=_of("representative"), state=VisitState.SCHOOL_APPROVED)
    yield "for_the_host", {"pk": asked.earliest("pk").pk}


def _own_company(host: User) -> Organisation:
    return Slot.objects.filter(offer__author=host).earliest("pk").offer.organisation


def _times() -> Found:
    teacher = _of("adviser")
    free = slots.open_to(teacher, slots.Wanted()).keys
    yield "open_slot", {"pk": free[0].slot}
    waited_for = Visit.objects.filter(state=VisitState.WAITING, organiser=teacher).earliest("pk")
    yield "full_slot", {"pk": waited_for.slot_id}
    rows = SlotRequest.objects.filter(asked_by=teacher)
    yield "wish", {"pk": rows.get(state=SlotRequestState.OPEN).pk}
    yield "granted", {"pk": rows.get(state=SlotRequestState.ANSWERED).pk}


def _hosting() -> Found:
    """The representative's own; times that repeat are opened here."""
    host = _of("representative")
    own = Slot.objects.filter(offer__author=host, starts_at__gt=clock.now())
    booked = own.filter(visits__state=VisitState.ASKED).earliest("pk")
    yield "hosted", {"pk": booked.offer_id}
    yield "signed", {"pk": booked.offer.safety_sheets.latest("pk").pk}
    yield "booked_slot", {"pk": booked.pk}
    yield "free_slot", {"pk": own.filter(visits=None).earliest("pk").pk}
    first = clock.today() + dt.timedelta(days=80)
    pattern = Pattern((2,), dt.time(15), first, first + dt.timedelta(days=60), seats=20)
    yield "series", {"pk": series.create(offer=booked.offer, pattern=pattern, by=host).series.pk}
    home = _club().school.organisation
    yield "exams", {"pk": Closure.objects.get(organisation=home).pk}


def _sessions() -> Found:
    running = Engagement.objects.filter(proposal__idea__team__pupil=_of("pupil")).earliest("pk")
    rows = Session.objects.filter(engagement=running)
    yield "going_along", {"pk": running.pk}
    yield "hour", {"pk": WeeklyHour.objects.filter(mentor=running.supporter).earliest("pk").pk}
    yield "session", {"pk": rows.get(state=SessionState.BOOKED).pk}
    yield "session_asked", {"pk": rows.get(state=SessionState.ASKED).pk}
    yield "session_held", {"pk": rows.filter(state=SessionState.HELD).earliest("pk").pk}


def _internships() -> Found:
    """One of the representative's own is asked for here."""
    teacher, host = _of("adviser"), _of("representative")
    own = Placement.objects.filter(adviser=teacher)
    running = own.get(state="running")
    yield "internship", {"pk": running.pk}
    yield "internship_asked", {"pk": own.get(state="asked").pk}
    free = Offer.objects.filter(kind=OfferKind.INTERNSHIP, status="published", seats_taken__lt=F("seats"))
    yield "internship_offer", {"pk": free.earliest("pk").pk}
    yield "internship_over", {"pk": Placement.objects.get(state="completed").pk}
    home = _own_company(host)
    at = make.offer(home, by=host, kind=OfferKind.INTERNSHIP, title="Một tháng ở phòng thiết kế mẫu")
    Hosting.objects.create(offer=at, sector="garment")
    given.safety(at)
    pupil = given_placements.pupil(_club(), full_name="Trịnh Bảo Hân")
    yield "undescribed", {"pk": given_placements.placement(at, _club(), pupil, described=False).pk}
