"""Files brought into a conversation, handed out again, and thrown away when nobody sent them."""

import datetime as dt
import secrets
from functools import partial
from pathlib import PurePath
from typing import Any

from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from core import clock, limits
from core.actors import signed
from core.errors import NotFound
from core.text import normalise
from messaging import file_kinds, rules
from messaging.detector import phrases_in
from messaging.file_kinds import Content
from messaging.models import Attachment
from messaging.permissions import conversations as permissions
from messaging.selectors import attachments as selectors
from messaging.selectors import conversations
from messaging.services import places
from people.models import User

_LONGEST_NAME = 100


@signed
def upload(*, conversation: int, file: "UploadedFile[Any]", by: User) -> Attachment:
    """It belongs to no message until its uploader sends one with it."""
    _row, here = conversations.get_for(by, conversation)
    permissions.check_can_write(by, here)
    limits.check("talk-file", by.pk, at_most=rules.UPLOADS, seconds=rules.UPLOAD_SECONDS)
    if file.size is None or file.size > rules.FILE_BYTES:
        raise file_kinds.too_large()
    content = file_kinds.read(file.read())
    row = Attachment(
        conversation_id=conversation,
        uploader=by,
        name=_named(file.name or "", content),
        type=content.type,
        size=len(content.data),
        width=content.width,
        height=content.height,
        uploaded_at=clock.now(),
    )
    row.file.save(f"{secrets.token_hex(16)}.{content.ending}", ContentFile(content.data), save=False)
    try:
        row.save()
    except Exception:
        row.file.delete(save=False)
        raise
    return row


def open_for(*, viewer: User, pk: int) -> tuple[Attachment, bytes]:
    row = selectors.get_for(viewer, pk)
    try:
        with row.file.open("rb") as file:
            return row, file.read()
    except FileNotFoundError:
        raise NotFound(_("Tệp này không còn nữa.")) from None


def clear_orphans() -> int:
    """Throw away what was uploaded and sent with no message. Safe to run twice. Returns how many."""
    old = clock.now() - dt.timedelta(hours=rules.ORPHAN_HOURS)
    rows = Attachment.objects.filter(message=None, uploaded_at__lt=old).values_list("pk", "conversation")
    return sum(_clear(pk, conversation) for pk, conversation in list(rows))


def remove(row: Attachment) -> None:
    """The row now, its bytes once that is certain."""
    transaction.on_commit(partial(row.file.storage.delete, str(row.file.name)))
    row.delete()


@transaction.atomic
def _clear(pk: int, conversation: int) -> bool:
    """With the conversation locked: nobody sends it at this moment."""
    places.locked(conversation)
    row = Attachment.objects.filter(pk=pk, message=None).first()
    if row is not None:
        remove(row)
    return row is not None


def _named(given: str, content: Content) -> str:
    """The name it came with, with the ending of what it is; nothing that a phrase of the rulebook would hold."""
    stem = normalise(PurePath(given.replace("\\", "/")).stem)[:_LONGEST_NAME].strip(" .")
    plain = _("ảnh") if file_kinds.is_shown(content.type) else _("tệp")
    return f"{plain if not stem or phrases_in(stem) else stem}.{content.ending}"
