"""How internships let a person go: who leaves the school ends them, who is forgotten leaves hours without words.

Inside the erasure's transaction (`people/services/erasure.py`), or told of a pupil who left.
"""

from typing import Any

from django.db.models import Model, Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import trail
from network.services import former_pupils
from people import personal_data
from people.models import User
from people.personal_data import Holding
from people.services import history
from visits.enums import OPEN_PLACEMENT_STATES
from visits.models import Evaluation, LogEntry, Placement, PlacementAgreement, PlacementEvent
from visits.selectors import placement_own_data as own_data
from visits.services import placements

# What was written in an internship, and the way from it to the placement.
_WRITTEN: tuple[tuple[type[Model], str, tuple[str, ...]], ...] = (
    (Placement, "pk", ("goals", "reason")),
    (PlacementEvent, "placement", ("text",)),
    (PlacementAgreement, "placement", ("note",)),
    (LogEntry, "placement", ("did", "learnt", "question")),
    (Evaluation, "placement", ("words", "hard", "onward")),
)


def register() -> None:
    """Forgotten from the last to the first."""
    personal_data.register(
        Holding("placements", gettext_lazy("Kỳ thực tập"), own_data.placements, forget_part),
        Holding("placement_log", gettext_lazy("Nhật ký thực tập"), own_data.log, forget_log),
        Holding("placement_words", gettext_lazy("Lời cuối kỳ thực tập"), own_data.words, forget_words),
    )


def pupils_left(school: int, pupils: tuple[int, ...]) -> None:
    """Subscribed to `people.events.pupils_left`: who is no longer on the roll is no longer sent by the school."""
    rows = Placement.objects.filter(school=school, pupil__in=pupils, state__in=OPEN_PLACEMENT_STATES)
    for row in rows.order_by("pk"):
        placements.end_without_asking(placement=row, reason=_("Em không còn trong danh sách của trường."))


def forget_name(pupil: int, name: str, instead: str) -> None:
    """Subscribed to `people.events.pupil_pseudonymised`: the words stay, the name goes, also where it has no marks."""
    replaced = former_pupils.without(name, instead)
    own = list(Placement.objects.filter(pupil=pupil).values_list("pk", flat=True))
    for model, way, columns in _WRITTEN:
        rows = model._default_manager.filter(**{f"{way}__in": own})
        for row in rows:
            _write(row, {column: replaced(getattr(row, column)) for column in columns})
        if trail.is_kept_for(model):
            for kept in trail.rows_of(model).filter(id__in=rows.values("pk")):
                words = {column: replaced(getattr(kept, column)) for column in columns}
                history.scrub(model, {"history_id": kept.history_id}, **words)


def forget_part(person: User) -> None:
    """No internship goes on without its pupil or one of its adults."""
    part = Q(pupil=person) | Q(adviser=person) | Q(supervisor=person) | Q(second_adult=person)
    for row in Placement.objects.filter(part, state__in=OPEN_PLACEMENT_STATES).order_by("pk"):
        placements.end_without_asking(placement=row, reason=_("Một người trong kỳ thực tập không còn dùng Nhịp Cầu."))
    own = Placement.objects.filter(pupil=person)
    _blank(Placement, own, "goals")


def forget_log(person: User) -> None:
    """The hours stay and are counted, the words go."""
    _blank(LogEntry, LogEntry.objects.filter(placement__pupil=person), "did", "learnt", "question")


def forget_words(person: User) -> None:
    """What the person wrote, and what was written about the pupil."""
    said = Evaluation.objects.filter(Q(author=person) | Q(placement__pupil=person))
    _blank(Evaluation, said, "words", "hard", "onward")
    _blank(PlacementEvent, PlacementEvent.objects.filter(Q(actor=person) | Q(placement__pupil=person)), "text")
    _blank(PlacementAgreement, PlacementAgreement.objects.filter(placement__pupil=person), "note")
    _blank(Placement, Placement.objects.filter(pupil=person), "reason")


def _blank(model: type[Model], rows: Any, *columns: str) -> None:
    """Here and in what is kept of it."""
    empty = dict.fromkeys(columns, "")
    ids = list(rows.values_list("pk", flat=True))
    for row in model._default_manager.filter(pk__in=ids):
        _write(row, empty)
    if trail.is_kept_for(model):
        history.scrub(model, {"id__in": ids}, **empty)


def _write(row: Model, words: dict[str, str]) -> None:
    changed = {name: text for name, text in words.items() if getattr(row, name) != text}
    for name, text in changed.items():
        setattr(row, name, text)
    if changed:
        row.save(update_fields=list(changed))
