"""Handing a guardian the link: printed on a form, or sent to the checked phone."""

from dataclasses import dataclass

from django.conf import settings
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _

from core import clock
from core.actors import signed
from core.errors import Conflict
from people import rules
from people.models import GuardianLink, Guardianship, School
from people.models import User as Person
from people.permissions import pupils as permissions
from people.selectors import consent_board, guardian_overview, guardians
from people.selectors.consent_board import Row
from people.services import secret_links, text_messages

_MINUTES_A_DAY = 24 * 60


@dataclass(frozen=True)
class Printed:
    """One guardian's part of a child's form. The address is on the paper alone; none where the phone is not checked."""

    guardianship: Guardianship
    address: str


@dataclass(frozen=True)
class Form:
    row: Row
    guardians: list[Printed]


@dataclass(frozen=True)
class Round:
    """What a round of messages did."""

    sent: int
    already_today: int
    without_phone: int


@dataclass(frozen=True)
class Reached:
    """Pupils of whom a guardian was sent a message now, and those no message can reach."""

    told: frozenset[int]
    without_phone: frozenset[int]


def address_of(token: str) -> str:
    return settings.SITE_URL + reverse("guardian_page", args=[token])


@signed
@transaction.atomic
def send(*, guardianship: Guardianship, by: Person) -> GuardianLink:
    """A link to the guardian's phone, at most one a day."""
    permissions.check_can_keep_papers_of(by, guardianship.pupil)
    _check_is_reachable(guardianship)
    link = _send(guardianship, by)
    if link is None:
        raise Conflict(_("Hôm nay đã gửi cho người này rồi. Mai hãy gửi tiếp nếu cần."))
    return link


@signed
@transaction.atomic
def send_to_class(*, school: School, class_name: str, by: Person) -> Round:
    """A link to every guardian in the class who has something to answer; whoever got one today gets none."""
    permissions.check_can_enrol_in(by, school)
    found = consent_board.reach(school, class_name)
    links = [_send(guardianship, by) for guardianship in found.due]
    sent = sum(link is not None for link in links)
    return Round(sent, found.already_today + len(links) - sent, found.without_phone)


@signed
@transaction.atomic
def send_about(*, pupils: list[int], by: Person | None) -> Reached:
    """A link to each guardian of these pupils, at most one a day, for an app above that asks them something.

    Who may is asked by the caller.
    """
    rows = guardians.of_pupils(pupils)
    reachable = [row for row in rows if row.is_reachable]  # type: ignore[attr-defined]
    told = {row.pupil_id for row in reachable if _send(row, by) is not None}
    return Reached(frozenset(told), frozenset(pupils) - {row.pupil_id for row in reachable})


@signed
@transaction.atomic
def print_for(*, school: School, rows: list[Row], by: Person) -> list[Form]:
    """A form for each child, with a fresh link for each guardian whose phone is checked."""
    permissions.check_can_enrol_in(by, school)
    return [Form(row, [_printed(guardianship, by) for guardianship in row.guardians]) for row in rows]


def _printed(guardianship: Guardianship, by: Person) -> Printed:
    if not guardianship.is_reachable:  # type: ignore[attr-defined]
        return Printed(guardianship, "")
    _link, token = secret_links.issue(GuardianLink, days=rules.GUARDIAN_LINK_DAYS, by=by, guardianship=guardianship)
    return Printed(guardianship, address_of(token))


def _send(guardianship: Guardianship, by: Person | None) -> GuardianLink | None:
    """None where one went out today already: the database says so, also of two rounds at once."""
    facts = {"guardianship": guardianship, "sent_on": clock.today()}
    try:
        with transaction.atomic():
            link, token = secret_links.issue(GuardianLink, days=rules.GUARDIAN_LINK_DAYS, by=by, **facts)
    except IntegrityError:
        return None
    initial, school = guardian_overview.initial_and_school(guardianship)
    with translation.override("vi"):
        text = _("%(school)s hỏi ý kiến ông bà, bố mẹ về cháu %(initial)s. Xin mở: %(address)s") % {
            "school": school,
            "initial": initial,
            "address": address_of(token),
        }
    minutes = rules.GUARDIAN_LINK_DAYS * _MINUTES_A_DAY
    text_messages.queue(phone=guardianship.guardian.phone, text=text, minutes=minutes)
    return link


def _check_is_reachable(guardianship: Guardianship) -> None:
    if guardianship.ended_on is not None:
        raise Conflict(_("Người này không còn là người giám hộ của em."))
    if not guardians.is_reachable(guardianship.guardian):
        raise Conflict(_("Số điện thoại này chưa đủ hai thầy cô xác nhận, nên chưa gửi được."))
