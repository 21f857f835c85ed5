"""Who may introduce a pupil, who holds which key, who writes and signs the log, who may end a placement."""

import datetime as dt

from django.utils.translation import gettext as _

from core import clock
from core.errors import Conflict, Invalid, Refused
from core.permissions import boolean_twin
from network.enums import OfferKind
from network.models import Offer
from network.permissions.proposals import check_speaks_for_post
from network.selectors import posts
from people.enums import Role
from people.models import User
from people.permissions.pupils import check_can_keep_papers_of
from people.rules import age_on
from people.selectors import hats
from visits import labour, placement_words
from visits.enums import OPEN_PLACEMENT_STATES, PREPARED_PLACEMENT_STATES, EvaluationSide, PlacementState
from visits.models import Placement, SafetySheet
from visits.permissions.visits import check_is_head_of
from visits.rules import EVALUATION_BEFORE_DAYS
from visits.selectors import placement_readiness as readiness
from visits.selectors import placements as selectors


def check_can_introduce(user: User, offer: Offer) -> None:
    """An adviser, to an internship that is open."""
    if not hats.of(user).organisations_as(frozenset({Role.ADVISER})):
        raise Refused(_("Chỉ giáo viên phụ trách câu lạc bộ mới giới thiệu được một em đi thực tập."))
    check_is_open(offer)
    if offer.seats_left < 1:
        raise Conflict(_("Đã hết chỗ."))


def check_is_open(offer: Offer) -> None:
    if offer.kind != OfferKind.INTERNSHIP:
        raise Conflict(_("Đề nghị này không phải là thực tập."))
    if not Offer.objects.filter(posts.is_open_to_pupils(), pk=offer.pk).exists():
        raise Conflict(_("Bài này không còn mở."))
    if offer.deadline and offer.deadline < clock.today():
        raise Conflict(_("Đã qua hạn nhận học sinh."))


def check_can_ask_for(user: User, offer: Offer, pupil: User, first_day: dt.date) -> None:
    check_can_introduce(user, offer)
    if not selectors.candidates_for(user).filter(pk=pupil.pk).exists():
        raise Refused(_("Thầy cô chỉ giới thiệu được các em trong câu lạc bộ mình phụ trách."))
    check_is_of_age(offer, pupil, first_day)


def check_is_of_age(offer: Offer, pupil: User, first_day: dt.date) -> None:
    """Under 15 pupils visit and observe only: the law has no place for them here."""
    book = labour.newest()
    if pupil.birth_date is None:
        raise Invalid(_("Nhà trường chưa ghi ngày sinh của em, nên chưa biết em đủ tuổi chưa."), field="pupil")
    age = age_on(first_day, pupil.birth_date)
    if age < book.youngest:
        raise Invalid(placement_words.in_language(book.too_young), field="pupil")
    if not offer.age_min <= age <= offer.age_max:
        raise Invalid(
            _("Nơi này nhận các em từ %(least)d đến %(most)d tuổi.") % {"least": offer.age_min, "most": offer.age_max},
            field="pupil",
        )


def check_can_wish(user: User, offer: Offer) -> None:
    """A pupil asks the adviser for an introduction."""
    if not hats.of(user).is_active_pupil:
        raise Refused(_("Bước này chỉ dành cho học sinh."))
    check_is_open(offer)
    check_is_of_age(offer, user, clock.today())
    if not selectors.advisers_of(user).exists():
        raise Conflict(_("Em vào một câu lạc bộ trước, để có thầy cô giới thiệu và theo sát em."))


def check_advises(user: User, placement: Placement) -> None:
    if user.pk != placement.adviser_id or placement.school_id not in hats.of(user).staffed_school_ids:
        raise Refused(_("Chỉ thầy cô phụ trách kỳ thực tập này mới làm được."))


def check_can_change(user: User, placement: Placement) -> None:
    check_advises(user, placement)
    check_is_prepared(placement)


def check_can_describe(user: User, placement: Placement) -> None:
    check_speaks_for_post(user, placement.offer)
    check_is_prepared(placement)


