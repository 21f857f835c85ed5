"""What is written in an internship, each text as far as this viewer may read it.

What calls for help goes to its writer and to the school's staff, to nobody at the host; so do ways to somebody, which
are refused today and may stand in what was written before.
"""

from collections.abc import Iterable

from django.utils.translation import gettext as _

from network import guarded_words
from network.selectors import care_words
from people.models import User
from people.selectors import hats
from visits.models import Evaluation, LogEntry, Placement, PlacementEvent
from visits.selectors import placement_weeks
from visits.selectors.placement_weeks import Week

_Row = LogEntry | Evaluation | PlacementEvent


def weeks_for(viewer: User, placement: Placement) -> list[Week]:
    weeks = placement_weeks.of(placement)
    for row in [row for week in weeks for row in week.entries]:
        if _is_kept(viewer, placement, row, placement.pupil_id, row.said.values()):
            row.did, row.learnt, row.question = care_words.kept_back(), "", ""
    return weeks


def last_words_for(viewer: User, placement: Placement) -> list[Evaluation]:
    rows = list(placement.evaluations.all())
    for row in rows:
        if _is_kept(viewer, placement, row, row.author_id, row.said.values()):
            row.words, row.hard, row.onward = care_words.kept_back(), "", ""
    return rows


def events_for(viewer: User, placement: Placement) -> list[PlacementEvent]:
    """With who acted as what: `who`. What adults wrote stays between them."""
    rows = list(placement.events.select_related("actor").order_by("-at", "-pk")[:40])
    for row in rows:
        row.who = _who(placement, row)  # type: ignore[attr-defined]
        if row.actor_id != placement.pupil_id:
            row.text = "" if hats.of(viewer).is_pupil else row.text
        elif _is_kept(viewer, placement, row, placement.pupil_id, [row.text]):
            row.text = care_words.kept_back()
    return rows


def _who(placement: Placement, row: PlacementEvent) -> str:
    if row.actor is None:
        return ""
    return _("em học sinh") if row.actor_id == placement.pupil_id else row.actor.full_name


def _is_kept(viewer: User, placement: Placement, row: _Row, author: int, texts: Iterable[str]) -> bool:
    """Back from this viewer. Puts on it what is `found` for the staff to look at and `care` for its writer."""
    texts = list(texts)
    found = guarded_words.found_in(*texts)
    is_staff = placement.school_id in hats.of(viewer).staffed_school_ids
    is_own = viewer.pk == author
    row.found = found if is_staff else []  # type: ignore[union-attr]
    row.care = care_words.kind_words_for(viewer, *texts) if is_own and not is_staff else ""  # type: ignore[union-attr]
    return bool(found) and not is_staff and not is_own
