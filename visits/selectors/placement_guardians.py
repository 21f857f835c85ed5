"""What guardians said about an internship, as it counts today, and what a guardian is told."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import F, Q
from django.utils.translation import gettext as _

from core import wording
from people.models import Guardianship
from people.selectors.guardians import stands
from visits import labour, placement_words
from visits.enums import Answer, AnswerWay
from visits.models import Placement, PlacementAgreement


def counting() -> Q:
    """About what is planned now, by a guardian of today. A yes on paper needs two of the staff, a no counts at once."""
    signed = ~Q(way=AnswerWay.PAPER) | Q(confirmed_by__isnull=False) | Q(answer=Answer.NO)
    return Q(terms=F("placement__terms")) & stands("guardianship__") & signed


def answer_on(placement: Placement) -> Answer | None:
    """One no outweighs every yes; silence is no answer."""
    return answers_among([placement]).get(placement.pk)


def answers_among(placements: Iterable[Placement]) -> dict[int, Answer]:
    """Of those that were answered, in one question."""
    said: dict[int, set[str]] = defaultdict(set)
    rows = PlacementAgreement.objects.filter(counting(), placement__in=[row.pk for row in placements])
    for pk, answer in rows.values_list("placement", "answer"):
        said[pk].add(answer)
    return {pk: Answer.NO if Answer.NO in answers else Answer.YES for pk, answers in said.items()}


def facts_of(placement: Placement) -> list[tuple[str, str]]:
    """Everything a guardian should know before saying yes."""
    first, last = wording.short_date(placement.first_day), wording.short_date(placement.last_day)
    adults = [person.full_name for person in (placement.supervisor, placement.second_adult) if person]
    return [
        (_("Nơi thực tập"), placement.offer.organisation.name),
        (_("Thời gian"), _("từ %(first)s đến %(last)s") % {"first": first, "last": last}),
        (_("Hằng tuần"), "; ".join(placement_words.week_lines(placement.week))),
        (_("Việc cháu làm"), "; ".join(task["text"] for task in placement.tasks)),
        (_("Hai người lớn ở nơi ấy"), ", ".join(adults)),
        (_("Thầy cô phụ trách"), placement.adviser.full_name),
        (_("Luật được theo"), "; ".join(labour.of(placement.labour_version).sources)),
    ]


def guardians_of(placement: Placement) -> list[Guardianship]:
    rows = Guardianship.objects.filter(stands(), pupil=placement.pupil_id).select_related("guardian")
    return list(rows.order_by("pk"))


def papers_waiting(placement: Placement) -> list[PlacementAgreement]:
    """Written down by one of the staff, not yet vouched for by a second."""
    rows = PlacementAgreement.objects.filter(
        placement=placement, terms=placement.terms, way=AnswerWay.PAPER, confirmed_by=None
    )
    return list(rows.select_related("guardianship__guardian", "taken_by"))