def check_can_accept(user: User, placement: Placement) -> None:
    """The host's key: described, with a sheet about safety that holds to the last day."""
    check_speaks_for_post(user, placement.offer)
    if placement.school_id in hats.of(user).staffed_school_ids:
        raise Refused(_("Một người không giữ hai chìa khóa. Nhờ một đồng nghiệp quyết định thay."))
    _check_key_turns(placement, placement.accepted_by_id)
    sheet = SafetySheet.objects.filter(offer=placement.offer_id).first()
    if sheet is None or sheet.valid_until < placement.last_day:
        raise Conflict(_("Cần phiếu an toàn của đề nghị này còn hiệu lực đến hết ngày cuối. Hãy ký phiếu mới trước."))
    if readiness.sheet_for(placement) is None:
        raise Conflict(_("Em chưa đủ tuổi mà phiếu an toàn của nơi này yêu cầu."))


def check_can_approve(user: User, placement: Placement) -> None:
    """The head of school, who is not the adviser."""
    check_is_head_of(user, placement.school_id)
    if user.pk == placement.adviser_id:
        raise Refused(_("Em do chính thầy cô giới thiệu, nên cần một người quản lý khác của trường đồng ý."))
    _check_key_turns(placement, placement.approved_by_id)


def check_can_agree(user: User, placement: Placement) -> None:
    """The pupil's own key."""
    check_is_the_pupil(user, placement)
    _check_key_turns(placement, placement.pupil_agreed_at)


def check_is_the_pupil(user: User, placement: Placement) -> None:
    if user.pk != placement.pupil_id or not hats.of(user).is_active_pupil:
        raise Refused(_("Chỉ em học sinh đi thực tập mới làm được việc này."))


def check_can_take_paper(user: User, placement: Placement) -> None:
    """Write down a guardian's signed answer: whoever keeps the pupil's papers."""
    check_can_keep_papers_of(user, placement.pupil)
    check_guardian_may_answer(placement)


def check_guardian_may_answer(placement: Placement) -> None:
    check_is_open_still(placement)
    _check_is_described(placement)


def check_can_refuse(user: User, placement: Placement) -> None:
    """Whoever holds an adult's key says no for good, before it begins."""
    check_is_prepared(placement)
    if not _is_head(user, placement):
        check_speaks_for_post(user, placement.offer)


def check_can_withdraw(user: User, placement: Placement) -> None:
    check_advises(user, placement)
    check_is_prepared(placement)


def check_can_complete(user: User, placement: Placement) -> None:
    check_advises(user, placement)
    _check_runs(placement)
    if clock.today() < placement.last_day:
        raise Conflict(_("Chưa đến ngày cuối. Nếu phải thôi sớm, hãy chọn dừng giữa chừng và ghi lý do."))


def check_can_stop(user: User, placement: Placement) -> None:
    """The adviser, the head of school, the host or the supervisor, at any time."""
    _check_runs(placement)
    if advises(user, placement) or _is_head(user, placement) or is_supervisor(user, placement):
        return
    check_speaks_for_post(user, placement.offer)


def check_can_log(user: User, placement: Placement) -> None:
    check_is_the_pupil(user, placement)
    _check_runs(placement)
    check_nothing_freezes(placement)


def check_can_sign(user: User, placement: Placement) -> None:
    check_is_supervisor(user, placement)
    if not selectors.is_open_to_host(placement, readiness.missing_from(placement)):
        raise Conflict(_("Kỳ thực tập đang tạm dừng hoặc đã khép lại, nên chưa ký được."))


def check_is_supervisor(user: User, placement: Placement) -> None:
    worn = hats.of(user)
    speaks = placement.offer.organisation_id in worn.supported_organisation_ids
    if user.pk != placement.supervisor_id or not (worn.is_cleared_supporter and speaks):
        raise Refused(_("Chỉ người hướng dẫn ở nơi thực tập mới ký được."))


