"""Which internships a guardian is asked about for each child, and how the guardian stands to them."""

from collections import defaultdict
from collections.abc import Sequence

from django.db.models import BooleanField, ExpressionWrapper, Prefetch, Q, QuerySet
from django.utils.translation import gettext as _

from people.enums import ConsentPurpose
from people.guardian_asks import Ask, Asked, AskState, Fact
from people.models import Guardianship
from people.selectors import gates
from people.selectors.guardians import stands
from visits.enums import OPEN_PLACEMENT_STATES, Answer, AnswerWay
from visits.models import Placement, PlacementAgreement
from visits.selectors import placement_guardians

KIND = "placement"


def asked_of(rows: Sequence[Guardianship]) -> Asked:
    """Open placements that the host has described, newest first; in two queries."""
    by_pupil = defaultdict(list)
    for guardianship in rows:
        by_pupil[guardianship.pupil_id].append(guardianship)
    found: defaultdict[int, list[Ask]] = defaultdict(list)
    for placement in _described(list(by_pupil)):
        for guardianship in by_pupil[placement.pupil_id]:
            found[guardianship.pk].append(_ask(placement, guardianship))
    return found


def _described(pupils: list[int]) -> QuerySet[Placement]:
    """Each with `said`, the answers by guardians of today; a paper's yes counts by the word of two."""
    signed = ~Q(way=AnswerWay.PAPER) | Q(confirmed_by__isnull=False) | Q(answer=Answer.NO)
    said = PlacementAgreement.objects.filter(signed, stands("guardianship__"))
    consented = ExpressionWrapper(Q(gates.has_consent("pupil", purpose=ConsentPurpose.VISIT)), BooleanField())
    rows = Placement.objects.filter(
        gates.is_enrolled_in("pupil", "school"),
        pupil__in=pupils,
        pupil__is_active=True,
        state__in=OPEN_PLACEMENT_STATES,
        supervisor__isnull=False,
    )
    asked = rows.annotate(consented=consented).prefetch_related(Prefetch("agreements", said, to_attr="said"))
    return asked.select_related("offer__organisation", "supervisor", "second_adult", "adviser", "safety").order_by(
        "-pk"
    )


def _ask(placement: Placement, guardianship: Guardianship) -> Ask:
    said: list[PlacementAgreement] = placement.said  # type: ignore[attr-defined]
    own = next((row for row in said if row.guardianship_id == guardianship.pk), None)
    now = [row for row in said if row is not own and row.terms == placement.terms]
    others = {Answer(row.answer) for row in now}
    return Ask(
        kind=KIND,
        pk=placement.pk,
        title=_("Thực tập: %(offer)s") % {"offer": placement.offer.title},
        facts=tuple(Fact(name, text) for name, text in placement_guardians.facts_of(placement) if text),
        version=placement.terms,
        state=_state(placement.terms, own, others),
        is_open=True,
        needs=None if placement.consented else ConsentPurpose.VISIT,  # type: ignore[attr-defined]
        remark=_remark(others),
        note=own.note if own else "",
        note_label=_("Điều thầy cô cần biết về cháu, ví dụ dị ứng, say xe"),
    )


def _state(terms: int, own: PlacementAgreement | None, others: set[Answer]) -> AskState:
    """Another guardian's yes answers for the family; silence beside it is no question any more."""
    if own is not None and own.terms == terms:
        return AskState.YES if own.answer == Answer.YES else AskState.NO
    if Answer.YES in others:
        return AskState.YES
    return AskState.OUTDATED if own is not None else AskState.WAITING


def _remark(others: set[Answer]) -> str:
    if Answer.NO in others:
        return _("Một người giám hộ khác đã nói không, nên cháu chưa đi. Xin gia đình bàn với nhau.")
    return _("Người giám hộ khác đã đồng ý cho cháu đi.") if Answer.YES in others else ""
