"""Letters to referees. Each carries a fresh link; the link itself is kept nowhere."""

import datetime as dt

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core import clock, jobs, wording
from people import rules
from people.models import Reference, ReferenceLink
from people.notice_kinds import REFERENCE_EXPIRED
from people.services import notices, secret_links
from people.services.mail import sending


@transaction.atomic
def write_first(*, reference_id: int) -> bool:
    reference = _waiting().select_for_update(of=("self",)).filter(pk=reference_id, mailed_at=None).first()
    if reference is None:
        return False
    _send(reference, gettext_lazy("%(adult)s nhờ anh chị giới thiệu"))
    reference.mailed_at = clock.now()
    reference.save(update_fields=["mailed_at"])
    return True


@transaction.atomic
def write_again(*, reference_id: int) -> bool:
    """The one reminder."""
    waiting = _waiting().select_for_update(of=("self",)).filter(pk=reference_id, reminded_at=None)
    reference = waiting.first()
    if reference is None:
        return False
    _send(reference, gettext_lazy("Nhắc anh chị: %(adult)s chờ lời giới thiệu"))
    reference.reminded_at = clock.now()
    reference.save(update_fields=["reminded_at"])
    return True


@transaction.atomic
def remind() -> int:
    """Daily: queue a reminder for each letter that nobody has answered for five days."""
    since = clock.now() - dt.timedelta(days=rules.REFERENCE_REMINDER_DAYS)
    due = list(_waiting().filter(mailed_at__lte=since, reminded_at=None).values_list("pk", flat=True))
    for pk in due:
        jobs.enqueue("people.tasks.remind_referee", pk)
    return len(due)


@transaction.atomic
def tell_expired() -> int:
    """Daily: whose referee never answered may name another. The place is freed when they do."""
    rows = Reference.objects.filter(ended_at=None, answered_at=None, expires_at__lte=clock.now())
    for reference in rows:
        notices.send(
            to=[reference.user_id],
            kind=REFERENCE_EXPIRED,
            path=reverse("clearance_referees"),
            key=f"reference-expired:{reference.pk}",
            name=reference.name,
        )
    return len(rows)


def _waiting() -> QuerySet[Reference]:
    rows = Reference.objects.filter(ended_at=None, answered_at=None, expires_at__gt=clock.now())
    return rows.select_related("user")


def _send(reference: Reference, subject: Promise | str) -> None:
    left = max((reference.expires_at - clock.now()).days, 1)
    _row, token = secret_links.issue(ReferenceLink, days=left, by=None, reference=reference)
    facts = {"name": reference.name, "adult": reference.user.full_name, "day": wording.short_date(reference.expires_at)}
    with translation.override(reference.user.language):
        paragraphs = [
            _("Kính gửi anh chị %(name)s,") % facts,
            _(
                "%(adult)s muốn đồng hành cùng học sinh Hải Phòng trên Nhịp Cầu và nêu tên anh chị "
                "làm người giới thiệu. Trước khi một người lớn gặp học sinh, chúng tôi hỏi hai người hiểu họ "
                "vài câu ngắn, chừng ba phút."
            )
            % facts,
            sending.address(reverse("referee_form", args=[token])),
            _(
                "Đường dẫn này chỉ dành cho anh chị, dùng một lần, đến hết %(day)s. Câu trả lời chỉ người "
                "thẩm định đọc, %(adult)s không đọc được. Nếu anh chị không quen người này, xin bỏ qua thư."
            )
            % facts,
            "Nhịp Cầu",
        ]
        sending.send(to=reference.email, subject=f"Nhịp Cầu: {str(subject) % facts}", paragraphs=paragraphs)
