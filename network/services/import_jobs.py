"""Writing a sheet in the background: asked for once, safe to be begun twice, and what it came to stays on the batch."""

import datetime as dt

from django.db import transaction
from django.db.models import Q
from django.utils import translation
from django.utils.translation import gettext as _

from core import clock, jobs
from core.actors import signed
from core.errors import Problem
from network.models import ImportBatch
from network.permissions import imports as permissions
from network.services import imports
from people.models import User

# Longer than the queue keeps trying: whoever waits longer than this may ask anew.
_GIVEN_UP = dt.timedelta(minutes=20)
_PREVIEWS_KEPT = dt.timedelta(days=7)
_WRITTEN_KEPT = dt.timedelta(days=30)


@signed
@transaction.atomic
def start(*, batch: ImportBatch, by: User) -> ImportBatch:
    """Queue the writing. A second click while it waits or runs changes nothing."""
    permissions.check_can_apply(by, batch)
    now = clock.now()
    not_asked = Q(queued_at=None) | Q(queued_at__lt=now - _GIVEN_UP)
    waiting = ImportBatch.objects.filter(not_asked, pk=batch.pk, applied_at=None)
    if waiting.update(queued_at=now, checked=0, failure=""):
        jobs.enqueue("network.tasks.write_import", batch.pk)
    batch.refresh_from_db()
    return batch


def carry_out(*, batch_id: int) -> None:
    """What the worker does. A second run finds it done; one that died half-way has written nothing and begins anew."""
    asked = ImportBatch.objects.filter(pk=batch_id, applied_at=None, queued_at__isnull=False)
    batch = asked.select_related("uploaded_by").first()
    if batch is None:
        return
    with translation.override(batch.uploaded_by.language):
        try:
            imports.apply(batch=batch, by=batch.uploaded_by)
        except Problem as problem:
            _fail(batch, problem.sentence)
        except Exception:
            _fail(
                batch, _("Máy chủ gặp trục trặc nên chưa dòng nào được ghi. Mời bấm ghi lại; nếu vẫn vậy, báo cho Sở.")
            )
            raise


def clear_old() -> int:
    """Away with previews nobody wrote, and later with the copies of what was written. Returns how many."""
    now = clock.now()
    old = Q(applied_at=None, created_at__lt=now - _PREVIEWS_KEPT) | Q(applied_at__lt=now - _WRITTEN_KEPT)
    running = Q(applied_at=None, queued_at__gte=now - _GIVEN_UP)
    gone, _each = ImportBatch.objects.filter(old).exclude(running).delete()
    return gone


def _fail(batch: ImportBatch, sentence: str) -> None:
    """Unless another worker has written it meanwhile."""
    ImportBatch.objects.filter(pk=batch.pk, applied_at=None).update(queued_at=None, failure=sentence)
