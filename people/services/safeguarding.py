"""Naming who leads safeguarding."""

from django.db import transaction

from core import clock
from core.actors import signed
from people.models import Affiliation, SafeguardingLead, User
from people.permissions import concerns as permissions
from people.selectors import hats
from people.selectors import safeguarding as selectors


@signed
@transaction.atomic
def appoint(*, affiliation: Affiliation, by: User) -> Affiliation:
    """From now on reports go to this person too."""
    permissions.check_can_appoint(by, affiliation)
    kept = {"appointed_by": by, "appointed_at": clock.now()}
    SafeguardingLead.objects.get_or_create(affiliation=affiliation, defaults=kept)
    return _changed(affiliation, by)


@signed
@transaction.atomic
def dismiss(*, affiliation: Affiliation, by: User) -> Affiliation:
    """While nobody is named, the administrators lead."""
    permissions.check_can_appoint(by, affiliation)
    SafeguardingLead.objects.filter(affiliation=affiliation).delete()
    return _changed(affiliation, by)


def _changed(affiliation: Affiliation, by: User) -> Affiliation:
    hats.forget(affiliation.user)
    hats.forget(by)
    return selectors.staff_to_choose_from(by).get(pk=affiliation.pk)
