"""What the cells of a sheet may name, read once per sheet: fields, communes, and where this person may write."""

from dataclasses import dataclass, field
from typing import TypeAlias

from core.sheets import lookups
from core.sheets.column import Column, Sheet
from core.sheets.lookups import Lookup
from network.models import Club, Field
from network.permissions import imports as permissions
from network.permissions import posts
from network.selectors import imports as selectors
from people.models import AdminUnit, Organisation, User

Home: TypeAlias = Organisation | Club


@dataclass(frozen=True)
class Lists:
    """`by_column`: where a column's cells are looked up. `homes`: what the sheet may be written for, by id.

    `authors`: where rows name one, who may write for which organisation, by its id and the address in lower case.
    """

    by_column: dict[str, Lookup]
    homes: dict[str, Home]
    authors: dict[tuple[int, str], User] = field(default_factory=dict)


def read(sheet: Sheet, by: User) -> Lists:
    authors: dict[tuple[int, str], User] = {}
    homes: dict[str, Home] = {}
    if permissions.writes_for_others(by, sheet.kind):
        for row in selectors.authors_as(posts.AUTHORS[permissions.MODELS[sheet.kind]]):
            authors[row.organisation_id, str(row.user.email).lower()] = row.user
            homes[str(row.organisation_id)] = row.organisation
    else:
        homes = _homes(sheet, by)
    named = {"fields": _fields, "communes": _communes, "organisations": None, "clubs": None}
    by_column: dict[str, Lookup] = {}
    for column in sheet.columns:
        if isinstance(column.among, type):
            by_column[column.code] = lookups.of_choices(column.among)
        elif column.among:
            make = named[column.among]
            by_column[column.code] = make() if make else _of_homes(homes)
    return Lists(by_column, homes, authors)


def home_column(sheet: Sheet) -> Column:
    return next(column for column in sheet.columns if column.among in {"organisations", "clubs"})


def _homes(sheet: Sheet, by: User) -> dict[str, Home]:
    if sheet.kind not in permissions.MODELS:
        return {str(club.pk): club for club in selectors.clubs_to_write_for(by)}
    ids = posts.organisations_to_write_for(by, permissions.MODELS[sheet.kind])
    found = Organisation.objects.filter(pk__in=ids).select_related("commune")
    return {str(organisation.pk): organisation for organisation in found}


def _of_homes(homes: dict[str, Home]) -> Lookup:
    lookup = Lookup()
    for key, home in homes.items():
        place = home.school.organisation.name if isinstance(home, Club) else home.commune.full_name
        short = "" if isinstance(home, Club) else home.short_name
        lookup.add(key, [home.name, f"{home.name} ({place})", short])
    return lookup


def _fields() -> Lookup:
    lookup = Lookup()
    for one in Field.objects.filter(is_current=True):
        lookup.add(one.code, [str(one), one.name, one.name_en])
    return lookup


def _communes() -> Lookup:
    lookup = Lookup()
    for unit in AdminUnit.objects.filter(valid_to=None, parent__isnull=False).order_by("name"):
        lookup.add(unit.code, [unit.full_name, unit.name, unit.full_name_en])
    return lookup
