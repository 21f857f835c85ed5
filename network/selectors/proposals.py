"""Which proposals a person sees, and what of them."""

from collections.abc import Sequence

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet
from django.db.models.functions import Coalesce
from django.utils.translation import gettext as _

from core import written
from core.errors import NotFound
from network import guarded_words
from network.enums import OPEN_PROPOSAL_STATES, ProposalAction, ProposalSide, ProposalState
from network.models import Proposal, ProposalEvent, TeamMember
from network.selectors import care_words, consents, ideas, supporters
from people.enums import SCHOOL_STAFF, Role
from people.models import Affiliation, User
from people.selectors import contact_levels, gates, hats

_ENDING = (ProposalAction.REFUSE, ProposalAction.WITHDRAW)


def visible_to(viewer: hats.Anyone) -> QuerySet[Proposal]:
    """The supply side while cleared and while the idea is open to it, the team while active, the school's staff.

    Pupils write on an idea they have taken back, and its title stands here: what no adviser has read goes nowhere.
    """
    worn = hats.of(viewer)
    seen = Q(pk=None)
    if worn.staffed_school_ids:
        seen |= Q(idea__club__school__in=worn.staffed_school_ids)
    if worn.is_cleared_supporter:
        represented = worn.organisations_as(frozenset({Role.REPRESENTATIVE}))
        own = Q(pk=None)
        for post in ("challenge", "offer"):
            speaks = {f"{post}__author": worn.user_id, f"{post}__organisation__in": worn.supported_organisation_ids}
            own |= Q(**speaks) | Q(**{f"{post}__organisation__in": represented})
        seen |= own & (Q(state=ProposalState.ENGAGED) | ideas.is_open_to_partners("idea__"))
    if worn.is_active_pupil:
        in_team = TeamMember.objects.filter(idea=OuterRef("idea"), pupil=worn.user_id, left_at=None)
        seen |= Q(Exists(in_team), idea__club__school__in=worn.school_ids)
    return Proposal.objects.filter(seen).select_related(
        "idea__club__school__organisation",
        "challenge__organisation",
        "offer__organisation",
        "created_by",
        "engagement",
    )


def get_for(viewer: hats.Anyone, pk: int) -> Proposal:
    """With `contact_bits`: how closely the post's author may meet pupils (`contact_levels.contact_in`)."""
    proposal = written.rows(_one, hats.reader(viewer), pk).first()
    if proposal is None:
        raise NotFound(_("Không tìm thấy đề nghị này."))
    return proposal


def _one(viewer: hats.Anyone, pk: int) -> QuerySet[Proposal]:
    rows = visible_to(viewer).select_related("challenge__author", "offer__author")
    author = Coalesce("challenge__author", "offer__author")
    return rows.alias(author=author).annotate(contact_bits=contact_levels.asked_along("author")).filter(pk=pk)


def listed(viewer: hats.Anyone, *, ended: bool) -> QuerySet[Proposal]:
    is_open = Q(state__in=OPEN_PROPOSAL_STATES)
    return visible_to(viewer).filter(~is_open if ended else is_open)


def waiting_for(user: hats.Anyone) -> QuerySet[Proposal]:
    """Open proposals whose next key is this person's to turn."""
    worn = hats.of(user)
    mine = Q(pk=None)
    if worn.is_adviser:
        mine |= Q(idea__club__adviser=worn.user_id, state__in=(ProposalState.PROPOSED, ProposalState.SUPPLY_ACCEPTED))
    if worn.is_cleared_supporter:
        asked = Q(state__in=(ProposalState.PROPOSED, ProposalState.ADVISER_APPROVED))
        mine |= asked & (Q(challenge__author=worn.user_id) | Q(offer__author=worn.user_id))
    return visible_to(user).filter(mine, state__in=OPEN_PROPOSAL_STATES).order_by("expires_at")


def texts_are_open_to(viewer: User, proposal: Proposal) -> bool:
    """Until the adviser approved, nothing written passes between pupils and the outside adult.

    The adviser always reads everything; each side always reads its own words.
    """
    if proposal.approved_by_id is not None:
        return True
    worn = hats.of(viewer)
    if proposal.idea.club.school_id in worn.staffed_school_ids:
        return True
    own_side = ProposalSide.TEAM if worn.is_pupil else ProposalSide.SUPPLY
    return proposal.side == own_side


def note_for(viewer: User, proposal: Proposal) -> str:
    """What was written with the asking, as far as this viewer may read it."""
    is_open = texts_are_open_to(viewer, proposal)
    kept = not is_open or _stays_in_school(viewer, proposal, proposal.created_by_id, proposal.note)
    return "" if kept else proposal.note


def _stays_in_school(viewer: User, proposal: Proposal, author: int | None, text: str, *, was_read: bool = True) -> bool:
    """For its author and the school's staff alone."""
    is_staff = proposal.idea.club.school_id in hats.of(viewer).staffed_school_ids
    return author != viewer.pk and not is_staff and _is_held(proposal, author, text, was_read=was_read)


def _is_held(proposal: Proposal, author: int | None, text: str, *, was_read: bool) -> bool:
    """It calls for help: that stays in the school, also once the adviser approved.

    So does a way to somebody, unless it `was_read` by the adviser before it passed. What the adviser writes to the
    other side is the adviser's to say.
    """
    if author == proposal.idea.club.adviser_id:
        return False
    return guarded_words.calls_for_help(text) if was_read else bool(guarded_words.found_in(text))


