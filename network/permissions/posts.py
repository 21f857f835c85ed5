"""Who may write, hand in, close and review a challenge or an offer."""

from django.utils.translation import gettext as _

from core.errors import Refused
from core.permissions import boolean_twin
from network.enums import PostStatus
from network.models import Challenge, Offer
from people.enums import SUPPORTERS, Role
from people.models import User
from people.selectors import hats

# A challenge is put in an organisation's or association's name; a mentor brings time, which is an offer.
AUTHORS: dict[type[Challenge | Offer], frozenset[Role]] = {
    Challenge: SUPPORTERS - {Role.MENTOR},
    Offer: SUPPORTERS,
}


def organisations_to_write_for(user: User, model: type[Challenge | Offer]) -> frozenset[int]:
    return hats.of(user).organisations_as(AUTHORS[model])


def check_can_write(user: User, model: type[Challenge | Offer]) -> None:
    if organisations_to_write_for(user, model):
        return
    if model is Challenge:
        raise Refused(_("Chỉ đại diện tổ chức, cựu học sinh và Đoàn viên tình nguyện mới đăng được bài toán."))
    raise Refused(_("Chỉ cố vấn, cựu học sinh, tình nguyện viên và đại diện tổ chức mới đăng được đề nghị hỗ trợ."))


def check_can_write_for(user: User, model: type[Challenge | Offer], organisation_id: int) -> None:
    check_can_write(user, model)
    if organisation_id not in organisations_to_write_for(user, model):
        raise Refused(_("Anh chị chỉ đăng được cho tổ chức của mình."))


def check_can_write_in_the_name_of(
    user: User, author: User, model: type[Challenge | Offer], organisation_id: int
) -> None:
    """Only the Department, and only for who could write it: a draft of the author's, to be read and handed in."""
    if user.pk != author.pk and not hats.of(user).is_department_officer:
        raise Refused(_("Chỉ cán bộ Sở nhập thay được cho tổ chức."))
    check_can_write_for(author, model, organisation_id)


def check_can_edit(user: User, post: Challenge | Offer) -> None:
    """The author, or a representative of the same organisation."""
    worn = hats.of(user)
    is_author = post.author_id == user.pk and post.organisation_id in worn.supported_organisation_ids
    if not is_author and post.organisation_id not in worn.organisations_as(frozenset({Role.REPRESENTATIVE})):
        raise Refused(_("Chỉ người viết hoặc đại diện của tổ chức mới sửa được bài này."))
    if post.status in {PostStatus.CLOSED, PostStatus.REFUSED}:
        raise Refused(_("Bài đã khép lại, không sửa được nữa. Anh chị hãy viết bài mới."))


def check_can_see_queue(user: User) -> None:
    if not hats.of(user).is_department_officer:
        raise Refused(_("Trang này dành cho cán bộ Sở được giao duyệt bài."))


def check_can_review(user: User, post: Challenge | Offer) -> None:
    if not hats.of(user).is_department_officer:
        raise Refused(_("Chỉ cán bộ Sở được giao mới duyệt bài."))
    if post.author_id == user.pk:
        raise Refused(_("Không ai tự duyệt bài của mình."))


can_write = boolean_twin(check_can_write)
can_edit = boolean_twin(check_can_edit)
can_review = boolean_twin(check_can_review)
