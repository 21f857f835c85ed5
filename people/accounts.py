"""How django-allauth meets our accounts, and how a client without a browser signs in with the same checks."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.stages import EmailVerificationStage
from allauth.account.utils import has_verified_email
from allauth.core import context, ratelimit
from allauth.core.internal import httpkit
from allauth.mfa.models import Authenticator
from allauth.mfa.utils import is_mfa_enabled
from django.contrib.auth import authenticate
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.signals import user_logged_in
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from rest_framework.exceptions import AuthenticationFailed, Throttled

from core.errors import Invalid, Refused
from people.models import User
from people.permissions import standing
from people.selectors import accounts, hats
from people.services import tokens

LOCKED_FOR = 15 * 60


def address_of(request: HttpRequest) -> str | None:
    """Where a request comes from, for the limits of both log-ins: as django-allauth reads it behind our proxies."""
    found: str | None = httpkit.get_client_ip(request)
    return found


class VerificationStage(EmailVerificationStage):
    """Adults prove their address once; a pupil has none and passes."""

    def handle(self) -> tuple[HttpResponse | None, bool]:
        user = self.login.user
        if isinstance(user, User) and not user.email:
            return None, True
        answer: tuple[HttpResponse | None, bool] = super().handle()
        return answer


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody signs up by themselves: schools enrol pupils, adults come by invitation."""
        return False

    def get_user_display(self, user: User) -> str:
        return user.full_name

    def get_login_stages(self) -> list[str]:
        theirs = f"{EmailVerificationStage.__module__}.{EmailVerificationStage.__qualname__}"
        ours = f"{VerificationStage.__module__}.{VerificationStage.__qualname__}"
        return [ours if stage == theirs else stage for stage in super().get_login_stages()]

    def set_password(self, user: User, password: str) -> None:
        """Changed or reset: whoever came in with the old one, also through the API, is out."""
        super().set_password(user, password)
        tokens.revoke_all(of=user)

    def clean_email(self, email: str) -> str:
        """A pupil's account takes no address, also not from somebody who knows where the form is."""
        request = context.request
        if request is not None and hats.of(request.user).is_pupil:
            raise ValidationError(_("Tài khoản học sinh không cần e-mail, và không thêm được e-mail."))
        cleaned: str = super().clean_email(email)
        return cleaned

    def authenticate(self, request: HttpRequest, **credentials: Any) -> AbstractBaseUser | None:
        """One name for one account, however it was typed, so that failures cannot be spread over several spellings."""
        typed = credentials.get("username") or credentials.get("email")
        if typed:
            credentials = {**credentials, "username": accounts.username_for(typed)}
            credentials.pop("email", None)
        found: AbstractBaseUser | None = super().authenticate(request, **credentials)
        return found


def identify(request: HttpRequest, *, login: str, password: str, code: str = "") -> User:
    """The account behind these credentials, after every check the log-in pages make; for the API."""
    user = authenticate(request, username=accounts.username_for(login), password=password)
    if getattr(request, "axes_locked_out", False):
        # Said here in the API's own shape; otherwise the middleware would answer with a page.
        request.axes_locked_out = False  # type: ignore[attr-defined]
        raise Throttled(wait=LOCKED_FOR, detail=_("Sai mật khẩu nhiều lần. Hãy thử lại sau 15 phút."))
    if not isinstance(user, User):
        raise AuthenticationFailed(_("Tên đăng nhập hoặc mật khẩu chưa đúng."))
    if user.email and not has_verified_email(user):
        raise Refused(_("Hãy đăng nhập trên trang web một lần để xác nhận e-mail trước."))
    if is_mfa_enabled(user):
        _check_second_factor(request, user, code)
    standing.check_can_come_in(user)
    user_logged_in.send(sender=User, request=request, user=user)
    return user


def check_may_report_again(request: HttpRequest) -> None:
    """Reports of concern are limited generously: a person's own, and those of one address without an account."""
    user = request.user if isinstance(request.user, User) else None
    action = "concern" if user else "concern_anonymous"
    if not ratelimit.consume(request, action=action, user=user):
        raise Refused(_("Đã nhận nhiều báo cáo trong một giờ. Nếu cần giúp ngay, hãy gọi miễn phí Tổng đài 111."))


def _check_second_factor(request: HttpRequest, user: User, code: str) -> None:
    """Wrong codes are counted with those of the log-in pages: the key is the one django-allauth uses."""
    if not code:
        raise Invalid(_("Tài khoản này cần thêm mã xác thực hai bước."), field="code")
    key = f"mfa-auth-user-{user.pk}"
    if not ratelimit.consume(request, action="login_failed", key=key):
        raise Throttled(wait=LOCKED_FOR, detail=_("Sai mã nhiều lần. Hãy thử lại sau 15 phút."))
    if not any(factor.wrap().validate_code(code) for factor in Authenticator.objects.filter(user=user)):
        raise Invalid(_("Mã xác thực chưa đúng."), field="code")
    ratelimit.clear(request, action="login_failed", key=key)
