"""Open slots: when hosts receive groups, as schools look for them. A slot without free seats has a line to join.

A term's slots of all hosts are read as short keys in one question; what depends on who asks (days off, distance, fit)
is weighed on the keys, and only a page of them becomes rows. So every page asks as often, however many there are.
"""

import datetime as dt
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.db.models import (
    BigIntegerField,
    DateTimeField,
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    TextField,
    Value,
)
from django.db.models.functions import Cast, StrIndex, Substr
from django.utils.translation import gettext as _

from core import clock, written
from core.errors import NotFound
from core.gate import Late
from core.text import fold
from matching.models import Suggestion
from network.enums import Language, OfferKind
from network.models import Offer
from network.selectors import posts
from network.selectors.search import MOST_WORDS
from people import working_days
from people.models import AdminUnit
from people.selectors import hats
from people.selectors.hats import Hat
from visits.enums import HalfDay, SlotSort
from visits.models import Closure, Slot
from visits.rules import BOOK_AHEAD, HOSTED_KINDS
from visits.selectors import distances, feedbacks, fits
from visits.selectors.distances import Centre
from visits.selectors.feedbacks import Share
from visits.selectors.local_time import LocalDay, LocalHour

SOON = Late(
    lambda connection: connection.ops.adapt_datetimefield_value(clock.now() + BOOK_AHEAD),
    DateTimeField(),
)
NOON = 12


@dataclass(frozen=True)
class Facts:
    """What the database narrows by; what is not given narrows nothing. `party` leaves slots with room for so many."""

    words: tuple[str, ...] = ()
    field: str | None = None
    commune: str | None = None
    kind: OfferKind | None = None
    language: Language | None = None
    access: tuple[str, ...] = ()
    age: int | None = None
    party: int | None = None
    offer: int | None = None


@dataclass(frozen=True)
class Wanted:
    """`weekday`: 0 is Monday. `within`: kilometres from the school's commune."""

    facts: Facts = field(default_factory=Facts)
    first_day: dt.date | None = None
    last_day: dt.date | None = None
    weekday: int | None = None
    half: HalfDay | None = None
    within: int | None = None
    sort: SlotSort = SlotSort.DATE


@dataclass(frozen=True)
class Place:
    """From where a reader looks: the school and its commune; 0 for none."""

    school: int
    commune: int


class Key(NamedTuple):
    """A slot as far as lists weigh it. `hour` is "2026-12-03 08" in Hải Phòng's time; `is_off`: a closure of the
    city, of the reader's school or of the host covers that day."""

    slot: int
    offer: int
    commune: int
    hour: str
    is_off: bool
    centre: Centre
    home: Centre

    @property
    def day(self) -> dt.date:
        return dt.date.fromisoformat(self.hour[:10])


@dataclass(frozen=True)
class Found:
    """`keys` in order; `days` counts them by day before the wanted days narrow them; `left_out` fell on days off."""

    keys: list[Key]
    days: Counter[dt.date]
    left_out: int
    kilometres: dict[int, float]


@dataclass(frozen=True)
class OpenSlot:
    slot: Slot
    kilometres: float | None
    fit: Suggestion | None
    again: Share | None = None

    @property
    def day(self) -> dt.date:
        return self.slot.starts_at.astimezone(clock.zone()).date()


def words_of(text: str) -> tuple[str, ...]:
    return tuple(fold(text).split()[:MOST_WORDS])


def school_of(viewer: hats.Anyone) -> Hat | None:
    """The hat in whose school's name this reader looks: the first one where there are several."""
    worn = hats.of(viewer)
    return next((hat for hat in worn.counting if hat.organisation_id in worn.school_ids), None)


def open_to(viewer: hats.Anyone, wanted: Wanted) -> Found:
    """What is open to whoever is logged in, without the days off of the reader's school and of the city."""
    if not hats.of(viewer).counting:
        return Found([], Counter(), 0, {})
    home = school_of(viewer)
    keys = [_key(*row) for row in written.rows(_keys, wanted.facts, _place_of(home))]
    kilometres = _kilometres(keys)
    on_time = [key for key in keys if _suits(key, wanted, kilometres)]
    holidays = {day.isoformat() for day in working_days.holidays()}
    open_keys = [key for key in on_time if not key.is_off and key.hour[:10] not in holidays]
    return Found(
        keys=_sorted(viewer, _between(open_keys, wanted), wanted.sort, kilometres),
        days=Counter(key.day for key in open_keys),
        left_out=len(on_time) - len(open_keys),
        kilometres=kilometres,
    )


