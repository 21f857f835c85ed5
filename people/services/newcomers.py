"""Accounts of adults who come by a link or a form; the address was proven before."""

import datetime as dt

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from core import clock
from core.errors import Conflict, Invalid, Refused
from core.text import normalise
from people import rules
from people.models import User
from people.selectors import accounts


def create(*, full_name: str, email: str, password: str, birth_date: dt.date) -> User:
    """`password` is hashed already: it waited for the code in the session."""
    email = email.strip().lower()
    if not normalise(full_name):
        raise Invalid(_("Hãy ghi họ tên."), field="full_name")
    refuse_minor(birth_date)
    if accounts.has_account(email):
        raise Conflict(_("E-mail này đã có tài khoản. Hãy đăng nhập rồi mở lại đường dẫn."))
    try:
        with transaction.atomic():
            user = User(username=email[: _longest_name()], email=email, full_name=full_name, birth_date=birth_date)
            user.password = password
            user.save()
            EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    except IntegrityError:
        raise Conflict(_("E-mail này đã có tài khoản. Hãy đăng nhập rồi mở lại đường dẫn.")) from None
    return user


def refuse_minor(birth_date: dt.date) -> None:
    if rules.age_on(clock.today(), birth_date) < rules.ADULT_AGE:
        raise Refused(_("Chỗ này dành cho người từ 18 tuổi. Em đưa cho thầy cô phụ trách giúp nhé."))


def _longest_name() -> int:
    return User._meta.get_field("username").max_length or 0
