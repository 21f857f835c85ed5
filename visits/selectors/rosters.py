"""A visit's roster as the school's staff see it, and who could join it. Showing a name is a read: services note it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef, Q, QuerySet, Subquery
from django.utils.translation import gettext as _

from core import clock
from core.errors import NotFound
from network.models import Club, ClubMembership
from people.enums import ConsentPurpose, Role
from people.models import Affiliation, User
from people.rosters import classes
from people.selectors import gates, hats
from people.selectors import pupils as school_pupils
from visits.enums import HOLDING_STATES, Answer, PupilObstacle, Word
from visits.models import Agreement, Attendee, Busy, Visit
from visits.models.agreement import WAITS
from visits.selectors import agreements, readiness
from visits.selectors.visits import with_hold

FOUND_MOST = 100


@dataclass(frozen=True)
class Line:
    """One pupil of the roster. `goes`: would go if the visit were confirmed now; `papers` wait for a second person."""

    attendee: Attendee
    class_name: str
    word: Word
    obstacles: list[PupilObstacle]
    goes: bool
    papers: list[Agreement] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    @property
    def pupil(self) -> User:
        return self.attendee.pupil


@dataclass(frozen=True)
class Roster:
    """`lines` in the order of names; `off`: who was on it and is left off; `room`: how many more fit."""

    visit: Visit
    lines: list[Line]
    off: list[Line]

    @property
    def room(self) -> int:
        return max(0, self.visit.party - len(self.lines))

    @property
    def going(self) -> list[Line]:
        return [line for line in self.lines if line.goes]

    @property
    def staying(self) -> list[Line]:
        return [line for line in self.lines if not line.goes]

    @property
    def counts(self) -> dict[Word, int]:
        return {word: sum(line.word == word for line in self.lines) for word in Word}


@dataclass(frozen=True)
class Candidate:
    """Who could join; with an obstacle that adding refuses, `is_free` is false."""

    pupil: User
    class_name: str
    obstacles: list[PupilObstacle]

    @property
    def is_free(self) -> bool:
        return not {PupilObstacle.BUSY, PupilObstacle.TOO_YOUNG} & set(self.obstacles)


def get_for(viewer: hats.Anyone, pk: int) -> Visit:
    """For the staff of the visit's school alone: for everybody else there is no roster."""
    rows = with_hold(Visit.objects.filter(pk=pk, school__in=hats.of(viewer).staffed_school_ids))
    found = rows.select_related(
        "slot__offer__organisation", "slot__offer__hosting", "school__organisation", "safety", "organiser", "club"
    ).first()
    if found is None:
        raise NotFound(_("Không tìm thấy chuyến đi này ở trường của thầy cô."))
    return found


def attendee_for(visit: Visit, pupil: int) -> Attendee:
    """Of a visit that `get_for` gave."""
    found = _shown(visit).filter(pupil=pupil).first()
    if found is None:
        raise NotFound(_("Em này không có trong danh sách của chuyến đi."))
    return found


def paper_for(visit: Visit, pk: int) -> Agreement:
    """A paper that waits for a second person, of a visit that `get_for` gave."""
    rows = Agreement.objects.filter(WAITS, attendee__in=_shown(visit).values("pk"), pk=pk)
    found = rows.select_related("attendee__visit", "attendee__pupil", "guardianship__guardian", "taken_by").first()
    if found is None:
        raise NotFound(_("Không tìm thấy phiếu này, hoặc đã có người xử lý rồi."))
    return found


def going(visit: Visit) -> QuerySet[Attendee]:
    """Who goes, in the order of names, each with `class_name`."""
    return _shown(visit).filter(left_off_at=None)


def of(visit: Visit) -> Roster:
    """In four queries, however many pupils."""
    rows = list(_shown(visit).annotate(may_go=ExpressionWrapper(agreements.may_go(), output_field=BooleanField())))
    said = Agreement.objects.filter(attendee__in=[row.pk for row in rows])
    answers = agreements.answers_among(said)
    by_row: defaultdict[int, list[Agreement]] = defaultdict(list)
    for agreement in said.select_related("guardianship__guardian", "taken_by").order_by("pk"):
        by_row[agreement.attendee_id].append(agreement)
    taken = _taken(visit, [row.pupil_id for row in rows])
    lines = [_line(visit, row, by_row[row.pk], answers.get(row.pk), taken) for row in rows]
    return Roster(
        visit,
        lines=[line for line in lines if line.attendee.left_off_at is None],
        off=[line for line in lines if line.attendee.left_off_at is not None],
    )


def classes_of(visit: Visit) -> list[str]:
    names = school_pupils.on_roll(visit.school).order_by().values_list("title", flat=True).distinct()
    return sorted(filter(None, names), key=classes.order_of)


