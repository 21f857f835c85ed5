"""The log and the last words of an internship, each as far as this viewer may read it.

What calls for help goes to its writer and to the school's staff, to nobody at the host.
"""

from network import guarded_words
from network.selectors import care_words
from people.models import User
from people.selectors import hats
from visits.models import Evaluation, LogEntry, Placement
from visits.selectors import placement_weeks
from visits.selectors.placement_weeks import Week


def weeks_for(viewer: User, placement: Placement) -> list[Week]:
    weeks = placement_weeks.of(placement)
    for row in [row for week in weeks for row in week.entries]:
        if _is_kept(viewer, placement, row):
            row.did, row.learnt, row.question = care_words.kept_back(), "", ""
    return weeks


def last_words_for(viewer: User, placement: Placement) -> list[Evaluation]:
    rows = list(placement.evaluations.all())
    for row in rows:
        if _is_kept(viewer, placement, row):
            row.words, row.hard, row.onward = care_words.kept_back(), "", ""
    return rows


def _is_kept(viewer: User, placement: Placement, row: LogEntry | Evaluation) -> bool:
    """Back from this viewer. Puts on it what is `found` for the staff to look at and `care` for its writer."""
    texts = row.said.values()
    found = guarded_words.found_in(*texts)
    is_staff = placement.school_id in hats.of(viewer).staffed_school_ids
    is_own = viewer.pk == (row.author_id if isinstance(row, Evaluation) else placement.pupil_id)
    row.found = found if is_staff else []  # type: ignore[union-attr]
    row.care = care_words.kind_words_for(viewer, *texts) if is_own and not is_staff else ""  # type: ignore[union-attr]
    return not is_staff and not is_own and not all(one.is_contact for one in found)
