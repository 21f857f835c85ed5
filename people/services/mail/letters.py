"""The few letters the site writes by itself, in the language of whoever causes them."""

from functools import partial

from django.core.mail import send_mail
from django.db import transaction
from django.utils.translation import gettext as _

from people import rules
from people.enums import Role
from people.models import Invitation


def invitation(row: Invitation, link: str) -> None:
    """After the commit. A mail server that is down stops nobody: the inviter holds the link, too."""
    facts = {
        "organisation": row.organisation.name,
        "role": Role(row.role).label,
        "link": link,
        "days": rules.INVITATION_DAYS,
    }
    subject = _("Lời mời tham gia Nhịp Cầu từ %(organisation)s") % facts
    body = (
        _(
            "%(organisation)s mời anh chị làm %(role)s trên Nhịp Cầu.\n\n"
            "Mở đường dẫn này để nhận lời, trong %(days)s ngày và chỉ một lần:\n%(link)s\n\n"
            "Nếu anh chị không chờ lời mời này, cứ bỏ qua thư. Không ai có thêm quyền gì khi anh chị không mở."
        )
        % facts
    )
    _send(subject, body, row.email)


def code(email: str, secret: str) -> None:
    """Written like the code of the log-in: alone on its line."""
    facts = {"code": secret, "minutes": rules.MAIL_CODE_MINUTES}
    body = (
        _("Mã xác nhận e-mail của anh chị trên Nhịp Cầu:\n\n%(code)s\n\nMã dùng được trong %(minutes)s phút.") % facts
    )
    _send(_("Mã xác nhận e-mail"), body, email)


def account_exists(email: str) -> None:
    """To somebody whose address a stranger, or a forgetful owner, typed into an open form."""
    body = _(
        "Có người vừa dùng e-mail này để đăng ký một tổ chức trên Nhịp Cầu, nhưng e-mail đã có tài khoản.\n\n"
        "Nếu là anh chị, hãy đăng nhập; quên mật khẩu thì lấy lại ở trang đăng nhập. "
        "Nếu không phải anh chị, cứ bỏ qua thư này."
    )
    _send(_("E-mail này đã có tài khoản"), body, email)


def _send(subject: str, body: str, to: str) -> None:
    send = partial(send_mail, subject, body, None, [to])
    transaction.on_commit(send, robust=True)