def with_rows(viewer: hats.Anyone, keys: Iterable[Key], kilometres: dict[int, float]) -> list[OpenSlot]:
    """The slots of these keys, in their order, with how far they are and why they fit the clubs of the reader's school.

    Only the school's own staff reads why.
    """
    keys = list(keys)
    if not keys:
        return []
    rows = {slot.pk: slot for slot in written.rows(_rows, tuple(key.slot for key in keys))}
    offers = tuple(sorted({key.offer for key in keys}))
    pairs = fits.best_among(hats.of(viewer).staffed_school_ids, offers)
    return [
        OpenSlot(rows[key.slot], kilometres.get(key.commune), pairs.get(key.offer), feedbacks.share_in(rows[key.slot]))
        for key in keys
        if key.slot in rows
    ]


def alone(viewer: hats.Anyone, slot: Slot) -> list[OpenSlot]:
    """One slot, also one that is not open any more, as lists show them."""
    home = school_of(viewer)
    kilometres = distances.kilometres_from(home.commune_id) if home else {}
    pairs = fits.best_among(hats.of(viewer).staffed_school_ids, (slot.offer_id,))
    again = feedbacks.share_of(slot.offer_id)
    return [OpenSlot(slot, kilometres.get(slot.offer.commune_id), pairs.get(slot.offer_id), again)]


def next_of(offer: Offer, most: int) -> list[Slot]:
    """The next open slots of one offer."""
    return written.rows(_next_of, offer.pk)[:most]


def next_for(schools: frozenset[int], holidays: str) -> QuerySet[Slot]:
    """Of the `offer` of the asking query, which is open: slots these schools may still book, on no day off.

    `holidays`: the city's, as one text of dates.
    """
    whose = Q(organisation=None) | Q(organisation=OuterRef("offer__organisation")) | Q(organisation__in=schools)
    off = Closure.objects.filter(whose, first_day__lte=OuterRef("day"), last_day__gte=OuterRef("day"))
    day = Substr(LocalHour("starts_at"), 1, len("2026-12-03"))
    rows = Slot.objects.filter(offer=OuterRef("offer"), closed_at=None, starts_at__gte=SOON)
    named = rows.alias(day=LocalDay("starts_at"), holiday=StrIndex(Value(holidays, TextField()), day))
    return named.filter(~Exists(off), holiday=0)


def get_for(viewer: hats.Anyone, pk: int) -> Slot:
    """A slot of an offer that is open, also one that was closed or is over: whoever has its address is told so."""
    slot = written.rows(_one, pk).first() if hats.of(viewer).counting else None
    if slot is None:
        raise NotFound(_("Không tìm thấy khung giờ này, hoặc nơi đón không còn mở."))
    return slot


def _one(pk: int) -> QuerySet[Slot]:
    return _along().filter(pk=pk, offer__in=_offers(Facts()))


def _rows(pks: tuple[int, ...]) -> QuerySet[Slot]:
    return feedbacks.asked_along(_along().filter(pk__in=pks), "offer")


def _along() -> QuerySet[Slot]:
    return Slot.objects.select_related("offer__organisation", "offer__commune", "offer__author", "offer__hosting")


def _next_of(offer: int) -> QuerySet[Slot]:
    return _open(Facts(offer=offer)).order_by("starts_at", "pk")


def _open(facts: Facts) -> QuerySet[Slot]:
    rows = Slot.objects.filter(offer__in=_offers(facts), closed_at=None, starts_at__gte=SOON)
    if facts.party is None:
        return rows
    return rows.filter(seats_taken__lte=F("seats") - _given(facts.party), groups_taken__lt=F("groups"))


