"""Enrolling a pupil: an account with a user name from the school and no e-mail address."""

import datetime as dt
import itertools
import re
import secrets
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from core import clock
from core.actors import signed
from core.errors import Conflict, Invalid
from core.text import fold, normalise
from people.enums import OrganisationStatus, Role
from people.models import Affiliation, School, User
from people.permissions import pupils as permissions
from people.services import tokens

_NOT_LETTERS = re.compile(r"[^a-z0-9]+")
# Easy to read out in class and to type on a phone; four of them and two digits make 32 bits, behind the lock-out.
_SYLLABLES = (
    "an", "bang", "bien", "binh", "buom", "cam", "canh", "cau", "chim", "chuong", "cung", "dao", "dat", "dua",
    "gio", "giay", "hai", "hang", "hat", "hoa", "hong", "hue", "keo", "khe", "kim", "la", "lam", "lan", "leo",
    "linh", "long", "lua", "luc", "mai", "man", "may", "mit", "mo", "mua", "muoi", "nam", "nang", "nem",
    "ngo", "nha", "nhac", "nhan", "non", "nui", "oi", "ong", "pha", "phao", "que", "quat", "qua", "rau",
    "rung", "sao", "sen", "song", "sua", "suong", "tam", "tau", "thac", "than", "thu", "thuyen", "tieng",
    "to", "trang", "tre", "trong", "trung", "truc", "tuoi", "vai", "van", "vang", "ve", "voi", "vuon", "xanh",
    "xe", "xoai", "xuan",
)  # fmt: skip
_TRIES = 20


@dataclass(frozen=True)
class Enrolled:
    """The password is shown or printed once and is kept nowhere."""

    pupil: User
    password: str


@signed
@transaction.atomic
def enrol(*, school: School, full_name: str, class_name: str, birth_date: dt.date | None = None, by: User) -> Enrolled:
    """The account stays closed until a guardian consents and the pupil says yes (`permissions/standing.py`)."""
    permissions.check_can_enrol_in(by, school)
    full_name, class_name = normalise(full_name), normalise(class_name)
    if len(full_name.split()) < 2 or not _letters(full_name):
        raise Invalid(_("Hãy ghi đủ họ và tên của em."), field="full_name")
    if birth_date and birth_date >= clock.today():
        raise Invalid(_("Ngày sinh này chưa đúng."), field="birth_date")
    if school.organisation.status == OrganisationStatus.SUSPENDED:
        raise Conflict(_("Trường đang tạm ngừng, chưa thêm được học sinh."))
    password = first_password()
    pupil = _create(full_name, school, password, birth_date)
    Affiliation.objects.create(
        user=pupil, organisation=school.organisation, role=Role.STUDENT, title=class_name, starts_on=clock.today()
    )
    return Enrolled(pupil=pupil, password=password)


@signed
@transaction.atomic
def reset_password(*, pupil: User, by: User) -> str:
    """A new first password for a pupil who forgot: pupils have no e-mail to send a link to."""
    permissions.check_can_keep_papers_of(by, pupil)
    password = first_password()
    pupil.set_password(password)
    pupil.must_change_password = True
    pupil.save(update_fields=["password", "must_change_password"])
    tokens.revoke_all(of=pupil)
    return password


def first_password() -> str:
    words = "-".join(secrets.choice(_SYLLABLES) for _place in range(4))
    return f"{words}-{secrets.randbelow(90) + 10}"


def user_names(full_names: Iterable[str], school: School) -> list[str]:
    """One for each, all free at this moment, in one query."""
    bases = [base_name(name, school) for name in full_names]
    if not bases:
        return []
    place = bases[0].partition(".")[2]
    taken = set(User.objects.filter(username__endswith=f".{place}").values_list("username", flat=True))
    given = []
    for base in bases:
        given.append(next(name for name in _numbered(base) if name not in taken))
        taken.add(given[-1])
    return given


def base_name(full_name: str, school: School) -> str:
    """ "Nguyễn Thị Minh Anh" of school 012 (THPT) → "anhntm.thpt012": given name, initials, the school."""
    *others, given = (_letters(word) for word in full_name.split())
    person = given + "".join(word[:1] for word in others)
    level = _letters(school.level)
    return f"{person[:30]}.{level}{_letters(school.ministry_code)[-3:]}"


def _create(full_name: str, school: School, password: str, birth_date: dt.date | None) -> User:
    """The database says whether the name is free: two teachers enrolling at once get two names."""
    for name in itertools.islice(_free_names(base_name(full_name, school)), _TRIES):
        try:
            with transaction.atomic():
                return User.objects.create_user(
                    name, password, full_name=full_name, birth_date=birth_date, must_change_password=True
                )
        except IntegrityError:
            continue
    raise Conflict(_("Chưa đặt được tên đăng nhập cho em này. Hãy thử lại."))


def _free_names(base: str) -> Iterator[str]:
    person, _dot, place = base.partition(".")
    alike = User.objects.filter(username__startswith=person, username__endswith=f".{place}")
    taken = set(alike.values_list("username", flat=True))
    return (name for name in _numbered(base) if name not in taken)


def _numbered(base: str) -> Iterator[str]:
    """ "anhntm.thpt012", "anhntm2.thpt012" …"""
    person, _dot, place = base.partition(".")
    return itertools.chain([base], (f"{person}{number}.{place}" for number in itertools.count(2)))


def _letters(text: str) -> str:
    return _NOT_LETTERS.sub("", fold(text))
