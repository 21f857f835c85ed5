import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models

from core import trail_tables

KEPT = ("visits_historicalslotrequesthost",)


def guard(apps, schema_editor):
    trail_tables.guard(schema_editor, KEPT)


def unguard(apps, schema_editor):
    trail_tables.unguard(schema_editor, KEPT)


class Migration(migrations.Migration):

    dependencies = [
        ('network', '0005_history'),
        ('visits', '0002_no_double_booking'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='HistoricalSlotRequestHost',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('told_at', models.DateTimeField()),
                ('declined_at', models.DateTimeField(blank=True, null=True)),
                ('history_id', models.BigAutoField(editable=False, primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('declined_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('offer', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='network.offer')),
                ('request', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='visits.slotrequest')),
            ],
            options={
                'verbose_name': 'historical slot request host',
                'verbose_name_plural': 'historical slot request hosts',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='SlotRequestHost',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('told_at', models.DateTimeField()),
                ('declined_at', models.DateTimeField(blank=True, null=True)),
                ('declined_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('offer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='slot_requests_told', to='network.offer')),
                ('request', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='hosts', to='visits.slotrequest')),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('request', 'offer'), name='host_told_once_a_request'), models.CheckConstraint(condition=models.Q(models.Q(('declined_at', None), ('declined_by', None)), ('declined_at__isnull', False), _connector='OR'), name='declined_by_when_declined')],
            },
        ),
        migrations.RunPython(guard, unguard),
    ]
