from django.db.models import Exists, OuterRef, Q, QuerySet

from people.enums import Role
from people.models import Affiliation, Guardian, User


def due(cutoff: object) -> QuerySet[User]:
    """Once a pupil, and nothing of any kind since that day."""
    was_pupil = Affiliation.objects.filter(user=OuterRef("pk"), role=Role.STUDENT)
    still_somebody = Affiliation.objects.filter(Q(ends_on=None) | Q(ends_on__gt=cutoff), user=OuterRef("pk"))
    return User.objects.filter(Exists(was_pupil), ~Exists(still_somebody), pseudonymised_at=None)


def has_other_children(guardian: Guardian, pupil: User) -> bool:
    others = guardian.guardianships.exclude(pupil=pupil)
    return others.filter(pupil__pseudonymised_at=None).exists()
