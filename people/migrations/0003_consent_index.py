from django.db import migrations


class Migration(migrations.Migration):
    """The gates ask pupil by pupil; SQLite took this index for every one of them and read all consents each time."""

    dependencies = [("people", "0002_communes")]

    operations = [migrations.RemoveIndex(model_name="consent", name="people_cons_purpose_d7b832_idx")]