def history_for(viewer: User, proposal: Proposal) -> Sequence[ProposalEvent]:
    """The proposal's events, each with `who` acted as this viewer may know them.

    Texts the viewer may not read yet are left out, never the events themselves. `found`: what the school's staff look
    at; `care`: a kind sentence for the author; `is_held`: the author is told that the other side does not read it.
    """
    rows = list(_told(proposal.events.select_related("actor")))
    in_school = proposal.idea.club.school_id in hats.of(viewer).school_ids
    hidden = supporters.hidden_from(viewer, proposal.post, [row.actor_id for row in rows])
    readable = _readable(viewer, proposal, rows)
    approved = max((row.pk for row in rows if row.action == ProposalAction.APPROVE), default=0)
    for row in rows:
        row.who = supporters.nameless() if row.actor_id in hidden else _who(row, in_school=in_school)  # type: ignore[attr-defined]
        was_read = not approved or row.pk < approved or row.by_staff  # type: ignore[attr-defined]
        _mark(viewer, proposal, row, is_held=_is_held(proposal, row.actor_id, row.text, was_read=was_read))
        if row.pk not in readable:
            row.text = ""
    return rows


def _mark(viewer: User, proposal: Proposal, row: ProposalEvent, *, is_held: bool) -> None:
    is_staff = proposal.idea.club.school_id in hats.of(viewer).staffed_school_ids
    is_own = row.actor_id == viewer.pk
    row.found = guarded_words.found_in(row.text) if is_staff and not row.by_staff else []  # type: ignore[attr-defined]
    row.care = care_words.kind_words_for(viewer, row.text) if is_own and not is_staff else ""  # type: ignore[attr-defined]
    row.is_held = is_held and is_own and not is_staff  # type: ignore[attr-defined]
    if is_held and not is_own and not is_staff:
        row.text = care_words.kept_back()


def pupils_named_to(viewer: User, proposal: Proposal, history: list[ProposalEvent]) -> list[int]:
    """The pupils whose names `history_for` told this viewer."""
    if proposal.idea.club.school_id not in hats.of(viewer).school_ids:
        return []
    return [row.actor_id for row in history if row.actor_id and row.by_pupil]  # type: ignore[attr-defined]


def reason_for(viewer: User, proposal: Proposal) -> str:
    """Why it ended, as far as the viewer may read what was written."""
    if not proposal.reason:
        return ""
    prepared: list[ProposalEvent] | None = getattr(proposal, "endings", None)
    last = list(_endings().filter(proposal=proposal)[:1]) if prepared is None else prepared[:1]
    return proposal.reason if not last or _is_told(viewer, proposal, last[0]) else ""


def _is_told(viewer: User, proposal: Proposal, ending: ProposalEvent) -> bool:
    was_read = proposal.approved_by_id is None or ending.by_staff  # type: ignore[attr-defined]
    kept = _stays_in_school(viewer, proposal, ending.actor_id, proposal.reason, was_read=was_read)
    return bool(_readable(viewer, proposal, [ending])) and not kept


def with_endings(rows: QuerySet[Proposal]) -> QuerySet[Proposal]:
    """For lists: `reason_for` of each then asks nothing more."""
    return rows.prefetch_related(Prefetch("events", queryset=_endings(), to_attr="endings"))


def _endings() -> QuerySet[ProposalEvent]:
    return _told(ProposalEvent.objects.filter(action__in=_ENDING)).order_by("-pk")


def _readable(viewer: User, proposal: Proposal, rows: Sequence[ProposalEvent]) -> set[int]:
    """Ids of the events whose text is open: before the adviser approved, to pupils only what their own side wrote."""
    if proposal.approved_by_id is not None or proposal.idea.club.school_id in hats.of(viewer).staffed_school_ids:
        return {row.pk for row in rows}
    own = {row.pk for row in rows if row.actor_id == viewer.pk}
    if not hats.of(viewer).is_pupil:
        # Adults may talk with each other; what pupils wrote waits for the adviser.
        return own | {row.pk for row in rows if not row.by_pupil}  # type: ignore[attr-defined]
    if proposal.side == ProposalSide.TEAM:
        own |= {row.pk for row in rows if row.action == ProposalAction.PROPOSE}
    return own | {row.pk for row in rows if row.by_staff}  # type: ignore[attr-defined]


def _told(events: QuerySet[ProposalEvent]) -> QuerySet[ProposalEvent]:
    """Each event with whether its actor is a pupil, and whether one of the staff of the idea's school today."""
    here = Affiliation.objects.filter(
        gates.affiliation_is_current(),
        user=OuterRef("actor"),
        organisation=OuterRef("proposal__idea__club__school"),
        role__in=SCHOOL_STAFF,
    )
    return events.annotate(by_pupil=gates.is_enrolled("actor"), by_staff=Exists(here))


def _who(event: ProposalEvent, *, in_school: bool) -> str:
    if event.actor is None:
        return _("Hệ thống")
    if event.by_pupil and not in_school:  # type: ignore[attr-defined]
        return _("Nhóm học sinh")
    return event.actor.full_name


def keys(proposal: Proposal, lacking: Sequence[bool] | None = None) -> dict[str, str]:
    """Each key as "yes", "no" or "waiting", for the key bar. `lacking`: of the team, where it is known already."""
    consents_turned = proposal.state == ProposalState.ENGAGED or consents.turns_key(
        consents.lacking_in(proposal.idea) if lacking is None else lacking
    )
    refused = "no" if proposal.state == ProposalState.REFUSED else "waiting"
    return {
        "accepted": "yes" if proposal.accepted_by_id else refused,
        "approved": "yes" if proposal.approved_by_id else refused,
        "consents": "yes" if consents_turned else "waiting",
    }
