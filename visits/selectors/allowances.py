"""How many minutes of a month a team still has with its mentor: the offer's hours, shared fairly among its teams."""

import datetime as dt
from collections import Counter
from dataclasses import dataclass, field

from django.db.models import Q
from django.utils import timezone

from core import clock
from network.enums import EngagementStatus
from network.models import Engagement
from visits import rules
from visits.enums import MissedBy, SessionState
from visits.models import Session

Month = tuple[int, int]


@dataclass(frozen=True)
class Allowance:
    """Minutes a month: `whole` for all teams of the post, `share` for each; what is taken of both, by month."""

    whole: int
    share: int
    by_all: Counter[Month] = field(default_factory=Counter)
    by_team: Counter[Month] = field(default_factory=Counter)

    def left_in(self, moment: dt.datetime) -> int:
        month = month_of(moment)
        return max(0, min(self.whole - self.by_all[month], self.share - self.by_team[month]))


def counted() -> Q:
    """Sessions that use up the mentor's time: not what was cancelled, never confirmed, or missed by the mentor."""
    given_back = (
        Q(state=SessionState.CANCELLED)
        | Q(state=SessionState.NO_SHOW, missed_by=MissedBy.SUPPLY)
        | Q(state=SessionState.EXPIRED, attendant=None)
    )
    return ~given_back


def of(engagement: Engagement) -> Allowance:
    """This month's and later ones'. Exact only while the post's row is locked (`services/sessions.py`)."""
    proposal = engagement.proposal
    post = Q(engagement__proposal__offer=proposal.offer_id, engagement__proposal__challenge=proposal.challenge_id)
    teams = _teams_of(engagement)
    if proposal.offer:
        whole = proposal.offer.hours_per_month * 60
        allowance = Allowance(whole, max(whole // teams, rules.SHARE_LEAST))
    else:
        allowance = Allowance(rules.CHALLENGE_MINUTES * teams, rules.CHALLENGE_MINUTES)
    begun = dt.datetime.combine(clock.today().replace(day=1), dt.time(), tzinfo=clock.zone())
    rows = Session.objects.filter(counted(), post, starts_at__gte=begun)
    for pk, starts_at, ends_at in rows.values_list("engagement", "starts_at", "ends_at"):
        minutes = round((ends_at - starts_at).total_seconds() / 60)
        allowance.by_all[month_of(starts_at)] += minutes
        allowance.by_team[month_of(starts_at)] += minutes if pk == engagement.pk else 0
    return allowance


def month_of(moment: dt.datetime) -> Month:
    here = timezone.localtime(moment, clock.zone())
    return here.year, here.month


def _teams_of(engagement: Engagement) -> int:
    proposal = engagement.proposal
    running = Engagement.objects.filter(
        proposal__offer=proposal.offer_id, proposal__challenge=proposal.challenge_id, status=EngagementStatus.ACTIVE
    )
    return max(1, running.count())
