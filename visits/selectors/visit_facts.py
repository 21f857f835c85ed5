"""A visit in plain words, for whoever decides about a child: where, when, with whom, how, what to bring, what risks."""

from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from core import wording
from people.guardian_asks import Fact
from visits import sectors
from visits.models import Hosting, SafetySheet, Visit


def title_of(visit: Visit) -> str:
    return _("Tham quan %(place)s, %(day)s") % {
        "place": visit.slot.offer.organisation.name,
        "day": wording.long_date(visit.slot.starts_at),
    }


def facts_of(visit: Visit) -> tuple[Fact, ...]:
    """What is not known yet is left out. `visit` comes with `selectors.guardian_asks.RELATED`, its staff prefetched."""
    hosting = getattr(visit.slot.offer, "hosting", None)
    told = (
        (_("Ở đâu"), _place(visit, hosting)),
        (_("Khi nào"), _time(visit)),
        (_("Để làm gì"), visit.purpose),
        (_("Đi với ai"), _company(visit)),
        (_("Thầy cô đi cùng"), ", ".join(row.person.full_name for row in visit.staff.all())),
        (_("Đi lại"), _joined(visit.get_transport_display() if visit.transport else "", visit.transport_plan)),
        (_("Cần mang theo"), hosting.to_bring if hosting else ""),
        (_("Nơi đón chuẩn bị"), hosting.provided if hosting else ""),
        *_safety(visit.safety),
        (_("Gọi khi cần"), " · ".join(filter(None, (visit.emergency_name, visit.emergency_phone)))),
    )
    return tuple(Fact(label, text.strip()) for label, text in told if text.strip())


def _place(visit: Visit, hosting: Hosting | None) -> str:
    meeting = visit.meeting_point or (hosting.meeting_point if hosting else "")
    offer = visit.slot.offer
    return _joined(
        f"{offer.organisation.name}, {offer.commune.name}",
        _("Gặp nhau: %(place)s") % {"place": meeting} if meeting else "",
    )


def _time(visit: Visit) -> str:
    start, end = timezone.localtime(visit.slot.starts_at), timezone.localtime(visit.slot.ends_at)
    return f"{start:%H:%M}–{end:%H:%M}, {wording.long_date(start)}"


def _company(visit: Visit) -> str:
    group = _("Đoàn %(count)d học sinh của %(school)s") % {
        "count": visit.party,
        "school": visit.school.organisation.name,
    }
    guide = visit.safety.guide_name if visit.safety else ""
    return _joined(group, _("Người hướng dẫn của nơi đón: %(name)s") % {"name": guide} if guide else "")


def _safety(sheet: SafetySheet | None) -> tuple[tuple[str, str], ...]:
    """What the host signed: who may come in, what is worn, what may happen there, and each answer to its question."""
    if sheet is None:
        return ()
    language = get_language() or sectors.LANGUAGES[0]
    sector = sectors.sector(sheet.sector)
    return (
        (_("Tuổi được vào"), _("từ %(age)d tuổi") % {"age": sheet.age_min}),
        (_("Đồ bảo hộ"), ", ".join(sectors.equipment_named(sheet.equipment, language))),
        (_("Rủi ro có thể gặp"), _joined(*(sector.risks_in(language) if sector else ()))),
        (_("Nơi đón giữ an toàn thế nào"), _joined(*_answers(sheet, sector, language))),
    )


def _answers(sheet: SafetySheet, sector: sectors.Sector | None, language: str) -> list[str]:
    """Questions of an older version that are no more are left out: nobody could read their codes."""
    asked = sector.questions if sector else ()
    told = [(question.worded(language), sheet.answers.get(question.code)) for question in asked]
    return [f"{words} {_said(answer)}" for words, answer in told if answer not in {None, ""}]


def _said(answer: object) -> str:
    if isinstance(answer, bool):
        return _("Có.") if answer else _("Không.")
    return str(answer)


def _joined(*parts: str) -> str:
    return "\n".join(part.strip() for part in parts if part.strip())