def _keys(facts: Facts, place: Place) -> QuerySet[Slot, Any]:
    """The home's centre stands in every row, so that it costs no question of its own."""
    whose = Q(organisation=None) | Q(organisation=OuterRef("offer__organisation")) | Q(organisation=place.school)
    off = Closure.objects.filter(whose, first_day__lte=OuterRef("day"), last_day__gte=OuterRef("day"))
    home = AdminUnit.objects.filter(pk=place.commune).order_by()
    rows = _open(facts).alias(day=LocalDay("starts_at")).order_by("starts_at", "pk")
    return rows.values_list(
        "pk",
        "offer",
        "offer__commune",
        LocalHour("starts_at"),
        Exists(off),
        "offer__commune__latitude",
        "offer__commune__longitude",
        Subquery(home.values("latitude")),
        Subquery(home.values("longitude")),
    )


def _key(slot: int, offer: int, commune: int, hour: str, is_off: bool, *centres: float | None) -> Key:
    north, east, home_north, home_east = centres
    return Key(slot, offer, commune, hour, is_off, (north, east), (home_north, home_east))


def _offers(facts: Facts) -> QuerySet[Offer]:
    """Asked once for all slots: there are many more of them."""
    rows = Offer.objects.filter(posts.is_open_to_pupils(), kind__in=[facts.kind] if facts.kind else HOSTED_KINDS)
    rows = _with_words(rows, facts.words)
    if facts.offer is not None:
        rows = rows.filter(pk=facts.offer)
    if facts.field is not None:
        rows = rows.filter(Exists(Offer.objects.filter(pk=OuterRef("pk"), fields__code=facts.field)))
    if facts.commune is not None:
        rows = rows.filter(commune__code=facts.commune)
    if facts.age is not None:
        rows = rows.filter(age_min__lte=_given(facts.age), age_max__gte=_given(facts.age))
    if facts.party is not None:
        party = _given(facts.party)
        fits_in = Q(hosting__party_min__lte=party, hosting__party_max__gte=party)
        rows = rows.filter(Q(hosting=None) | fits_in)
    return _with_hosting(rows, facts).order_by()


def _given(number: int) -> Value:
    """As it is: a small column would be asked for nothing where the place of a number (`core/written.py`) stands."""
    return Value(number, output_field=BigIntegerField())


def _with_words(rows: QuerySet[Offer], words: tuple[str, ...]) -> QuerySet[Offer]:
    for word in words:
        rows = rows.filter(Q(search_text__contains=word) | Q(organisation__search_text__contains=word))
    return rows


def _with_hosting(rows: QuerySet[Offer], facts: Facts) -> QuerySet[Offer]:
    """By the codes in the host's lists, which both databases keep as text in quotation marks."""
    wanted = [("languages", facts.language)] if facts.language else []
    for name, code in [*wanted, *(("access", code) for code in facts.access)]:
        told = f"{name}_told"
        rows = rows.alias(**{told: Cast(f"hosting__{name}", TextField())}).filter(**{f"{told}__contains": f'"{code}"'})
    return rows


def _suits(key: Key, wanted: Wanted, kilometres: dict[int, float]) -> bool:
    if wanted.within is not None and not kilometres.get(key.commune, float("inf")) <= wanted.within:
        return False
    if wanted.half is not None and (int(key.hour[11:]) < NOON) != (wanted.half == HalfDay.MORNING):
        return False
    return wanted.weekday is None or key.day.weekday() == wanted.weekday


def _between(keys: list[Key], wanted: Wanted) -> list[Key]:
    """As text, which compares as the days do."""
    first = wanted.first_day.isoformat() if wanted.first_day else ""
    last = wanted.last_day.isoformat() if wanted.last_day else "9"
    return [key for key in keys if first <= key.hour[:10] <= last]


def _place_of(home: Hat | None) -> Place:
    return Place(home.organisation_id, home.commune_id) if home else Place(0, 0)


def _kilometres(keys: list[Key]) -> dict[int, float]:
    return distances.between(keys[0].home, {key.commune: key.centre for key in keys}) if keys else {}


def _sorted(viewer: hats.Anyone, keys: list[Key], sort: SlotSort, kilometres: dict[int, float]) -> list[Key]:
    """Each order keeps the one by time among equals."""
    if sort == SlotSort.DISTANCE:
        return sorted(keys, key=lambda key: kilometres.get(key.commune, float("inf")))
    if sort == SlotSort.FIT:
        scores = fits.scores_of(hats.of(viewer).staffed_school_ids)
        return sorted(keys, key=lambda key: -scores.get(key.offer, 0.0))
    return keys
