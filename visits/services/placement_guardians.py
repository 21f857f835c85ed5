"""The guardians' key: an answer for one placement, by their own page or on paper that two of the staff vouch for."""

from django.db import transaction
from django.utils.translation import gettext as _

from core import clock
from core.actors import signed
from core.errors import Conflict, Invalid, NotFound
from core.text import tidy
from people.guardian_asks import Said
from people.models import Guardianship, User
from people.permissions.pupils import check_can_second
from people.selectors.guardians import stands
from visits.enums import Answer, AnswerWay, PlacementAction
from visits.models import Placement, PlacementAgreement
from visits.permissions import placements as permissions
from visits.services import placements

_ACTIONS = {Answer.YES: PlacementAction.GUARDIAN_YES, Answer.NO: PlacementAction.GUARDIAN_NO}


@signed
@transaction.atomic
def answer(
    *,
    placement: Placement,
    guardianship: Guardianship,
    answer: Answer,
    way: AnswerWay,
    terms: int | None = None,
    note: str = "",
    by: User | None = None,
) -> PlacementAgreement:
    """A later answer takes the place of an earlier one. `terms`: what the guardian had read; `by`: who took the paper.

    A no counts at once, a yes on paper once `confirm_paper` was called by somebody else.
    """
    placement = placements.locked(placement)
    permissions.check_guardian_may_answer(placement)
    _check_stands(placement, guardianship)
    if terms is not None and terms != placement.terms:
        raise Conflict(_("Kế hoạch vừa thay đổi. Xin đọc lại rồi trả lời."))
    if way == AnswerWay.PAPER:
        _check_paper(placement, by)
    elif by is not None:
        raise Invalid(_("Thầy cô ghi lại bằng phiếu giấy có chữ ký."), field="way")
    row, _made = PlacementAgreement.objects.update_or_create(
        placement=placement,
        guardianship=guardianship,
        defaults={
            "terms": placement.terms,
            "answer": answer,
            "way": way,
            "note": tidy(note),
            "answered_at": clock.now(),
            "taken_by": by,
            "confirmed_by": None,
        },
    )
    placements.turned(placement, _ACTIONS[answer], by)
    return row


@transaction.atomic
def answer_ask(guardianship: Guardianship, pk: int, said: Said) -> None:
    """Registered with `people.guardian_asks`, which has asked for the code."""
    placement = Placement.objects.filter(pk=pk, pupil=guardianship.pupil_id).first()
    if placement is None:
        raise Conflict(_("Kỳ thực tập này không còn, nên không cần trả lời nữa."))
    word, terms = (Answer.YES, said.version) if said.agreed else (Answer.NO, None)
    answer(placement=placement, guardianship=guardianship, answer=word, way=AnswerWay.LINK, terms=terms, note=said.note)


@signed
@transaction.atomic
def confirm_paper(*, placement: Placement, agreement: int, by: User) -> Placement:
    """The second of the staff has read the paper and stands for what it says."""
    placement = placements.locked(placement)
    row = PlacementAgreement.objects.filter(placement=placement, pk=agreement, way=AnswerWay.PAPER).first()
    if row is None or row.taken_by is None:
        raise NotFound(_("Không tìm thấy phiếu giấy này."))
    check_can_second(by, placement.pupil, row.taken_by)
    permissions.check_guardian_may_answer(placement)
    if row.confirmed_by_id is not None or row.terms != placement.terms:
        raise Conflict(_("Phiếu này đã được xác nhận, hoặc kế hoạch đã thay đổi từ khi ký."))
    row.confirmed_by = by
    row.save(update_fields=["confirmed_by"])
    return placements.turned(placement, _ACTIONS[Answer(row.answer)], by)


def _check_stands(placement: Placement, guardianship: Guardianship) -> None:
    if not Guardianship.objects.filter(stands(), pk=guardianship.pk, pupil=placement.pupil_id).exists():
        raise Conflict(_("Người này không còn là người giám hộ của em."))


def _check_paper(placement: Placement, by: User | None) -> None:
    if by is None:
        raise Invalid(_("Phiếu giấy cần một thầy cô ghi lại."), field="way")
    permissions.check_can_take_paper(by, placement)