def check_can_countersign(user: User, placement: Placement) -> None:
    check_advises(user, placement)
    if placement.state not in {PlacementState.RUNNING, PlacementState.COMPLETED, PlacementState.STOPPED}:
        raise Conflict(_("Kỳ thực tập chưa bắt đầu."))


def check_can_evaluate(user: User, placement: Placement) -> None:
    if side_of(user, placement) is None:
        raise Refused(_("Chỉ người hướng dẫn, thầy cô phụ trách và em học sinh mới viết lời cuối."))
    _check_is_time_for_last_words(placement)


def side_of(user: User, placement: Placement) -> EvaluationSide | None:
    if advises(user, placement):
        return EvaluationSide.ADVISER
    if is_supervisor(user, placement):
        return EvaluationSide.SUPERVISOR
    return EvaluationSide.PUPIL if is_the_pupil(user, placement) else None


def check_is_prepared(placement: Placement) -> None:
    if placement.state not in PREPARED_PLACEMENT_STATES:
        raise Conflict(_("Kỳ thực tập đã bắt đầu hoặc đã khép lại, không sửa được nữa."))


def check_is_open_still(placement: Placement) -> None:
    if placement.state not in OPEN_PLACEMENT_STATES:
        raise Conflict(_("Kỳ thực tập này đã khép lại."))


def check_nothing_freezes(placement: Placement) -> None:
    needs = readiness.missing_from(placement)
    if needs:
        raise Conflict(_("Đang tạm dừng: %(why)s") % {"why": needs[0].label})


def _check_runs(placement: Placement) -> None:
    if placement.state != PlacementState.RUNNING:
        raise Conflict(_("Kỳ thực tập chưa bắt đầu hoặc đã khép lại."))


def _check_key_turns(placement: Placement, key: object) -> None:
    """Nobody agrees to what is not described; also while it runs, where a key was turned back."""
    check_is_open_still(placement)
    _check_is_described(placement)
    if key is not None:
        raise Conflict(_("Đã đồng ý rồi."))


def _check_is_described(placement: Placement) -> None:
    if placement.supervisor_id is None:
        raise Conflict(_("Nơi nhận chưa mô tả công việc và người hướng dẫn, nên chưa biết mình đồng ý với điều gì."))


def _check_is_time_for_last_words(placement: Placement) -> None:
    soon = clock.today() >= placement.last_day - dt.timedelta(days=EVALUATION_BEFORE_DAYS)
    if not (placement.state == PlacementState.COMPLETED or (placement.state == PlacementState.RUNNING and soon)):
        raise Conflict(_("Lời cuối viết trong tuần cuối hoặc sau khi hoàn thành."))
    needs = readiness.missing_from(placement)
    if placement.state == PlacementState.COMPLETED and not selectors.is_open_to_host(placement, needs):
        raise Conflict(_("Đã qua hạn viết lời cuối."))


def _is_head(user: User, placement: Placement) -> bool:
    return is_head(user, placement.school_id)


can_introduce = boolean_twin(check_can_introduce)
can_wish = boolean_twin(check_can_wish)
advises = boolean_twin(check_advises)
is_head = boolean_twin(check_is_head_of)
is_the_pupil = boolean_twin(check_is_the_pupil)
is_supervisor = boolean_twin(check_is_supervisor)
speaks_for_post = boolean_twin(check_speaks_for_post)
can_change = boolean_twin(check_can_change)
can_describe = boolean_twin(check_can_describe)
can_accept = boolean_twin(check_can_accept)
can_approve = boolean_twin(check_can_approve)
can_agree = boolean_twin(check_can_agree)
can_take_paper = boolean_twin(check_can_take_paper)
can_refuse = boolean_twin(check_can_refuse)
can_withdraw = boolean_twin(check_can_withdraw)
can_complete = boolean_twin(check_can_complete)
can_stop = boolean_twin(check_can_stop)
can_log = boolean_twin(check_can_log)
can_sign = boolean_twin(check_can_sign)
can_countersign = boolean_twin(check_can_countersign)
can_evaluate = boolean_twin(check_can_evaluate)
