"""Certificates of a visit: issued to everybody who came in one press, taken back with a reason."""

from django.db import transaction
from django.utils.translation import gettext as _

from core import clock, secrets
from core.actors import signed
from core.errors import Invalid
from core.text import tidy
from people.models import User
from visits import events
from visits.models import Certificate, Visit
from visits.permissions import after as permissions
from visits.selectors import certificates as selectors
from visits.services import visits


@signed
@transaction.atomic
def issue(*, visit: Visit, by: User) -> list[Certificate]:
    """To whoever came and has none; pressed again it adds whoever was missing. What was taken back stays so."""
    visit = visits.locked(visit)
    permissions.check_can_issue(by, visit)
    earned = selectors.earned_by(visit).filter(certificate=None)
    made = [
        Certificate.objects.create(attendee=attendee, code=secrets.short(), issued_by=by, issued_at=clock.now())
        for attendee in earned.order_by("pk")
    ]
    if made:
        events.certificates_issued.publish(visit.pk, tuple(row.attendee.pupil_id for row in made))
    return made


@signed
@transaction.atomic
def revoke(*, certificate: Certificate, reason: str, by: User) -> Certificate:
    rows = Certificate.objects.select_for_update(of=("self",)).select_related(
        "attendee__visit__slot__offer__organisation", "attendee__visit__school__organisation"
    )
    certificate = rows.get(pk=certificate.pk)
    permissions.check_can_revoke(by, certificate)
    if not tidy(reason):
        raise Invalid(_("Hãy ghi lý do."), field="reason")
    certificate.revoked_by, certificate.revoked_at, certificate.reason = by, clock.now(), tidy(reason)
    certificate.save()
    return certificate
