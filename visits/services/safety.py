"""A host signs the answers about safety; they hold for half a year and are never changed, only signed anew."""

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from core import clock
from core.actors import signed
from core.errors import Conflict, Invalid
from core.text import tidy
from network.models import Offer
from people.models import User
from visits import sectors
from visits.models import SafetySheet
from visits.permissions import hostings as permissions
from visits.rules import SAFETY_DAYS
from visits.sectors import ANSWER_LENGTH, TEXT, Question, Sector
from visits.selectors import hostings as hosting_selectors
from visits.selectors import safety as selectors

AGE_MOST = 18
NAME_LENGTH = 120


@dataclass(frozen=True)
class Word:
    """What a host says and signs: `answers` by the code of the question, true, false or text."""

    answers: Mapping[str, object]
    age_min: int
    guide_name: str
    equipment: Sequence[str] = ()


@signed
@transaction.atomic
def sign(*, offer: Offer, word: Word, by: User) -> SafetySheet:
    permissions.check_can_open_slots(by, offer)
    sector = sector_of(offer)
    answers = _checked(sector, word)
    return SafetySheet.objects.create(
        offer=offer,
        sector=sector.code,
        template_version=sectors.templates().version,
        answers=answers,
        age_min=word.age_min,
        equipment=list(dict.fromkeys([*sector.equipment, *word.equipment])),
        guide_name=tidy(word.guide_name),
        signed_by=by,
        signed_at=clock.now(),
        valid_until=clock.today() + dt.timedelta(days=SAFETY_DAYS),
    )


@signed
@transaction.atomic
def sign_again(*, offer: Offer, by: User) -> SafetySheet:
    """The last answers are still right: a new sheet with the same words, where the questions have not changed."""
    permissions.check_can_open_slots(by, offer)
    last = selectors.latest_of(offer)
    if last is None:
        raise Conflict(_("Chưa có phiếu an toàn nào để ký lại."))
    if not still_asked(last, sector_of(offer)):
        raise Conflict(_("Các câu hỏi đã đổi từ lần ký trước. Hãy mở phiếu, xem lại rồi ký."))
    word = Word(last.answers, last.age_min, last.guide_name, last.equipment)
    return sign(offer=offer, word=word, by=by)


def sector_of(offer: Offer) -> Sector:
    hosting = hosting_selectors.of_offer(offer)
    sector = sectors.sector(hosting.sector) if hosting else None
    if sector is None:
        raise Conflict(_("Hãy chọn lại ngành ở điều kiện đón, rồi ký phiếu an toàn."))
    return sector


def still_asked(sheet: SafetySheet, sector: Sector) -> bool:
    return (sheet.sector, sheet.template_version) == (sector.code, sectors.templates().version)


def _checked(sector: Sector, word: Word) -> dict[str, object]:
    errors = {question.code: _wrong(question, word.answers.get(question.code)) for question in sector.questions}
    if not sector.age_min <= word.age_min <= AGE_MOST:
        errors["age_min"] = _("Với ngành này, từ %(least)d đến %(most)d tuổi.") % {
            "least": sector.age_min,
            "most": AGE_MOST,
        }
    if not 1 <= len(tidy(word.guide_name)) <= NAME_LENGTH:
        errors["guide_name"] = _("Hãy ghi tên người dẫn đoàn.")
    if not set(word.equipment) <= set(sectors.templates().equipment):
        errors["equipment"] = _("Có đồ bảo hộ không có trong danh sách.")
    found = {name: [sentence] for name, sentence in errors.items() if sentence}
    if found:
        raise Invalid(errors=found)
    return {question.code: _tidied(word.answers[question.code]) for question in sector.questions}


def _wrong(question: Question, answer: object) -> str:
    if question.kind == TEXT:
        if not isinstance(answer, str) or not tidy(answer):
            return _("Hãy trả lời câu này; không có gì thì ghi “không có”.")
        return _("Nhiều nhất %(n)d chữ cái.") % {"n": ANSWER_LENGTH} if len(answer) > ANSWER_LENGTH else ""
    if not isinstance(answer, bool):
        return _("Hãy chọn có hoặc không.")
    if question.must_be_yes and not answer:
        return _("Điều này phải có trước khi đón học sinh. Khi nơi mình đã lo xong, hãy quay lại ký.")
    return ""


def _tidied(answer: object) -> object:
    return tidy(answer) if isinstance(answer, str) else answer
