"""Hours given: one's own by season, and for an organisation's representative those of its people."""

from dataclasses import dataclass, field

from django.db.models import Count, Sum
from django.utils.translation import gettext as _

from core.errors import Refused
from network.models import Season
from people.enums import Role
from people.models import User
from people.selectors import hats
from visits.models import Credit

_REPRESENTATIVE = frozenset({Role.REPRESENTATIVE})


@dataclass
class Given:
    """What was given for one organisation in one season, by one person where `person` says who."""

    season: str
    organisation: str
    person: str = ""
    minutes: int = 0
    times: int = 0
    length: str = ""
    rows: list[Credit] = field(default_factory=list)


def own(user: User) -> list[Given]:
    """By season and organisation, the newest first, with each time."""
    seasons = _seasons()
    found: dict[tuple[str, int], Given] = {}
    for row in Credit.objects.filter(user=user).select_related("organisation", "visit__school__organisation"):
        season = _season_of(row, seasons)
        given = found.setdefault((season, row.organisation_id), Given(season, row.organisation.name))
        given.minutes, given.times = given.minutes + row.minutes, given.times + 1
        given.rows.append(row)
    return list(found.values())


def of_organisations(user: User) -> list[Given]:
    """For a representative: the sums of everybody who gave time for the organisation, this season."""
    represented = hats.of(user).organisations_as(_REPRESENTATIVE)
    season = next(iter(_seasons()), None)
    if not represented or season is None:
        return []
    rows = (
        Credit.objects.filter(organisation__in=represented, given_on__range=(season.starts_on, season.ends_on))
        .order_by("organisation__name", "user__full_name", "user")
        .values("organisation__name", "user__full_name", "user")
        .annotate(minutes=Sum("minutes"), times=Count("pk"))
    )
    return [
        Given(season.code, row["organisation__name"], row["user__full_name"], row["minutes"], row["times"])
        for row in rows
    ]


def check_gives(user: User) -> None:
    """Whoever is or was a supporter of pupils."""
    if not hats.of(user).is_supporter and not Credit.objects.filter(user=user).exists():
        raise Refused(_("Trang này dành cho anh chị đón hoặc đồng hành cùng học sinh."))


def _seasons() -> list[Season]:
    return list(Season.objects.order_by("-starts_on"))


def _season_of(row: Credit, seasons: list[Season]) -> str:
    return next((one.code for one in seasons if one.starts_on <= row.given_on <= one.ends_on), str(row.given_on.year))
