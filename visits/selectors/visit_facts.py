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
    """What the host signed: who may come in, what is worn, the risks of such a place, and what the host wrote."""
    if sheet is None:
        return ()
    language = get_language() or sectors.LANGUAGES[0]
    sector = sectors.sector(sheet.sector)
    risks = ", ".join(sector.risks_in(language)) if sector else ""
    return (
        (_("Tuổi được vào"), _("từ %(age)d tuổi") % {"age": sheet.age_min}),
        (_("Đồ bảo hộ"), ", ".join(sectors.equipment_named(sheet.equipment, language))),
        (_("Rủi ro và cách giữ an toàn"), _joined(risks, *_written(sheet, language))),
    )


def _written(sheet: SafetySheet, language: str) -> list[str]:
    """Each with its question, as far as it is still asked: an answer alone says little."""
    sector = sectors.sector(sheet.sector)
    asked = {question.code: question.worded(language) for question in sector.questions} if sector else {}
    said = {code: text for code, text in sheet.answers.items() if isinstance(text, str)}
    return [f"{asked[code]} {text}" if code in asked else text for code, text in said.items()]


def _joined(*parts: str) -> str:
    return "\n".join(part.strip() for part in parts if part.strip())
