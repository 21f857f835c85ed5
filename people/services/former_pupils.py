"""Pupils who leave: archived at once, and after `PSEUDONYMISE_DAYS` nobody knows any more who they were."""

import datetime as dt
from collections.abc import Iterable

from axes.models import AccessAttempt, AccessFailureLog, AccessLog
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import transaction
from django.utils.translation import gettext as _

from core import clock, trail
from core.actors import signed
from core.errors import Conflict
from people import events
from people.enums import Role
from people.models import Affiliation, Consent, Guardian, Guardianship, Notice, School, User
from people.permissions import pupils as permissions
from people.selectors import former_pupils as selectors
from people.selectors import hats
from people.services import forgetting, history, tokens

# Names for those who have none any more. Not translated: they are data, the same for every reader.
_PUPIL, _GUARDIAN = "Học sinh cũ", "Phụ huynh cũ"


@signed
@transaction.atomic
def leave(*, pupil: User, school: School, by: User) -> None:
    """Gone to another school, or left school: today is the last day."""
    permissions.check_can_keep_roll_of(by, school, pupil)
    if not let_go(school=school, pupils=[pupil.pk]):
        raise Conflict(_("Em này đã rời danh sách của trường từ trước."))
    hats.forget(pupil)


def let_go(*, school: School, pupils: Iterable[int]) -> int:
    """Close the affiliations without asking who may: `leave`, roll-over and rosters have. The apps above are told."""
    rows = Affiliation.objects.filter(
        organisation=school.pk, role=Role.STUDENT, ends_on=None, user__in=list(pupils)
    ).order_by("user")
    gone = tuple(rows.values_list("user", flat=True))
    trail.update(rows, ends_on=clock.today())
    if gone:
        events.pupils_left.publish(school.pk, gone)
    return len(gone)


def pseudonymise_due() -> int:
    """Each in a transaction of its own: what is done is done, whatever happens to the next."""
    cutoff = clock.today() - dt.timedelta(days=settings.PSEUDONYMISE_DAYS)
    due = list(selectors.due(cutoff).values_list("pk", flat=True))
    return sum(_pseudonymise(pk) for pk in due)


@transaction.atomic
def _pseudonymise(pk: int) -> bool:
    """The row stays, so that counts of the past stay right; a second run finds nothing to do."""
    pupil = User.objects.select_for_update(no_key=True).filter(pk=pk, pseudonymised_at=None).first()
    if pupil is None:
        return False
    name, username, instead = pupil.full_name, pupil.username, f"{_PUPIL} {pupil.pk}"
    with history.opened():
        _forget_account(pupil, instead)
        _forget_guardians(pupil)
        events.pupil_pseudonymised.publish(pupil.pk, name, instead)
        history.forget(user=pupil, name=instead, username=pupil.username)
    Notice.objects.filter(recipient=pupil).delete()
    for log in (AccessAttempt, AccessFailureLog, AccessLog):
        log.objects.filter(username=username).delete()
    return True


def _forget_account(pupil: User, instead: str) -> None:
    pupil.full_name, pupil.username = instead, f"hoc-sinh-cu-{pupil.pk}"
    pupil.birth_date = pupil.birth_date and dt.date(pupil.birth_date.year, 1, 1)
    pupil.password, pupil.is_active, pupil.must_change_password = make_password(None), False, False
    pupil.pseudonymised_at = clock.now()
    pupil.save()
    tokens.revoke_all(of=pupil)
    trail.update(Affiliation.objects.filter(user=pupil).exclude(pupil_code=""), pupil_code="")


def _forget_guardians(pupil: User) -> None:
    """What they agreed to stays as a count; who they are stays only where another child of theirs does."""
    trail.update(Consent.objects.filter(guardianship__pupil=pupil).exclude(evidence=""), evidence="")
    forgetting.refusals(pupil)
    forgetting.consent_papers(pupil)
    forgetting.guardian_letters(pupil)
    for guardianship in Guardianship.objects.filter(pupil=pupil).select_related("guardian"):
        if selectors.has_other_children(guardianship.guardian, pupil):
            guardianship.guardian = Guardian.objects.create(full_name=_GUARDIAN)
            guardianship.save()
            history.scrub(Guardianship, {"id": guardianship.pk}, guardian_id=guardianship.guardian_id)
    forgetting.guardians(pupil, name=_GUARDIAN)
