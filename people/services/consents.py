"""Guardians' consents as the school keeps them. What counts today is asked of `selectors/gates.py`."""

import datetime as dt

from django.db import transaction
from django.utils.translation import gettext as _

from core import clock, trail
from core.actors import signed
from core.errors import Conflict, Invalid
from people import events, rules
from people.enums import ConsentPurpose, ConsentWay
from people.models import Consent, Guardianship, User
from people.permissions import pupils as permissions
from people.selectors import hats


@signed
@transaction.atomic
def give(
    *,
    guardianship: Guardianship,
    purpose: ConsentPurpose,
    way: ConsentWay = ConsentWay.PAPER,
    evidence: str,
    by: User,
) -> Consent:
    """Record a guardian's yes to one purpose, for a year. An earlier yes of the same guardian is replaced."""
    guardianship = _locked(guardianship)
    permissions.check_can_keep_papers_of(by, guardianship.pupil)
    if guardianship.ended_on is not None:
        raise Conflict(_("Người này không còn là người giám hộ của em."))
    if not evidence.strip():
        raise Invalid(_("Hãy ghi phiếu nào, ai ký, cất ở đâu."), field="evidence")
    now = clock.now()
    earlier = Consent.objects.filter(guardianship=guardianship, purpose=purpose, withdrawn_at=None)
    trail.update(earlier, withdrawn_at=now)
    given = Consent.objects.create(
        guardianship=guardianship,
        purpose=purpose,
        text_version=rules.CONSENT_TEXT,
        way=way,
        evidence=evidence.strip(),
        given_at=now,
        expires_on=clock.today() + dt.timedelta(days=rules.CONSENT_DAYS),
    )
    hats.forget(guardianship.pupil)
    events.consent_given.publish(guardianship.pupil_id, purpose)
    return given


@signed
@transaction.atomic
def withdraw(*, guardianship: Guardianship, purpose: ConsentPurpose, by: User) -> int:
    """One guardian's no ends the purpose for the pupil, whoever had said yes. Returns how many consents ended."""
    guardianship = _locked(guardianship)
    permissions.check_can_keep_papers_of(by, guardianship.pupil)
    standing = Consent.objects.filter(guardianship__pupil=guardianship.pupil_id, purpose=purpose, withdrawn_at=None)
    ended = trail.update(standing, withdrawn_at=clock.now())
    if not ended:
        raise Conflict(_("Hiện không có đồng ý nào cho mục này để rút."))
    hats.forget(guardianship.pupil)
    events.consent_withdrawn.publish(guardianship.pupil_id, purpose)
    return ended


def _locked(guardianship: Guardianship) -> Guardianship:
    """The pupil's row is the lock for all of the pupil's papers."""
    User.objects.select_for_update().get(pk=guardianship.pupil_id)
    return Guardianship.objects.select_related("pupil").get(pk=guardianship.pk)
