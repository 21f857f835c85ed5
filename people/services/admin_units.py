"""The communes of the city, from the official list kept in `people/data/`."""

import csv
import datetime as dt
from pathlib import Path
from typing import Any

from django.db import transaction

COMMUNES = Path(__file__).resolve().parent.parent / "data" / "hai_phong_communes.csv"
# The day the districts went and the two-level administration began.
REFORM = dt.date(2025, 7, 1)
CITY = ("31", "Hải Phòng", "Thành phố Hải Phòng", "Hai Phong City")
KINDS = {"Phường": "ward", "Xã": "rural_commune", "Đặc": "special_zone"}
# The two island zones: hours away by boat.
REMOTE_KINDS = {"special_zone"}


@transaction.atomic
def load_hai_phong(*, admin_unit: Any) -> int:
    """Create what is missing and return how many. `admin_unit` is the model, so that a migration can call it too."""
    code, name, full_name, full_name_en = CITY
    city, _ = admin_unit.objects.get_or_create(
        code=code,
        valid_from=REFORM,
        defaults={"kind": "city", "name": name, "full_name": full_name, "full_name_en": full_name_en},
    )
    known = set(admin_unit.objects.filter(valid_from=REFORM).values_list("code", flat=True))
    with COMMUNES.open(encoding="utf-8", newline="") as lines:
        rows = [row for row in csv.DictReader(lines) if row["code"] not in known]
    admin_unit.objects.bulk_create(_unit(admin_unit, city, row) for row in rows)
    return len(rows)


def _unit(admin_unit: Any, city: Any, row: dict[str, str]) -> Any:
    kind = KINDS[row["full_name"].split()[0]]
    return admin_unit(
        code=row["code"],
        kind=kind,
        name=row["name"],
        full_name=row["full_name"],
        full_name_en=row["full_name_en"],
        latitude=float(row["lat"]),
        longitude=float(row["lon"]),
        parent=city,
        is_remote=kind in REMOTE_KINDS,
        valid_from=REFORM,
    )
