from django.db import migrations

from people.services import admin_units


def load(apps, schema_editor):
    admin_units.load_hai_phong(admin_unit=apps.get_model("people", "AdminUnit"))


class Migration(migrations.Migration):
    dependencies = [("people", "0001_initial")]

    operations = [migrations.RunPython(load, migrations.RunPython.noop)]
