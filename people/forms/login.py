"""The log-in, begun by the QR code of a class card: it brings the user name and never a password."""

import re
from typing import Any

from allauth.account.forms import LoginForm as BaseForm

_USER_NAME = re.compile(r"[a-z0-9][a-z0-9.\-]{0,59}")


class LoginForm(BaseForm):  # type: ignore[misc]
    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        name = self.request.GET.get("login", "") if self.request else ""
        if _USER_NAME.fullmatch(name):
            self.initial.setdefault("login", name)
