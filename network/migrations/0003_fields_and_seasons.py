"""The contest's fields of the current edition and two school years; later ones are added as data."""

import datetime as dt

from django.db import migrations

EDITION = "2026"
FIELDS = [
    ("industry_manufacturing", "Công nghiệp, chế tạo", "Industry and manufacturing"),
    ("agri_forestry_fishery", "Nông, lâm, ngư nghiệp", "Agriculture, forestry and fishery"),
    ("health_beauty", "Sức khỏe, làm đẹp", "Health and beauty"),
    (
        "education_tourism_services_finance",
        "Giáo dục, du lịch, dịch vụ, tài chính",
        "Education, tourism, services and finance",
    ),
    ("social_impact", "Kinh doanh tạo tác động xã hội", "Social impact"),
]
SEASONS = [("2025-2026", 2025), ("2026-2027", 2026)]


def load(apps, schema_editor):
    field, season = apps.get_model("network", "Field"), apps.get_model("network", "Season")
    for position, (code, name, name_en) in enumerate(FIELDS):
        field.objects.create(edition=EDITION, code=code, name=name, name_en=name_en, position=position)
    for code, year in SEASONS:
        season.objects.create(code=code, starts_on=dt.date(year, 8, 1), ends_on=dt.date(year + 1, 7, 31))


class Migration(migrations.Migration):
    dependencies = [("network", "0002_same_school")]

    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
