"""What somebody asks about their own data."""

import datetime as dt
from typing import Any

from core import clock
from people.enums import DataAsker, DataRequestKind, ExportState
from people.models import DataExport, DataRequest, User


def data_request(subject: User, *, kind: DataRequestKind = DataRequestKind.ACCESS, **facts: Any) -> DataRequest:
    facts.setdefault("asked_by", subject)
    facts.setdefault("asked_as", DataAsker.PERSON if facts["asked_by"] == subject else DataAsker.GUARDIAN)
    facts.setdefault("received_at", clock.now())
    facts.setdefault("acknowledge_by", clock.today() + dt.timedelta(days=2))
    facts.setdefault("complete_by", clock.today() + dt.timedelta(days=10))
    return DataRequest.objects.create(subject=subject, kind=kind, **facts)


def data_export(subject: User, *, reader: User | None = None, **facts: Any) -> DataExport:
    facts.setdefault("state", ExportState.READY)
    facts.setdefault("content", b"PK")
    facts.setdefault("created_at", clock.now())
    facts.setdefault("expires_at", clock.now() + dt.timedelta(days=7))
    return DataExport.objects.create(subject=subject, reader=reader or subject, **facts)
