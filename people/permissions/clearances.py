"""Who may record that an adult passed a check."""

from django.utils.translation import gettext as _

from core.errors import Refused
from core.permissions import boolean_twin
from people.enums import SUPPORTERS, ClearanceCheck, Right
from people.models import Affiliation, User
from people.selectors import delegations, gates, hats


def check_can_record_for(user: User, adult: User, check: ClearanceCheck | None = None) -> None:
    """The Department; its delegate the identity of people of the delegate's place; never for oneself."""
    is_identity = check == ClearanceCheck.IDENTITY
    if not hats.of(user).is_department_officer and not (is_identity and _is_delegate_for(user, adult)):
        raise Refused(_("Chỉ cán bộ Sở được giao mới ghi kết quả thẩm định."))
    if user.pk == adult.pk:
        raise Refused(_("Không ai tự thẩm định cho mình."))


can_record_for = boolean_twin(check_can_record_for)


def _is_delegate_for(user: User, adult: User) -> bool:
    """Somebody of an organisation in the delegate's place, and of none of the delegate's own."""
    scope = delegations.scope_of(user, Right.RECORD_IDENTITY)
    worn = Affiliation.objects.filter(gates.affiliation_is_current(), user=adult, role__in=SUPPORTERS)
    if not scope or worn.filter(organisation__in=scope.own).exists():
        return False
    return worn.filter(scope.decides_on("organisation__")).exists()
