"""Who stands for a pupil. Guardians have no accounts; the school keeps their names."""

from django.db import transaction
from django.utils.translation import gettext as _

from core import clock
from core.actors import signed
from core.errors import Conflict, Invalid
from core.text import normalise
from people import events
from people.enums import ConsentPurpose, GuardianRelation
from people.models import Guardian, Guardianship, User
from people.permissions import pupils as permissions
from people.selectors import gates, hats
from people.services import phones


@signed
@transaction.atomic
def add(
    *, pupil: User, full_name: str, phone: str = "", relation: GuardianRelation = GuardianRelation.OTHER, by: User
) -> Guardianship:
    """A number given with it waits for a second person's word (`services/phones.py`)."""
    permissions.check_can_keep_papers_of(by, pupil)
    full_name = normalise(full_name)
    if not full_name:
        raise Invalid(_("Hãy ghi họ tên phụ huynh."), field="full_name")
    phone = phones.tidied(phone) if phone.strip() else ""
    guardian = Guardian.objects.create(full_name=full_name, phone=phone)
    made = Guardianship.objects.create(guardian=guardian, pupil=pupil, relation=relation)
    if phone:
        phones.vouch(guardianship=made, by=by)
    return made


@signed
@transaction.atomic
def end(*, guardianship: Guardianship, by: User) -> Guardianship:
    """From today this person no longer stands for the pupil; what rested on that word alone falls at once."""
    pupil = User.objects.select_for_update(no_key=True).get(pk=guardianship.pupil_id)
    guardianship = Guardianship.objects.get(pk=guardianship.pk)
    permissions.check_can_keep_papers_of(by, pupil)
    if guardianship.ended_on is not None:
        raise Conflict(_("Người này đã thôi là người giám hộ từ trước."))
    before = _purposes_of(pupil)
    guardianship.ended_on = clock.today()
    guardianship.save()
    hats.forget(pupil)
    for purpose in sorted(before - _purposes_of(pupil)):
        events.consent_withdrawn.publish(pupil.pk, purpose)
    return guardianship


def _purposes_of(pupil: User) -> set[ConsentPurpose]:
    return {purpose for purpose in ConsentPurpose if not gates.pupils_without_consent([pupil.pk], purpose)}
