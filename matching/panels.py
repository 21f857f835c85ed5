"""What the home pages show of the recommender: the best open pairs for what the reader has on the network, and to
whoever decides on the words of the lexicon what waits.
"""

from collections.abc import Sequence
from typing import Any

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from core import wording as core_wording
from core import written
from core.panels import LINES, Line, Panel, Step
from core.panels import SHOWN as LINES_SHOWN
from matching import cards, wording
from matching.models import Suggestion, TermProposal
from matching.permissions import terms as term_permissions
from matching.selectors import loads, term_proposals
from matching.selectors import suggestions as selectors
from network.models import Challenge, Idea, Offer
from network.selectors import fields as field_selectors
from network.selectors import home
from people.models import User
from people.selectors import hats

SHOWN = 3
# Enough to say how much waits without counting the whole.
_COUNTED = 50


def suggestions_for(user: User) -> list[cards.Card]:
    """For a pupil the own idea's mentors and challenges, for an adviser the clubs', for a supporter the own posts'."""
    rows = selectors.literal(written.rows(_pairs_of, hats.reader(user), *_own_posts(user))[:SHOWN])
    if not rows:
        return []
    reader, names, known = wording.reader_of(hats.of(user)), field_selectors.names(), loads.of(rows)
    return [cards.card(row, reader, names, known[row.post.author_id]) for row in rows]


def terms_waiting(user: User) -> Panel | None:
    """For whoever decides on them: the first come first."""
    found = list(term_proposals.waiting()[:_COUNTED]) if term_permissions.can_decide(user) else []
    if not found:
        return None
    return Panel(
        title=_("Đề xuất từ vựng chờ xem"),
        template=LINES,
        context={
            "lines": [_term_line(row) for row in found[:LINES_SHOWN]],
            "rest": max(0, len(found) - LINES_SHOWN),
        },
        icon="vocabulary",
        more_url=reverse("term_proposal_list"),
        more_label=_("Mở hàng chờ"),
        step=_decide(len(found), found[0]),
        counts={"term_list": len(found)},
    )


def _decide(count: int, first: TermProposal) -> Step:
    return Step(
        title=ngettext("%(count)d đề xuất từ vựng chờ xem", "%(count)d đề xuất từ vựng chờ xem", count)
        % {"count": count},
        text=first.words,
        label=_("Xem đề xuất"),
        url=reverse("term_proposal_detail", args=[first.pk]),
        icon="vocabulary",
    )


def _term_line(row: TermProposal) -> Line:
    return Line(
        title=row.words,
        url=reverse("term_proposal_detail", args=[row.pk]),
        text=capfirst(row.get_kind_display()),
        note=core_wording.ago(row.proposed_at),
        icon="vocabulary",
    )


def _own_posts(user: User) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Numbers of the challenges and the offers a cleared supporter wrote."""
    if not hats.of(user).is_cleared_supporter:
        return (), ()
    return _by(user, home.first_in_hand(user, Challenge)), _by(user, home.first_in_hand(user, Offer))


def _by(user: User, posts: Sequence[Challenge | Offer]) -> tuple[int, ...]:
    return tuple(post.pk for post in posts if post.author_id == user.pk)


def _pairs_of(viewer: hats.Anyone, challenges: tuple[int, ...], offers: tuple[int, ...]) -> QuerySet[Suggestion]:
    """Posts by number, not through a join: otherwise every suggestion of the city is weighed to find these few."""
    worn = hats.of(viewer)
    mine = Q(challenge_id__in=challenges) | Q(offer_id__in=offers)
    if worn.is_active_pupil:
        mine |= Q(idea_id__in=_ideas_of_team(worn))
    if worn.is_adviser:
        mine |= Q(idea_id__in=_ideas_in_charge(worn))
    return selectors.open_pairs().filter(mine)


def _ideas_of_team(worn: hats.Hats) -> QuerySet[Idea, Any]:
    return Idea.objects.filter(team__pupil=worn.user_id, team__left_at=None).order_by().values("pk")


def _ideas_in_charge(worn: hats.Hats) -> QuerySet[Idea, Any]:
    mine = Idea.objects.filter(club__adviser=worn.user_id, club__school__in=worn.staffed_school_ids)
    return mine.order_by().values("pk")
