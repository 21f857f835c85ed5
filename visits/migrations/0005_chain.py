"""What a calendar and the head of school's way back need of a visit, and what a line of its history is about."""

from django.db import migrations, models

from core import trail_tables

KEPT = ("visits_historicalvisit",)


def guard(apps, schema_editor):
    trail_tables.guard(schema_editor, KEPT)


def unguard(apps, schema_editor):
    trail_tables.unguard(schema_editor, KEPT)


class Migration(migrations.Migration):
    dependencies = [
        ("visits", "0004_finding"),
    ]

    # SQLite makes the table anew, which loses its triggers.
    operations = [
        migrations.RunPython(unguard, guard),
        migrations.AddField(
            model_name="historicalvisit",
            name="returned_for",
            field=models.CharField(blank=True, max_length=500),
        ),
        migrations.AddField(
            model_name="historicalvisit",
            name="sequence",
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="visit",
            name="returned_for",
            field=models.CharField(blank=True, max_length=500),
        ),
        migrations.AddField(
            model_name="visit",
            name="sequence",
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name="visitevent",
            name="about",
            field=models.CharField(
                blank=True,
                choices=[
                    ("time", "giờ"),
                    ("place", "nơi gặp"),
                    ("party", "số người"),
                    ("staff", "thầy cô đi cùng"),
                    ("transport", "cách đi lại"),
                    ("roster", "danh sách học sinh"),
                    ("school", "hiệu trưởng duyệt"),
                    ("host", "nơi đón nhận lời"),
                    ("guardians", "phụ huynh đồng ý"),
                    ("confirmation", "chốt chuyến đi"),
                ],
                max_length=12,
            ),
        ),
        migrations.AlterField(
            model_name="visitevent",
            name="action",
            field=models.CharField(
                choices=[
                    ("book", "đặt chỗ"),
                    ("promote", "được xếp chỗ"),
                    ("approve", "nhà trường duyệt"),
                    ("accept", "nơi đón nhận lời"),
                    ("confirm", "chốt chuyến đi"),
                    ("reopen_school", "cần nhà trường duyệt lại"),
                    ("reopen_host", "cần nơi đón nhận lời lại"),
                    ("reopen_both", "cần cả hai bên đồng ý lại"),
                    ("reopen", "cần chốt lại"),
                    ("hold", "đã diễn ra"),
                    ("refuse", "từ chối"),
                    ("cancel", "hủy"),
                    ("expire", "quá hạn"),
                    ("change", "thay đổi"),
                    ("remind", "nhắc"),
                    ("send_back", "cần sửa trước khi duyệt"),
                    ("hand_in", "gửi lại để duyệt"),
                ],
                max_length=14,
            ),
        ),
        migrations.RunPython(guard, unguard),
    ]
