"""What is asked of a guardian for each child, by every kind that apps above registered."""

from collections import defaultdict
from collections.abc import Sequence

from django.utils.translation import gettext as _

from core.errors import NotFound
from people.guardian_asks import KINDS, Ask, Asked
from people.models import Guardian, GuardianLink, Guardianship
from people.selectors import guardians


def asked_of(rows: Sequence[Guardianship]) -> Asked:
    found: defaultdict[int, list[Ask]] = defaultdict(list)
    for kind in KINDS.values():
        for guardianship, asks in kind.asked_of(rows).items():
            found[guardianship] += asks
    return found


def something_waits(link: GuardianLink) -> bool:
    """For the child of the link: told before a code only as that there is something."""
    return any(ask.waits for ask in asked_of([link.guardianship])[link.guardianship_id])


def get_for(guardian: Guardian, *, child: int, kind: str, pk: int) -> tuple[Guardianship, Ask]:
    """`child` is one of the guardian's own guardianships."""
    own = [row for row in guardians.children_of(guardian) if row.pk == child]
    for ask in asked_of(own)[child] if own else []:
        if (ask.kind, ask.pk) == (kind, pk):
            return own[0], ask
    raise NotFound(_("Không tìm thấy câu hỏi này trong trang của ông bà, bố mẹ."))
