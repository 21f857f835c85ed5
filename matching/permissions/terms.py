"""Who reads the concept lexicon and proposes terms, and who decides on them.

The words of a trade are best known to who works in it: beside the schools' staff and the Department, supporters take
part while they are cleared. Pupils do not: they write as they speak, and the lexicon learns from adults.
"""

from django.utils.translation import gettext as _

from core.errors import Refused
from core.permissions import boolean_twin
from matching.models import TermProposal
from people.models import User
from people.selectors import hats


def check_can_see(user: User) -> None:
    worn = hats.of(user)
    if not (worn.is_school_staff or worn.is_department_officer or worn.is_cleared_supporter):
        raise Refused(_("Từ vựng gợi ý dành cho thầy cô, cán bộ Sở và người hỗ trợ đã được thẩm định."))


def check_can_decide(user: User) -> None:
    if not hats.of(user).is_department_officer:
        raise Refused(_("Chỉ cán bộ Sở mới nhận hoặc không nhận một đề xuất từ vựng."))


def check_can_withdraw(user: User, proposal: TermProposal) -> None:
    if proposal.proposed_by_id != user.pk:
        raise Refused(_("Chỉ người đề xuất mới rút được đề xuất của mình."))


can_see = boolean_twin(check_can_see)
can_decide = boolean_twin(check_can_decide)
can_withdraw = boolean_twin(check_can_withdraw)
