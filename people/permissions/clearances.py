"""Who takes part in an adult's clearance: the adult, whoever speaks for the organisation, the reviewer."""

from django.utils.translation import gettext as _

from core.errors import Conflict, Refused
from core.permissions import boolean_twin
from people.enums import WORD_GIVERS, ClearanceCheck, OrganisationStatus
from people.models import Organisation, User
from people.selectors import affiliations, clearance_reviewers, hats


def check_can_review(user: User) -> None:
    if not clearance_reviewers.is_one(user):
        raise Refused(_("Chỉ cán bộ Sở được giao mới ghi kết quả thẩm định."))


def check_can_open_queue(user: User) -> None:
    """Also whoever was given a part of it: the queue shows no more than that part."""
    if not clearance_reviewers.checks_of(user):
        raise Refused(_("Chỉ cán bộ Sở hoặc đơn vị được Sở giao mới mở được hàng chờ thẩm định."))


def check_can_record_for(user: User, adult: User, check: ClearanceCheck | None = None) -> None:
    """The Department; its delegate the identity of people of the delegate's place; never for oneself."""
    handed_on = check is not None and check in clearance_reviewers.checks_of(user)
    if not handed_on or not User.objects.filter(clearance_reviewers.reaches(user, "pk"), pk=adult.pk).exists():
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


can_open_queue = boolean_twin(check_can_open_queue)
can_review = boolean_twin(check_can_review)
can_record_for = boolean_twin(check_can_record_for)
can_be_cleared = boolean_twin(check_can_be_cleared)
can_vouch_in = boolean_twin(check_can_vouch_in)
can_vouch_for = boolean_twin(check_can_vouch_for)
