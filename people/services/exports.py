"""A copy of everything kept about a person: made in the background, there for a week, for one reader alone."""

import datetime as dt
import io
import json
import zipfile
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.db.models import F
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext as _

from core import clock, jobs
from core.actors import signed
from core.errors import Conflict, Refused
from people import personal_data, rules
from people.enums import ExportState, RecordPart
from people.models import DataExport, User
from people.permissions import data_requests as permissions
from people.selectors import data_requests as selectors
from people.selectors import hats
from people.services import read_log

_UNDER_WAY = (ExportState.WAITING, ExportState.RUNNING)


@signed
@transaction.atomic
def order(*, subject: User, by: User) -> DataExport:
    """Adults order their own; a pupil's is ordered by the school's management, for the guardian and the pupil."""
    _check_can_order(by, subject)
    User.objects.select_for_update(no_key=True).get(pk=by.pk)
    if selectors.exports_for(by).filter(subject=subject, state__in=_UNDER_WAY).exists():
        raise Conflict(_("Một bản sao đang được làm rồi. Xin đợi một lát."))
    now = clock.now()
    made = DataExport.objects.create(
        subject=subject,
        reader=by,
        steps=len(personal_data.HOLDINGS),
        created_at=now,
        expires_at=now + dt.timedelta(days=rules.EXPORT_DAYS),
    )
    jobs.enqueue("people.tasks.build_export", made.pk)
    return made


def build(*, export: int) -> None:
    """Gather and pack. Safe to run twice: what is ready stays; a run that broke is begun anew."""
    begun = DataExport.objects.exclude(state=ExportState.READY).filter(pk=export)
    if not begun.update(state=ExportState.RUNNING, step=0):
        return
    row = DataExport.objects.select_related("subject", "reader").get(pk=export)
    try:
        content = _packed(row)
    except Exception:
        DataExport.objects.filter(pk=export).update(state=ExportState.FAILED)
        raise
    DataExport.objects.filter(pk=export).update(state=ExportState.READY, content=content, step=F("steps"))


@signed
def download(*, export: int, by: User) -> DataExport:
    """The finished copy; when an adult takes a pupil's, the read log knows."""
    found = selectors.export_for(by, export)
    if found.subject_id != by.pk and permissions.keeps_papers_of(by, found.subject) and hats.of(by).is_school_admin:
        read_log.record(reader=by, pupils=[found.subject_id], what=RecordPart.EXPORT)
    return found


def headers(export: DataExport) -> dict[str, str]:
    return {
        "Content-Type": "application/zip",
        "Content-Disposition": f'attachment; filename="du-lieu-{export.pk}.zip"',
        "Cache-Control": "private, no-store",
    }


def drop_expired() -> int:
    dropped, _rows = DataExport.objects.filter(expires_at__lte=clock.now()).delete()
    return dropped


def _check_can_order(by: User, subject: User) -> None:
    if by.pk != subject.pk:
        permissions.check_can_ask_for(by, subject)
    elif hats.of(by).is_pupil:
        raise Refused(_("Em gửi yêu cầu, rồi thầy cô quản lý của trường làm bản sao và đưa cho em và phụ huynh."))


def _packed(row: DataExport) -> bytes:
    with translation.override(row.reader.language):
        sections = [_section(holding, row) for holding in personal_data.HOLDINGS.values()]
        facts = {"made_at": clock.now(), "person": row.subject.full_name, "sections": sections}
        page = render_to_string("people/export.html", facts)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("du-lieu.json", json.dumps(facts, cls=DjangoJSONEncoder, ensure_ascii=False, indent=2))
        archive.writestr("du-lieu.html", page)
    return packed.getvalue()


def _section(holding: personal_data.Holding, row: DataExport) -> dict[str, Any]:
    is_given = row.reader_id == row.subject_id or not holding.is_private
    rows = holding.read(row.subject) if is_given else []
    DataExport.objects.filter(pk=row.pk).update(step=F("step") + 1)
    return {"code": holding.code, "label": str(holding.label), "rows": rows}
