"""Class cards: printing one makes the password on it. Nothing printed is kept, so nothing printed can be read again."""

from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.hashers import BasePasswordHasher, make_password
from django.db import transaction
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _

from core import trail
from core.actors import signed
from core.errors import Conflict, NotFound
from people.models import Affiliation, School, User
from people.permissions import pupils as permissions
from people.selectors import pupils as selectors
from people.services import pupils, read_log, tokens

# More than any class has.
AT_MOST = 100


@dataclass(frozen=True)
class Card:
    pupil: int
    full_name: str
    class_name: str
    username: str
    password: str


@signed
def print_class(*, school: School, class_name: str, by: User) -> list[Card]:
    """For those of the class who never logged in. Each printing replaces the passwords of the one before."""
    permissions.check_can_enrol_in(by, school)
    on_roll = selectors.narrow(selectors.on_roll(school), class_name=class_name) if class_name else None
    if on_roll is None or not on_roll.exists():
        raise NotFound(_("Trường không có lớp này."))
    hats = list(on_roll.filter(user__last_login=None)[: AT_MOST + 1])
    if not hats:
        raise Conflict(
            _("Cả lớp %(name)s đã đăng nhập. Em nào quên mật khẩu, in lại thẻ ở trang của em ấy.")
            % {"name": class_name}
        )
    if len(hats) > AT_MOST:
        raise Conflict(
            _("Lớp %(name)s có hơn %(most)s em. Hãy xếp lại lớp trước khi in.") % {"name": class_name, "most": AT_MOST}
        )
    return _print(hats, by, only_strangers=True)


@signed
def print_one(*, pupil: User, school: School, by: User) -> Card:
    """Also for a pupil who forgot the password: whoever is logged in with the old one is out."""
    permissions.check_can_keep_roll_of(by, school, pupil)
    return _print([selectors.get_on_roll(school, pupil.pk)], by, only_strangers=False)[0]


def _print(hats: list[Affiliation], by: User, *, only_strangers: bool) -> list[Card]:
    """Hashing comes before the transaction: it takes longer than everything else, and nobody waits for it."""
    passwords = {hat.user_id: pupils.first_password() for hat in hats}
    hasher: BasePasswordHasher = import_string(settings.FIRST_PASSWORD_HASHER)()
    hashes = {pk: make_password(password, hasher=hasher) for pk, password in passwords.items()}
    kept = _keep(hashes, only_strangers=only_strangers)
    read_log.record(reader=by, pupils=kept, what="card")
    return [
        Card(hat.user_id, hat.user.full_name, hat.title, hat.user.username, passwords[hat.user_id])
        for hat in hats
        if hat.user_id in kept
    ]


@transaction.atomic
def _keep(hashes: dict[int, str], *, only_strangers: bool) -> set[int]:
    """Whose password it became: who came in while the cards were made keeps the one they came in with."""
    rows = User.objects.select_for_update(no_key=True).filter(pk__in=hashes).order_by("pk")
    found = [user for user in rows if not (only_strangers and user.last_login)]
    for user in found:
        user.password, user.must_change_password = hashes[user.pk], True
    trail.change(User, found, ["password", "must_change_password"])
    tokens.revoke_all_of(users=found)
    return {user.pk for user in found}
