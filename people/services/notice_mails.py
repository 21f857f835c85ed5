"""A notice that is also sent as a letter of its own, once."""

from django.db import transaction
from django.utils import translation
from django.utils.translation import gettext as _

from core import clock
from people.models import Notice
from people.notice_kinds import KINDS
from people.services import mail


@transaction.atomic
def send(*, notice_id: int) -> bool:
    """Whether a letter went out. A second call finds it sent; a call that failed may be repeated."""
    row = Notice.objects.select_for_update(of=("self",)).select_related("recipient").filter(pk=notice_id).first()
    if row is None or row.mailed_at is not None or not row.recipient.is_active or not row.recipient.email:
        return False
    kind = KINDS[row.kind]
    with translation.override(row.recipient.language):
        sentence = str(kind.sentence) % row.facts
        paragraphs = [
            _("Chào %(name)s,") % {"name": row.recipient.full_name},
            sentence,
            mail.address(row.path),
            "Nhịp Cầu",
        ]
        mail.send(to=row.recipient.email, subject=f"Nhịp Cầu: {kind.label}", paragraphs=paragraphs)
    row.mailed_at = clock.now()
    row.save(update_fields=["mailed_at"])
    return True
