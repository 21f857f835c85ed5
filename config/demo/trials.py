"""Where each demonstrated pair stood in the list of whoever asked: as if suggestions had always been there."""

from collections import Counter

from matching.enums import OutcomeKind
from matching.models import Outcome, Suggestion
from network.enums import ProposalSide
from network.models import Proposal

Pair = tuple[int, int | None, int | None]
_PAIR = ("idea_id", "challenge_id", "offer_id")


def note() -> int:
    """After suggestions were computed. Returns how many proposals now have a beginning."""
    of_idea, of_post = _places()
    rows = []
    for proposal in Proposal.objects.filter(beginning=None):
        pair: Pair = (proposal.idea_id, proposal.challenge_id, proposal.offer_id)
        places = of_post if proposal.side == ProposalSide.SUPPLY else of_idea
        facts = dict(zip(_PAIR, pair, strict=True))
        rows.append(Outcome(**facts, kind=OutcomeKind.PROPOSED, proposal=proposal, place=places.get(pair, 0)))
    made = Outcome.objects.bulk_create(rows)
    for row in made:  # a new row is always of now
        if row.proposal is not None:
            row.at = row.proposal.created_at
    Outcome.objects.bulk_update(made, ["at"])
    return len(made)


def _places() -> tuple[dict[Pair, int], dict[Pair, int]]:
    """By pair, where it stands in the idea's list, and in the post's."""
    of_idea, of_post = {}, {}
    length: Counter[object] = Counter()
    for pair in Suggestion.objects.order_by("-score", "pk").values_list(*_PAIR):
        for end in (pair[0], pair[1:]):
            length[end] += 1
        of_idea[pair], of_post[pair] = length[pair[0]], length[pair[1:]]
    return of_idea, of_post
