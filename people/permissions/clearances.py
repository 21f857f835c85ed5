"""Who takes part in an adult's clearance: the adult, whoever speaks for the organisation, the reviewer."""

from django.utils.translation import gettext as _

from core.errors import Conflict, Refused
from core.permissions import boolean_twin
from people.enums import SUPPORTERS, WORD_GIVERS, ClearanceCheck, OrganisationStatus, Right
from people.models import Affiliation, Organisation, User
from people.selectors import affiliations, clearance_reviewers, delegations, gates, hats


def check_can_review(user: User) -> None:
    if not clearance_reviewers.is_one(user):
        raise Refused(_("Chỉ cán bộ Sở được giao mới ghi kết quả thẩm định."))


def check_can_record_for(user: User, adult: User, check: ClearanceCheck | None = None) -> None:
    """The Department; its delegate the identity of people of the delegate's place; never for oneself."""
    if check != ClearanceCheck.IDENTITY or not _is_delegate_for(user, adult):
        check_can_review(user)
    if user.pk == adult.pk:
        raise Refused(_("Không ai tự thẩm định cho mình."))


def check_can_be_cleared(user: User) -> None:
    if not hats.of(user).is_supporter:
        raise Refused(_("Thẩm định dành cho người lớn ngoài nhà trường muốn đồng hành với học sinh."))


def check_can_vouch_in(user: User) -> None:
    if not hats.of(user).organisations_as(WORD_GIVERS):
        raise Refused(_("Chỉ đại diện hoặc quản lý của tổ chức mới xác nhận được cho người của mình."))


def check_can_vouch_for(user: User, adult: User, organisation: Organisation) -> None:
    """In one's own account, for one's own verified organisation, for somebody of it, never for oneself."""
    if user.pk == adult.pk:
        raise Refused(_("Không ai tự bảo lãnh cho mình."))
    if organisation.pk not in hats.of(user).organisations_as(WORD_GIVERS):
        raise Refused(_("Chỉ đại diện hoặc quản lý của chính tổ chức đó mới xác nhận được."))
    if organisation.status != OrganisationStatus.VERIFIED:
        raise Conflict(_("Tổ chức cần được Sở xác minh trước khi bảo lãnh cho ai."))
    if not affiliations.supports_in(adult, organisation):
        raise Conflict(_("Người này hiện không thuộc tổ chức nữa."))


can_review = boolean_twin(check_can_review)
can_record_for = boolean_twin(check_can_record_for)
can_be_cleared = boolean_twin(check_can_be_cleared)
can_vouch_in = boolean_twin(check_can_vouch_in)
can_vouch_for = boolean_twin(check_can_vouch_for)


def _is_delegate_for(user: User, adult: User) -> bool:
    """Somebody of an organisation in the delegate's place, and of none of the delegate's own."""
    scope = delegations.scope_of(user, Right.RECORD_IDENTITY)
    worn = Affiliation.objects.filter(gates.affiliation_is_current(), user=adult, role__in=SUPPORTERS)
    if not scope or worn.filter(organisation__in=scope.own).exists():
        return False
    return worn.filter(scope.decides_on("organisation__")).exists()
