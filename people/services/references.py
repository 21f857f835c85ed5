"""Two people speak for an adult: named, written to, reminded, replaced; and what they answer."""

import datetime as dt

from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils.translation import gettext as _

from core import clock, jobs, wording
from core.actors import outside, signed
from core.errors import Conflict, Invalid
from core.text import normalise, tidy
from people import addresses, rules
from people.enums import ClearanceCheck, KnownFor, RefereeRelation
from people.models import Reference, ReferenceLink, User
from people.notice_kinds import REFERENCE_CONCERN
from people.permissions import clearances as permissions
from people.selectors import clearance_reviewers
from people.selectors import references as selectors
from people.services import checks, clearance_requests, notices, secret_links

REFERENCES = ClearanceCheck.REFERENCES


@signed
@transaction.atomic
def name(*, name: str, email: str, relation: RefereeRelation, by: User) -> Reference:
    """Put somebody into a free place; a letter with a link goes out."""
    permissions.check_can_be_cleared(by)
    checks.lock(by)
    standing = _room_for_new(by)
    name, email = normalise(name), email.strip().lower()
    if len(name.split()) < 2:
        raise Invalid(_("Hãy ghi đủ họ và tên."), field="name")
    _check_address(by, email, [row.email for row in standing])
    now = clock.now()
    place = next(place for place in range(1, rules.REFEREES + 1) if place not in {row.place for row in standing})
    try:
        with transaction.atomic():
            named = Reference.objects.create(
                user=by,
                place=place,
                name=name,
                email=email,
                relation=relation,
                named_at=now,
                expires_at=now + dt.timedelta(days=rules.REFERENCE_DAYS),
            )
    except IntegrityError:
        raise Conflict(_("Người này vừa được nêu rồi.")) from None
    jobs.enqueue("people.tasks.write_to_referee", named.pk)
    return named


@signed
@transaction.atomic
def replace(*, reference: Reference, by: User) -> None:
    """Take back a name that has not answered; the link of the letter closes at once."""
    permissions.check_can_be_cleared(by)
    checks.lock(by)
    reference = Reference.objects.get(pk=reference.pk, user=by)
    if reference.ended_at is not None or reference.answered_at is not None:
        raise Conflict(_("Người này đã trả lời rồi, anh chị chờ Sở xem nhé."))
    _end(reference)


@outside
@transaction.atomic
def answer(
    *,
    link: ReferenceLink,
    known_for: KnownFor,
    with_children: str,
    has_concern: bool,
    concern: str,
    recommends: bool,
) -> Reference:
    """What the holder of the link says, once. A concern about somebody who stands takes the check back at once."""
    reference = Reference.objects.select_related("user").get(pk=link.reference_id)
    checks.lock(reference.user)
    secret_links.use(link)
    if has_concern and not tidy(concern):
        raise Invalid(_("Xin viết đôi dòng về điều băn khoăn."), field="concern")
    answered = Reference.objects.filter(pk=reference.pk, ended_at=None, answered_at=None, expires_at__gt=clock.now())
    if not answered.update(
        answered_at=clock.now(),
        known_for=known_for,
        with_children=tidy(with_children),
        has_concern=has_concern,
        concern=tidy(concern),
        recommends=recommends,
    ):
        raise Conflict(_("Lời giới thiệu này không còn cần trả lời."))
    _close_links(reference)
    _answered(reference, has_concern=has_concern)
    reference.refresh_from_db()
    return reference


def check_nothing_worries(user: User) -> None:
    """A worry nobody has settled blocks, also one from a place given to another since."""
    if Reference.objects.filter(user=user, has_concern=True, settled_at=None).exists():
        raise Conflict(_("Còn một điều băn khoăn chưa được làm rõ."))


def check_two_are_positive(user: User) -> list[Reference]:
    """The two that speak for the adult."""
    check_nothing_worries(user)
    fresh = clock.now() - dt.timedelta(days=rules.REFERENCE_FRESH_DAYS)
    spoke = [row for row in selectors.standing_of(user) if row.is_positive and (row.answered_at or fresh) > fresh]
    if len(spoke) < rules.REFEREES:
        raise Conflict(_("Cần đủ hai người giới thiệu trả lời và ủng hộ."))
    return spoke


def make_room(user: User, *, also_positive: bool) -> None:
    """After a no: who answered without speaking for the adult gives up the place; after a revocation everybody."""
    for reference in selectors.standing_of(user):
        if reference.answered_at is not None and (also_positive or not reference.is_positive):
            _end(reference)


def _answered(reference: Reference, *, has_concern: bool) -> None:
    """Something to read for a reviewer: all have answered, or one worries."""
    user = reference.user
    if has_concern:
        stands = checks.standing_row(user, REFERENCES)
        if stands is not None:
            # The adult reads this: it tells neither who said something nor that anybody did.
            checks.take_back(clearance=stands, reason=_("Sở cần xem lại mục này."), by=None)
        notices.send(
            to=[pk for pk in clearance_reviewers.ids() if pk != user.pk],
            kind=REFERENCE_CONCERN,
            path=reverse("clearance_review", args=[user.pk]),
            key=f"reference-concern:{reference.pk}",
            name=user.full_name,
        )
    waiting = [row for row in selectors.standing_of(user) if row.answered_at is None]
    if has_concern or (not waiting and len(selectors.standing_of(user)) == rules.REFEREES):
        clearance_requests.open_references(user=user)


def _room_for_new(user: User) -> list[Reference]:
    """Those who keep a place. A renewal frees the places of the last time, an unanswered letter its own."""
    checks.check_may_start(user, REFERENCES)
    today = Reference.objects.filter(user=user, named_at__gt=clock.now() - dt.timedelta(days=1))
    if today.count() >= rules.REFEREES_A_DAY:
        raise Conflict(_("Hôm nay anh chị đã nêu nhiều người rồi. Hãy chờ đến mai."))
    standing = selectors.standing_of(user)
    stands = checks.standing_row(user, REFERENCES)
    for reference in standing:
        is_of_last_time = stands is not None and wording.day(reference.named_at) <= stands.granted_on
        if is_of_last_time or (reference.answered_at is None and reference.expires_at <= clock.now()):
            _end(reference)
    standing = selectors.standing_of(user)
    if len(standing) >= rules.REFEREES:
        raise Conflict(_("Anh chị đã nêu đủ hai người."))
    return standing


def _check_address(user: User, email: str, others: list[str]) -> None:
    own = addresses.plain(user.email or "")
    if addresses.plain(email) == own:
        raise Invalid(_("Đây là địa chỉ của chính anh chị."), field="email")
    if addresses.plain(email) in {addresses.plain(other) for other in others}:
        raise Invalid(_("Hai người giới thiệu cần hai địa chỉ khác nhau."), field="email")
    place = addresses.workplace(email)
    if place and place in {addresses.workplace(other) for other in others}:
        raise Invalid(_("Hai người giới thiệu cần ở hai nơi làm việc khác nhau."), field="email")


def _end(reference: Reference) -> None:
    Reference.objects.filter(pk=reference.pk, ended_at=None).update(ended_at=clock.now())
    _close_links(reference)


def _close_links(reference: Reference) -> None:
    links = ReferenceLink.objects.filter(secret_links.is_open(), reference=reference)
    links.update(revoked_at=clock.now())
