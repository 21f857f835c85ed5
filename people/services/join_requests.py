"""An organisation asks to join by itself: it waits, with one representative, and neither sees anything of pupils."""

import datetime as dt
from collections.abc import Mapping

from django.db import transaction
from django.utils.translation import gettext as _

from core.errors import Invalid
from people.enums import ROLE_HOMES, OrganisationKind, Role
from people.models import AdminUnit, Organisation, User
from people.services import affiliations, newcomers, organisation_files, organisations

# Schools and offices are entered by the Department.
OPEN_KINDS = tuple(kind for kind in OrganisationKind if kind in ROLE_HOMES[Role.REPRESENTATIVE])


@transaction.atomic
def join(
    *,
    kind: OrganisationKind,
    content: Mapping[str, str],
    title: str,
    full_name: str,
    email: str,
    password: str,
    birth_date: dt.date,
) -> User:
    """After the code proved the address. `password` is hashed already, `content` is keyed like `rules.FILE`."""
    check(kind=kind, content=content)
    user = newcomers.create(full_name=full_name, email=email, password=password, birth_date=birth_date)
    clean = organisation_files.checked(Organisation(kind=kind), content)
    commune = AdminUnit.objects.get(code=clean.pop("commune"), valid_to=None)
    made = organisations.create(kind=kind, commune=commune, by=user, **clean)
    affiliations.put_on(user=user, organisation=made, role=Role.REPRESENTATIVE, title=title)
    return user


def check(*, kind: OrganisationKind, content: Mapping[str, str]) -> None:
    """What can be said before a code is mailed."""
    if kind not in OPEN_KINDS:
        raise Invalid(_("Loại tổ chức này do Sở thêm vào mạng lưới."), field="kind")
    organisation_files.checked(Organisation(kind=kind), content)
