"""What an idea is called to the supporter it was connected with: never what was written after the two had parted."""

from collections.abc import Iterable

from django.db.models import Case, CharField, DateTimeField, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.fields.json import KT
from django.db.models.functions import Coalesce, Least, NullIf

from core import clock
from core.gate import NOW
from network.enums import EngagementStatus, IdeaStatus, ProposalState
from network.models import IdeaVersion, Proposal
from people.selectors import hats


def put_on(viewer: hats.Anyone, proposals: Iterable[Proposal]) -> None:
    """Give each its `idea_title` as this viewer may know it.

    People of the school read it as it stands. Outside adults read it as it stood when the engagement ended and, of an
    idea the team has taken back, as an adviser last let it out.
    """
    rows, here = list(proposals), hats.of(viewer).school_ids
    outside = [row.pk for row in rows if row.idea.club.school_id not in here and not _is_as_it_stands(row)]
    known = _as_let_out(outside) if outside else {}
    for row in rows:
        row.idea_title = known.get(row.pk) or row.idea.title  # type: ignore[attr-defined]


def known_to(viewer: hats.Anyone, proposal: str) -> Case:
    """The same inside a list of things reached by `proposal` that became an engagement."""
    here = Q(**{f"{proposal}idea__club__school__in": hats.of(viewer).school_ids})
    published = Q(**{f"{proposal}idea__status": IdeaStatus.PUBLISHED})
    runs = Q(**{f"{proposal}engagement__status": EngagementStatus.ACTIVE})
    ended = Coalesce(OuterRef(f"{proposal}engagement__ended_at"), NOW)
    taken_back = Least(ended, Coalesce(OuterRef(f"{proposal}idea__published_at"), NOW))
    versions = IdeaVersion.objects.filter(idea=OuterRef(f"{proposal}idea")).order_by("-number")
    title = F(f"{proposal}idea__title")
    return Case(
        When(here | (runs & published), then=title),
        When(published, then=_last(versions.filter(created_at__lte=ended), title)),
        default=_last(versions.filter(created_at__lte=taken_back), title),
        output_field=CharField(),
    )


def _last(versions: QuerySet[IdeaVersion], otherwise: F) -> Coalesce:
    named = NullIf(Subquery(versions.values(text=KT("content__title"))[:1]), Value("", CharField()))
    return Coalesce(named, otherwise, output_field=CharField())


def _is_as_it_stands(proposal: Proposal) -> bool:
    """An open proposal is only seen while its idea is published; an engagement may outlast that."""
    if proposal.state != ProposalState.ENGAGED:
        return True
    engagement = getattr(proposal, "engagement", None)
    runs = engagement is not None and engagement.status == EngagementStatus.ACTIVE
    return runs and proposal.idea.status == IdeaStatus.PUBLISHED


def _as_let_out(proposal_ids: list[int]) -> dict[int, str]:
    now = Value(clock.now(), output_field=DateTimeField())
    let_out = Case(When(idea__status=IdeaStatus.PUBLISHED, then=now), default=Coalesce("idea__published_at", now))
    until = Least(Coalesce("engagement__ended_at", now), let_out)
    last = IdeaVersion.objects.filter(idea=OuterRef("idea"), created_at__lte=OuterRef("until")).order_by("-number")
    named = Proposal.objects.filter(pk__in=proposal_ids).annotate(until=until)
    titles = named.annotate(title=Subquery(last.values(text=KT("content__title"))[:1])).values_list("pk", F("title"))
    return {pk: title for pk, title in titles if title}
