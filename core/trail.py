"""The trail: after every change of a row its new state is kept, with who and when.

Give a model `history = Trail()`, and read it through `rows_of`. `QuerySet.update` and `bulk_create` leave no trail:
services use `update`, `create` and `change` of this module instead (`tests/architecture/test_trail.py` guards it).
"""

import functools
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, TypeVar

from django.db import models, transaction
from django.db.models import Expression, Model, QuerySet
from simple_history.manager import HistoryManager
from simple_history.models import HistoricalRecords
from simple_history.utils import get_history_manager_for_model

from core import actors

M = TypeVar("M", bound=Model)
# A row that was there before the trail began.
BEGINNING = "beginning"
# Changed by somebody without an account.
OUTSIDE = "outside"
_BATCH = 500


class _Manager(HistoryManager[Any]):
    @classmethod
    @functools.cache
    def from_queryset(cls, queryset_class: type[QuerySet[Any]], class_name: str | None = None) -> Any:
        """Asked anew at every change of a row; the answer is a class, which costs as much as writing the row."""
        return super().from_queryset(queryset_class, class_name)


class Trail(HistoricalRecords):
    """`leave_out`: columns that are derived or secret. A save of nothing but those leaves no row."""

    def __init__(self, *, leave_out: Sequence[str] = (), **options: Any) -> None:
        options.setdefault("history_id_field", models.BigAutoField())
        options.setdefault("history_manager", _Manager)
        super().__init__(excluded_fields=list(leave_out), get_user=_person, **options)

    def post_save(
        self,
        instance: Model,
        created: bool,
        using: str | None = None,
        update_fields: Iterable[str] | None = None,
        **told: Any,
    ) -> None:
        kept = {name for field in self.fields_included(instance) for name in (field.name, field.attname)}
        if update_fields is None or kept.intersection(update_fields):
            super().post_save(instance, created, using=using, **told)

    def create_historical_record_m2ms(self, history_instance: Any, instance: Model) -> None:
        """Without reading the whole row again, as the package does."""
        for field in history_instance._history_m2m_fields:
            _note_links(field, {instance.pk: history_instance})

    def get_change_reason_for_object(self, instance: Model, history_type: str, using: str | None) -> str | None:
        return _reason()


def rows_of(model: type[Model]) -> Any:
    """The model's trail, newest first."""
    return get_history_manager_for_model(model).all()


def links_of(model: type[Model], name: str, ids: Iterable[int]) -> dict[int, list[Model]]:
    """What the many-to-many field `name` held at each of these rows of the trail."""
    field: Any = model._meta.get_field(name)
    column = field.m2m_reverse_field_name()
    found: dict[int, list[Model]] = defaultdict(list)
    for link in Trail.m2m_models[field].objects.filter(history__in=ids).select_related(column):
        found[link.history_id].append(getattr(link, column))
    return found


def is_kept_for(model: type[Model]) -> bool:
    return hasattr(model._meta, "simple_history_manager_attribute")


@transaction.atomic(savepoint=False)
def update(rows: "QuerySet[M]", **facts: Any) -> int:
    """`rows.update(**facts)` with a trail; of two at once the second finds what the first left. Plain values only."""
    if any(isinstance(value, Expression | models.F) for value in facts.values()):
        raise ValueError("The trail keeps values: an expression has none before it is computed.")
    changed = list(rows.select_for_update(of=("self",)))
    if not changed:
        return 0
    rows.model._default_manager.filter(pk__in=[row.pk for row in changed]).update(**facts)
    for row in changed:
        for name, value in facts.items():
            setattr(row, name, value)
    note(changed, is_new=False)
    return len(changed)


@transaction.atomic(savepoint=False)
def create(model: type[M], rows: Sequence[M]) -> list[M]:
    """`bulk_create` with a trail; as there, the model's own `save` is not called."""
    made: list[M] = model._default_manager.bulk_create(rows, batch_size=_BATCH)
    note(made, is_new=True)
    return made


@transaction.atomic(savepoint=False)
def change(model: type[M], rows: Sequence[M], columns: Sequence[str]) -> None:
    """`bulk_update` with a trail, for whole rows that have been changed in memory."""
    model._default_manager.bulk_update(rows, columns, batch_size=_BATCH)
    note(rows, is_new=False)


def note(rows: Sequence[Model], *, is_new: bool) -> None:
    """One row of the trail for each of these, which have just been written."""
    if not rows:
        return
    model = type(rows[0])
    kept = get_history_manager_for_model(model).bulk_history_create(
        rows, batch_size=_BATCH, update=not is_new, default_change_reason=_reason()
    )
    for field in model._meta.many_to_many:
        if field in Trail.m2m_models:
            _note_links(field, {row.pk: one for row, one in zip(rows, kept, strict=True)})


def _note_links(field: Any, kept: dict[Any, Any]) -> None:
    """What the many-to-many field of these rows holds now, beside their new row of the trail."""
    owner = field.m2m_column_name()
    links = field.remote_field.through._default_manager.filter(**{f"{owner}__in": list(kept)})
    names = [column.attname for column in field.remote_field.through._meta.concrete_fields]
    model = Trail.m2m_models[field]
    model.objects.bulk_create(
        [model(history=kept[getattr(link, owner)], **{name: getattr(link, name) for name in names}) for link in links],
        batch_size=_BATCH,
    )


def _reason() -> str | None:
    actor = actors.current()
    return OUTSIDE if actor.is_outside else actor.job or None


def _person(request: Any = None, **_: Any) -> Any:
    """Whoever the service says acts; else whoever asked for the page; nobody for a job."""
    actor = actors.current()
    if actor.job or actor.is_outside:
        return None
    asking = getattr(request, "user", None)
    return actor.person or (asking if asking is not None and asking.is_authenticated else None)
