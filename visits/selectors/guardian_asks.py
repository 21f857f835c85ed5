"""Which visits a guardian is asked about for each child, and how the guardian stands to them."""

from collections import defaultdict
from collections.abc import Sequence

from django.db.models import BooleanField, ExpressionWrapper, Prefetch, Q, QuerySet
from django.utils.translation import gettext as _

from core import clock
from people.enums import ConsentPurpose
from people.guardian_asks import Ask, Asked, AskState
from people.models import Guardianship
from people.selectors import gates
from people.selectors.guardians import stands
from visits.enums import Answer
from visits.models import Agreement, Attendee, VisitStaff
from visits.models.agreement import WAITS
from visits.selectors import rosters, visit_facts

KIND = "visit"
# What `visit_facts` reads of a visit.
RELATED = (
    "slot__offer__organisation",
    "slot__offer__commune",
    "slot__offer__hosting",
    "school__organisation",
    "safety",
)


def asked_of(rows: Sequence[Guardianship]) -> Asked:
    """Visits to come, the next first, of which the school has told the guardians; in three queries."""
    by_pupil = defaultdict(list)
    for guardianship in rows:
        by_pupil[guardianship.pupil_id].append(guardianship)
    found: defaultdict[int, list[Ask]] = defaultdict(list)
    for attendee in _to_come(list(by_pupil)):
        for guardianship in by_pupil[attendee.pupil_id]:
            found[guardianship.pk].append(_ask(attendee, guardianship))
    return found


def _to_come(pupils: list[int]) -> QuerySet[Attendee]:
    said = Agreement.objects.filter(~WAITS, stands("guardianship__")).order_by("-answered_at")
    staff = VisitStaff.objects.select_related("person")
    return (
        Attendee.objects.filter(
            rosters.upcoming("visit__"),
            gates.is_enrolled_in("pupil", "visit__school"),
            pupil__in=pupils,
            asked_terms__isnull=False,
        )
        .annotate(
            consented=ExpressionWrapper(
                Q(gates.has_consent("pupil", purpose=ConsentPurpose.VISIT)), output_field=BooleanField()
            )
        )
        .select_related("visit", *(f"visit__{name}" for name in RELATED))
        .prefetch_related(Prefetch("agreements", said, to_attr="said"), Prefetch("visit__staff", staff))
        .order_by("visit__slot__starts_at", "pk")
    )


def _ask(attendee: Attendee, guardianship: Guardianship) -> Ask:
    visit = attendee.visit
    own, others = _parted(attendee, guardianship)
    consented = bool(attendee.consented)  # type: ignore[attr-defined]
    return Ask(
        kind=KIND,
        pk=attendee.pk,
        title=visit_facts.title_of(visit),
        facts=visit_facts.facts_of(visit),
        version=visit.terms,
        state=_state(visit.terms, own, others),
        is_open=visit.slot.starts_at > clock.now(),
        needs=None if consented else ConsentPurpose.VISIT,
        remark=_remark(attendee, own, others, consented),
        note=own.note if own else "",
        note_label=_("Điều thầy cô cần biết về cháu, ví dụ dị ứng, say xe"),
    )


def _parted(attendee: Attendee, guardianship: Guardianship) -> tuple[Agreement | None, list[Agreement]]:
    said: list[Agreement] = attendee.said  # type: ignore[attr-defined]
    own = next((row for row in said if row.guardianship_id == guardianship.pk), None)
    now = [row for row in said if row.guardianship_id != guardianship.pk and row.terms == attendee.visit.terms]
    return own, now


def _state(terms: int, own: Agreement | None, others: list[Agreement]) -> AskState:
    """Another guardian's yes answers for the family; silence beside it is no question any more."""
    if own is not None and own.terms == terms:
        return AskState.YES if own.answer == Answer.YES else AskState.NO
    if any(row.answer == Answer.YES for row in others):
        return AskState.YES
    return AskState.OUTDATED if own is not None else AskState.WAITING


def _remark(attendee: Attendee, own: Agreement | None, others: list[Agreement], consented: bool) -> str:
    agreed = own is not None and own.terms == attendee.visit.terms and own.answer == Answer.YES
    if any(row.answer == Answer.NO for row in others):
        return _("Một người giám hộ khác đã nói không, nên cháu chưa đi. Xin gia đình bàn với nhau.")
    if any(row.answer == Answer.YES for row in others) and not agreed:
        return _("Người giám hộ khác đã đồng ý cho cháu đi.")
    if agreed and not consented:
        return _("Gia đình chưa đồng ý chung cho các chuyến tham quan, nên cháu chưa đi được.")
    if attendee.left_off_at is not None and (own is None or agreed):
        return _("Cháu hiện không có tên trong đoàn. Muốn cho cháu đi, xin trả lời và báo thầy cô.")
    return ""
