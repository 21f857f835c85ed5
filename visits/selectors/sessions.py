"""Which mentoring sessions a person may see: those of the engagements the person sees."""

from functools import reduce
from operator import and_

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import clock, written
from core.errors import NotFound
from core.gate import NOW
from messaging.detector import Finding, examine
from network.enums import EngagementStatus
from network.models import Engagement
from network.selectors import care_words, engagements, idea_titles
from people.enums import SCHOOL_STAFF
from people.models import User
from people.selectors import gates, hats
from visits import guarded_words
from visits.enums import OPEN_SESSION_STATES
from visits.models import Arrival, Session

NOT_STAFF = gettext_lazy("Hãy chọn một thầy cô đang làm việc ở trường.")
_ALONG = (
    "attendant",
    "check_in",
    "engagement__supporter",
    "engagement__proposal__idea__club__school__organisation",
    "engagement__proposal__challenge__organisation",
    "engagement__proposal__offer__organisation",
)


def rows() -> QuerySet[Session]:
    """Each with `goes_on`, its engagement lives and nothing freezes it, `is_staffed`, by somebody who may, and whether
    it was `ended_by_pupil`.
    """
    holds = reduce(and_, engagements.what_must_hold().values())
    running = Engagement.objects.filter(holds, status=EngagementStatus.ACTIVE, pk=OuterRef("engagement"))
    staffed = gates.is_staff_of("attendant", "engagement__proposal__idea__club__school")
    return Session.objects.select_related(*_ALONG).annotate(
        goes_on=Exists(running), is_staffed=staffed, ended_by_pupil=gates.is_enrolled("ended_by")
    )


def visible_to(viewer: hats.Anyone) -> QuerySet[Session]:
    return rows().filter(engagement__in=engagements.visible_to(viewer).values("pk"))


def get_for(viewer: hats.Anyone, pk: int) -> Session:
    session = written.rows(_one, hats.reader(viewer), pk).first()
    if session is None:
        raise NotFound(_("Không tìm thấy buổi hẹn này."))
    return session


def _one(viewer: hats.Anyone, pk: int) -> QuerySet[Session]:
    return visible_to(viewer).filter(pk=pk)


def coming(viewer: hats.Anyone) -> QuerySet[Session]:
    """What is asked for or booked and not over, soonest first."""
    return visible_to(viewer).filter(is_still_to_come()).order_by("starts_at", "pk")


def own_coming(viewer: hats.Anyone) -> QuerySet[Session]:
    """`coming` for the home page: of the teacher's own clubs and turns, not of the whole school."""
    worn = hats.of(viewer)
    if not worn.staffed_school_ids:
        return coming(viewer)
    mine = Q(attendant=worn.user_id) | Q(engagement__proposal__idea__club__adviser=worn.user_id)
    return coming(viewer).filter(mine | Q(engagement__supporter=worn.user_id))


def past(viewer: hats.Anyone) -> QuerySet[Session]:
    """The others, newest first."""
    return visible_to(viewer).exclude(is_still_to_come()).order_by("-starts_at", "-pk")


def listed(viewer: hats.Anyone, *, coming_only: bool) -> QuerySet[Session]:
    return coming(viewer) if coming_only else past(viewer)


def put_names_on(viewer: User, found: list[Session]) -> list[Session]:
    """`supporter_name`, the idea's title and `reason_told` on each, as this viewer may know them.

    `reason_found`: where a pupil wrote the reason, what the detector asks the staff to look at. `care`: a kind sentence
    for whoever called for help in the reason or in the note of the meeting.
    """
    names = engagements.supporter_names_for(viewer, [row.engagement for row in found])
    idea_titles.put_on(viewer, [row.engagement.proposal for row in found])
    for row in found:
        row.supporter_name = names[row.engagement_id]  # type: ignore[attr-defined]
        row.reason_told = _reason_for(viewer, row)  # type: ignore[attr-defined]
        row.reason_found = _found_for(viewer, row)  # type: ignore[attr-defined]
        row.care = _care_for(viewer, row)  # type: ignore[attr-defined]
    return found


def _care_for(viewer: User, row: Session) -> str:
    if row.engagement.proposal.idea.club.school_id in hats.of(viewer).staffed_school_ids:
        return ""
    written = [row.reason] if row.ended_by_id == viewer.pk else []
    if row.check_in is not None and row.check_in.author_id == viewer.pk:
        written += row.check_in.words.values()
    return care_words.kind_words_for(viewer, *written)


def _found_for(viewer: User, row: Session) -> list[Finding]:
    club = row.engagement.proposal.idea.club
    is_read = row.ended_by_pupil and club.school_id in hats.of(viewer).staffed_school_ids  # type: ignore[attr-defined]
    return examine(row.reason) if is_read else []


def _reason_for(viewer: User, row: Session) -> str:
    """To the staff, and to the side that wrote it: between outside adults and pupils no word passes unread.

    What the staff or the system wrote is told to everybody; of a pupil's, what calls for help to no other pupil.
    """
    club, worn = row.engagement.proposal.idea.club, hats.of(viewer)
    by_staff = row.ended_by_id in {None, club.adviser_id, row.attendant_id}
    if by_staff or club.school_id in worn.staffed_school_ids:
        return row.reason
    if bool(row.ended_by_pupil) != worn.is_pupil:  # type: ignore[attr-defined]
        return ""
    is_own = row.ended_by_id == viewer.pk
    return row.reason if is_own or not guarded_words.never_shared(examine(row.reason)) else ""


def staff_of(school: int) -> QuerySet[User]:
    """Who may be beside the team: anybody who works in the school today."""
    worn = gates.affiliation_is_current("affiliations__")
    rows = User.objects.filter(
        worn, affiliations__organisation=school, affiliations__role__in=sorted(SCHOOL_STAFF), is_active=True
    )
    return rows.distinct().order_by("full_name", "pk")


def arrivals_for(viewer: User, session: Session) -> list[Arrival]:
    """Who went in when, for the staff of the school alone."""
    if session.engagement.proposal.idea.club.school_id not in hats.of(viewer).staffed_school_ids:
        return []
    return list(session.arrivals.select_related("person").annotate(is_pupil=gates.is_enrolled("person")))


def pupils_among(arrivals: list[Arrival]) -> list[int]:
    return [row.person_id for row in arrivals if row.is_pupil]  # type: ignore[attr-defined]


def has_rooms() -> bool:
    """The school has meeting rooms of its own; else a team meets online in its conversation."""
    return bool(settings.MEETING_URL)


def of_engagement(engagement: Engagement) -> QuerySet[Session]:
    """For whoever sees the engagement, in order of time."""
    return rows().filter(engagement=engagement)


def is_coming(session: Session) -> bool:
    return session.state in OPEN_SESSION_STATES and session.ends_at > clock.now()


def is_still_to_come() -> Q:
    """`is_coming`, to filter with."""
    return Q(ends_at__gt=NOW, state__in=OPEN_SESSION_STATES)