def clubs_of(visit: Visit) -> list[Club]:
    return list(Club.objects.filter(school=visit.school_id, closed_on=None).order_by("name", "pk"))


def candidates(visit: Visit, *, q: str = "", class_name: str = "", club: int | None = None) -> list[Candidate]:
    """Pupils of the school who are not on the roster: of a class, of a club, or by words of the name.

    At most a hundred, and nobody where nothing narrows it: there is no directory of pupils.
    """
    if not (q.strip() or class_name or club):
        return []
    rows = school_pupils.narrow(school_pupils.on_roll(visit.school), q=q, class_name=class_name)
    rows = rows.filter(user__is_active=True).exclude(user__in=_on(visit).values("pupil"))
    if club:
        members = ClubMembership.objects.filter(club=club, club__school=visit.school_id, left_on=None)
        rows = rows.filter(user__in=members.values("pupil"))
    rows = rows.annotate(may_visit=gates.has_consent("user", purpose=ConsentPurpose.VISIT))
    found = list(rows.order_by("user__sort_name", "pk")[:FOUND_MOST])
    taken = _taken(visit, [row.user_id for row in found])
    return [Candidate(row.user, row.title, _obstacles(visit, row.user, row.may_visit, taken)) for row in found]


def may_join(visit: Visit, pupils: Iterable[int]) -> list[User]:
    """Those of these who are pupils of the school today, with no restriction of data, in the order of names."""
    rows = gates.pupils_in_schools(frozenset({visit.school_id})).filter(pk__in=list(pupils), is_active=True)
    return list(rows.order_by("sort_name", "pk"))


def _on(visit: Visit) -> QuerySet[Attendee]:
    return Attendee.objects.filter(visit=visit, left_off_at=None)


def _shown(visit: Visit) -> QuerySet[Attendee]:
    """Pupils of the school today, in the order of names; whoever left is no name here any more."""
    roll = Affiliation.objects.filter(
        gates.affiliation_is_current(), user=OuterRef("pupil"), organisation=visit.school_id, role=Role.STUDENT
    )
    rows = Attendee.objects.filter(Exists(roll), visit=visit).annotate(class_name=Subquery(roll.values("title")[:1]))
    return rows.select_related("pupil", "visit").order_by("pupil__sort_name", "pk")


def _taken(visit: Visit, pupils: list[int]) -> set[int]:
    at = visit.slot
    rows = Busy.objects.filter(person__in=pupils, starts_at__lt=at.ends_at, ends_at__gt=at.starts_at)
    return set(rows.exclude(visit=visit.pk).values_list("person", flat=True))


def _line(visit: Visit, row: Attendee, said: list[Agreement], answer: Answer | None, taken: set[int]) -> Line:
    may_go = bool(row.may_go)  # type: ignore[attr-defined]
    waiting = [agreement for agreement in said if agreement.waits]
    return Line(
        attendee=row,
        class_name=row.class_name or "",  # type: ignore[attr-defined]
        word=_word(visit, row, said, answer),
        obstacles=_obstacles(visit, row.pupil, may_go or not row.pupil.is_active, taken),
        goes=answer == Answer.YES and row.left_off_at is None,
        papers=[agreement for agreement in waiting if agreement.terms == visit.terms],
        notes=[agreement.note for agreement in said if agreement.note],
    )


def _word(visit: Visit, row: Attendee, said: list[Agreement], answer: Answer | None) -> Word:
    now = [agreement for agreement in said if agreement.terms == visit.terms]
    if answer == Answer.NO:
        return Word.REFUSED
    if answer == Answer.YES or any(agreement.answer == Answer.YES and not agreement.waits for agreement in now):
        return Word.AGREED
    if now:
        return Word.PAPER
    if said:
        return Word.OUTDATED
    return Word.NOT_ASKED if row.asked_terms is None else Word.WAITING


def _obstacles(visit: Visit, pupil: User, may_visit: bool, taken: set[int]) -> list[PupilObstacle]:
    held = {
        PupilObstacle.NO_CONSENT: not may_visit,
        PupilObstacle.TOO_YOUNG: not readiness.is_old_enough(pupil.birth_date, visit),
        PupilObstacle.BUSY: pupil.pk in taken,
        PupilObstacle.HELD: not pupil.is_active,
    }
    return [obstacle for obstacle, stands in held.items() if stands]


def upcoming(prefix: str = "") -> Q:
    """Of a visit: it holds its seats, and has not begun."""
    return Q(**{f"{prefix}state__in": HOLDING_STATES, f"{prefix}slot__starts_at__gt": clock.now()})
