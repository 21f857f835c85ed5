"""What a guardian does on their page after a code was right."""

from django.db import transaction
from django.utils.translation import gettext as _

from core.errors import NotFound
from people import events
from people.enums import ConsentPurpose
from people.models import Guardian, GuardianCode, GuardianLink
from people.selectors import guardian_overview, guardians
from people.selectors.guardian_overview import Child
from people.services import consents, guardian_answers, guardian_codes


def open_with(*, link: GuardianLink, code: str) -> GuardianCode:
    return guardian_codes.prove(link=link, code=code)


def stop(*, visit: GuardianCode, purpose: str, child: int, browser: str) -> None:
    """`child` is one of the guardian's own guardianships; for another one there is nothing to stop."""
    own = guardians.children_of(visit.link.guardianship.guardian)
    guardianship = next((row for row in own if row.pk == child), None)
    if guardianship is None:
        raise NotFound(_("Không tìm thấy cháu này trong trang của ông bà, bố mẹ."))
    with transaction.atomic():
        evidence = guardian_answers.evidence_of(visit, browser)
        consents.stop(guardianship=guardianship, purpose=ConsentPurpose(purpose), evidence=evidence)


def children_of(*, guardian: Guardian, language: str) -> list[Child]:
    """Each child with what the apps above know of it."""
    children = guardian_overview.children_of(guardian, language)
    for child in children:
        events.child_overview_asked.publish(child.guardianship.pupil_id, child.sections)
    return children
