"""What comes and what waits of visits, sessions, internships, requests and slots: one question for the home page.

Each kind is asked for as short rows of one shape, together and once a request. `what` names what the reader could do
now ("" for nothing), put into words by `panels/appointments.py`; what waits stands first.
"""

import datetime as dt
from enum import StrEnum
from typing import Any, NamedTuple

from django.db.models import (
    Case,
    CharField,
    DateTimeField,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Cast

from core import written
from network.selectors import idea_titles
from people import working_days
from people.models import User
from people.selectors import gates, hats
from visits.enums import SessionState, SessionWay
from visits.selectors import (
    after_lists,
    fits,
    host_slots,
    hostings,
    lists,
    placements,
    sessions,
    slot_requests,
    slots,
    under_way,
    visits,
)

_MOST = 200
# Of slots and offers, so many of each.
_FEW = 6
_PAIRS = 12
_COLUMNS = ("kind_", "what_", "row_", "at_", "until_", "title_", "place_", "state_", "number_")


# What is to do of a visit that is under way.
DAY = "day"


class Kind(StrEnum):
    VISIT = "visit"
    SESSION = "session"
    ASKED = "asked"
    PLACEMENT = "placement"
    LACKING = "lacking"
    REQUEST = "request"
    SLOT = "slot"
    FIT = "fit"


class Row(NamedTuple):
    """`title` and `place` are what and where in the reader's eyes. `number` counts pupils; of an offer that lacks
    something it is 1 where its conditions are written, of a slot that fits the score. There `state` is the club's name.
    """

    kind: str
    what: str
    pk: int
    at: dt.datetime
    until: dt.datetime
    title: str
    place: str
    state: str
    number: int


def of(user: User) -> list[Row]:
    """Asked once a request: several panels show it."""
    known: list[Row] | None = getattr(user, "_coming", None)
    if known is None:
        holidays = " ".join(sorted(day.isoformat() for day in working_days.holidays()))
        found = written.rows(_all, hats.reader(user), holidays)[:_MOST]
        known = [Row(*row[:-1]) for row in found]
        user._coming = known  # type: ignore[attr-defined]
    return known


def _all(viewer: hats.Anyone, holidays: str) -> QuerySet[Any, Any]:
    worn = hats.of(viewer)
    asked = [_visits(viewer), _sessions(viewer), _placements(viewer)]
    if worn.staffed_school_ids:
        asked += [_own_requests(viewer), _fitting(viewer, holidays)]
    if worn.is_cleared_supporter:
        asked += [_asked(viewer), _free_slots(viewer), _lacking(viewer)]
    together: QuerySet[Any, Any] = asked[0].union(*asked[1:], all=True)
    return together.order_by("idle", "at_", "row_")


def _shaped(rows: QuerySet[Any], kind: Kind, *, what: Any = None, **columns: Any) -> QuerySet[Any, Any]:
    """In `_COLUMNS`, and the order: what somebody waits for, what the reader could open, what merely comes."""
    told = {"until": columns["at"], "state": _text(""), "number": Value(0, IntegerField()), "row": F("pk"), **columns}
    first = Value(1 if kind == Kind.LACKING else 0)
    idle = Value(2, IntegerField()) if what is None else Case(When(what_="", then=Value(2)), default=first)
    named = {f"{name}_": value for name, value in told.items()}
    made = rows.order_by().annotate(kind_=_text(kind.value), what_=_text("") if what is None else what, **named)
    shaped: QuerySet[Any, Any] = made.annotate(idle=idle).values_list(*_COLUMNS, "idle")
    return shaped


def _text(word: str) -> Value:
    return Value(word, CharField())


def _day(column: str) -> Cast:
    return Cast(column, DateTimeField())


def _visits(viewer: hats.Anyone) -> QuerySet[Any, Any]:
    """Hosts read which school comes with how many, the others where they go."""
    worn = hats.of(viewer)
    host, school = F("slot__offer__organisation__name"), F("school__organisation__name")
    own, untold, under = Q(school__in=worn.school_ids), after_lists.untold(worn), under_way.taken_part_in(worn)
    return _shaped(
        visits.visible_to(viewer).filter(lists.COMING | untold | under),
        Kind.VISIT,
        what=Case(
            When(under, then=_text(DAY)), When(lists.is_mine(worn) | untold, then=_text("visit")), default=_text("")
        ),
        at=F("slot__starts_at"),
        until=F("slot__ends_at"),
        title=Case(When(own, then=host), default=school),
        place=F("slot__offer__title"),
        state=F("state"),
        number=Case(When(own, then=Value(0)), default=F("party"), output_field=IntegerField()),
    )


def _sessions(viewer: hats.Anyone) -> QuerySet[Any, Any]:
    worn = hats.of(viewer)
    asked = Q(goes_on=True, state=SessionState.ASKED, engagement__proposal__idea__club__adviser=worn.user_id)
    return _shaped(
        sessions.own_coming(viewer),
        Kind.SESSION,
        what=Case(When(asked, then=_text("attend")), default=_text("")),
        at=F("starts_at"),
        until=F("ends_at"),
        title=idea_titles.known_to(viewer, "engagement__proposal__"),
        place=_mentor(worn),
        state=Case(When(goes_on=True, then=F("state")), default=_text("paused")),
        number=Case(When(way=SessionWay.ONLINE, then=Value(1)), default=Value(0)),
    )


def _mentor(worn: hats.Hats) -> Any:
    """A pupil knows an adult by name while the adult is cleared: "" otherwise."""
    name = F("engagement__supporter__full_name")
    known = Exists(gates.cleared_adults().filter(pk=OuterRef("engagement__supporter")))
    return Case(When(known, then=name), default=_text("")) if worn.is_pupil else name


def _placements(viewer: hats.Anyone) -> QuerySet[Any, Any]:
    return _shaped(
        placements.on_home(viewer),
        Kind.PLACEMENT,
        what=placements.next_for(viewer),
        at=_day("first_day"),
        until=_day("last_day"),
        title=F("offer__title"),
        place=F("offer__organisation__name"),
        state=F("state"),
    )


def _own_requests(viewer: hats.Anyone) -> QuerySet[Any, Any]:
    """`title` and `place` are the field's names in both languages."""
    return _shaped(
        slot_requests.own_open(viewer),
        Kind.REQUEST,
        at=_day("last_day"),
        title=F("field__name"),
        place=F("field__name_en"),
        state=F("state"),
        number=F("party"),
    )


def _asked(viewer: hats.Anyone) -> QuerySet[Any, Any]:
    return _shaped(
        slot_requests.waiting_for(viewer),
        Kind.ASKED,
        what=_text("answer"),
        at=_day("last_day"),
        title=F("school__organisation__name"),
        place=F("field__name"),
        state=F("field__name_en"),
        number=F("party"),
    )


def _free_slots(viewer: hats.Anyone) -> QuerySet[Any, Any]:
    rows = _first(host_slots.free_ahead(viewer), "starts_at", "pk", most=_FEW)
    return _shaped(
        rows,
        Kind.SLOT,
        at=F("starts_at"),
        until=F("ends_at"),
        title=F("offer__title"),
        place=F("offer__organisation__name"),
    )


def _lacking(viewer: hats.Anyone) -> QuerySet[Any, Any]:
    described = Case(When(hosting__isnull=False, then=Value(1)), default=Value(0))
    return _shaped(
        _first(hostings.lacking(viewer), "-pk", most=_FEW),
        Kind.LACKING,
        what=Case(When(hosting__isnull=True, then=_text("describe")), default=_text("open")),
        at=F("created_at"),
        title=F("title"),
        place=F("organisation__name"),
        number=described,
    )


def _fitting(viewer: hats.Anyone, holidays: str) -> QuerySet[Any, Any]:
    """The next open slot of each pair of the school's clubs that the recommender made, the best pairs."""
    schools = hats.of(viewer).staffed_school_ids
    open_next = slots.next_for(schools, holidays)
    pairs = fits.pairs_of(schools).filter(Exists(open_next))
    soonest = open_next.order_by("starts_at", "pk")
    return _shaped(
        _first(pairs, "-score", "pk", most=_PAIRS),
        Kind.FIT,
        row=Subquery(soonest.values("pk")[:1]),
        at=Subquery(soonest.values("starts_at")[:1]),
        title=F("offer__title"),
        place=F("offer__organisation__name"),
        state=F("idea__club__name"),
        number=Cast(F("score") * 1000, IntegerField()),
    )


def _first(rows: QuerySet[Any], *order: str, most: int) -> QuerySet[Any]:
    """SQLite takes no limit inside a UNION but by number."""
    first: QuerySet[Any] = rows.model.objects.filter(pk__in=rows.order_by(*order).values("pk")[:most])
    return first
