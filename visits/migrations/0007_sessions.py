"""Mentoring sessions, which take people's time as visits do.

SQLite makes the table of people's time anew for its new column and constraints, and loses its triggers with the old
one: they are put back, forwards and backwards.
"""

import datetime as dt
from importlib import import_module

import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models

from core import trail_tables

KEPT = tuple(f"visits_historical{name}" for name in ("dayoff", "session", "weeklyhour"))
_BUSY = "visits_busy"


def guard(apps, schema_editor):
    trail_tables.guard(schema_editor, KEPT)
    put_triggers_back(apps, schema_editor)


def unguard(apps, schema_editor):
    trail_tables.unguard(schema_editor, KEPT)


def put_triggers_back(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        return
    alone = import_module("visits.migrations.0002_no_double_booking")
    for event, when in alone.EVENTS.items():
        words = {"column": "person_id", "new_counts": "", "other_counts": ""}
        schema_editor.execute(f"DROP TRIGGER IF EXISTS {_BUSY}_once_at_a_time_{event}")
        schema_editor.execute(alone.SQLITE.format(table=_BUSY, event=event, when=when, **words))


class Migration(migrations.Migration):

    dependencies = [
        ('network', '0005_history'),
        ("visits", "0006_roster"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunPython(migrations.RunPython.noop, put_triggers_back),
        migrations.CreateModel(
            name='WeeklyHour',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('weekday', models.PositiveSmallIntegerField(choices=[(0, 'thứ hai'), (1, 'thứ ba'), (2, 'thứ tư'), (3, 'thứ năm'), (4, 'thứ sáu'), (5, 'thứ bảy'), (6, 'chủ nhật')])),
                ('starts', models.TimeField()),
                ('ends', models.TimeField()),
                ('way', models.CharField(choices=[('online', 'trực tuyến'), ('at_school', 'tại trường của các em'), ('both', 'trực tuyến hoặc tại trường')], default='online', max_length=10)),
                ('minutes', models.PositiveSmallIntegerField(default=45)),
                ('first_day', models.DateField()),
                ('last_day', models.DateField(blank=True, null=True)),
            ],
            options={
                'ordering': ['weekday', 'starts', 'pk'],
            "constraints": [models.CheckConstraint(condition=models.Q(('weekday__lte', 6)), name='weekly_hour_on_a_weekday'), models.CheckConstraint(condition=models.Q(('ends__gt', models.F('starts')), ('ends__lte', dt.time(21, 0)), ('starts__gte', dt.time(6, 0))), name='weekly_hour_within_the_day'), models.CheckConstraint(condition=models.Q(('minutes__gte', 15), ('minutes__lte', 180)), name='weekly_hour_minutes'), models.CheckConstraint(condition=models.Q(('last_day', None), ('last_day__gte', models.F('first_day')), _connector='OR'), name='weekly_hour_days_in_order')]},
        ),
        migrations.AlterField(
            model_name='busy',
            name='visit',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='busy_times', to='visits.visit'),
        ),
        migrations.CreateModel(
            name='DayOff',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('first_day', models.DateField()),
                ('last_day', models.DateField()),
                ('mentor', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='days_off', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['first_day', 'pk'],
            "constraints": [models.CheckConstraint(condition=models.Q(('last_day__gte', models.F('first_day'))), name='days_off_in_order')]},
        ),
        migrations.CreateModel(
            name='HistoricalDayOff',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('first_day', models.DateField()),
                ('last_day', models.DateField()),
                ('history_id', models.BigAutoField(editable=False, primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('mentor', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'historical day off',
                'verbose_name_plural': 'historical day offs',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalSession',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('starts_at', models.DateTimeField()),
                ('ends_at', models.DateTimeField()),
                ('way', models.CharField(choices=[('online', 'trực tuyến'), ('at_school', 'tại trường')], max_length=10)),
                ('place', models.CharField(blank=True, max_length=200)),
                ('state', models.CharField(choices=[('asked', 'chờ thầy cô xác nhận có mặt'), ('booked', 'đã hẹn'), ('held', 'đã gặp'), ('no_show', 'có bên không đến'), ('cancelled', 'đã hủy'), ('expired', 'quá hạn')], default='asked', max_length=10)),
                ('booked_at', models.DateTimeField()),
                ('opened_at', models.DateTimeField(blank=True, null=True)),
                ('missed_by', models.CharField(blank=True, choices=[('supply', 'người đồng hành'), ('team', 'nhóm học sinh')], max_length=10)),
                ('reason', models.CharField(blank=True, max_length=500)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('history_id', models.BigAutoField(editable=False, primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('ended_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('attendant', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('booked_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('check_in', models.ForeignKey(blank=True, db_constraint=False, editable=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='network.checkin')),
                ('engagement', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='network.engagement')),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'historical session',
                'verbose_name_plural': 'historical sessions',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='HistoricalWeeklyHour',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('weekday', models.PositiveSmallIntegerField(choices=[(0, 'thứ hai'), (1, 'thứ ba'), (2, 'thứ tư'), (3, 'thứ năm'), (4, 'thứ sáu'), (5, 'thứ bảy'), (6, 'chủ nhật')])),
                ('starts', models.TimeField()),
                ('ends', models.TimeField()),
                ('way', models.CharField(choices=[('online', 'trực tuyến'), ('at_school', 'tại trường của các em'), ('both', 'trực tuyến hoặc tại trường')], default='online', max_length=10)),
                ('minutes', models.PositiveSmallIntegerField(default=45)),
                ('first_day', models.DateField()),
                ('last_day', models.DateField(blank=True, null=True)),
                ('history_id', models.BigAutoField(editable=False, primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('mentor', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('offer', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='network.offer')),
            ],
            options={
                'verbose_name': 'historical weekly hour',
                'verbose_name_plural': 'historical weekly hours',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='Session',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('starts_at', models.DateTimeField()),
                ('ends_at', models.DateTimeField()),
                ('way', models.CharField(choices=[('online', 'trực tuyến'), ('at_school', 'tại trường')], max_length=10)),
                ('place', models.CharField(blank=True, max_length=200)),
                ('room', models.CharField(editable=False, max_length=64, unique=True)),
                ('state', models.CharField(choices=[('asked', 'chờ thầy cô xác nhận có mặt'), ('booked', 'đã hẹn'), ('held', 'đã gặp'), ('no_show', 'có bên không đến'), ('cancelled', 'đã hủy'), ('expired', 'quá hạn')], default='asked', max_length=10)),
                ('booked_at', models.DateTimeField()),
                ('opened_at', models.DateTimeField(blank=True, null=True)),
                ('missed_by', models.CharField(blank=True, choices=[('supply', 'người đồng hành'), ('team', 'nhóm học sinh')], max_length=10)),
                ('reason', models.CharField(blank=True, max_length=500)),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
                ('day_told_at', models.DateTimeField(blank=True, null=True)),
                ('hour_told_at', models.DateTimeField(blank=True, null=True)),
                ('ended_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('attendant', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='sessions_attended', to=settings.AUTH_USER_MODEL)),
                ('booked_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sessions_booked', to=settings.AUTH_USER_MODEL)),
                ('check_in', models.OneToOneField(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='session', to='network.checkin')),
                ('engagement', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sessions', to='network.engagement')),
            ],
            options={
                'ordering': ['starts_at', 'pk'],
            "indexes": [models.Index(fields=['state', 'starts_at'], name='visits_sess_state_062e3c_idx'), models.Index(fields=['engagement', 'starts_at'], name='visits_sess_engagem_ee4d83_idx')], "constraints": [models.CheckConstraint(condition=models.Q(('ends_at__gt', models.F('starts_at'))), name='session_times_in_order'), models.CheckConstraint(condition=models.Q(models.Q(('state__in', ['booked', 'held', 'no_show']), _negated=True), ('attendant__isnull', False), _connector='OR'), name='session_has_staff'), models.CheckConstraint(condition=models.Q(models.Q(('missed_by__in', ['supply', 'team']), ('state', 'no_show')), models.Q(models.Q(('state', 'no_show'), _negated=True), ('missed_by', '')), _connector='OR'), name='session_missed_by_somebody')]},
        ),
        migrations.CreateModel(
            name='Arrival',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('came_at', models.DateTimeField()),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='session_arrivals', to=settings.AUTH_USER_MODEL)),
                ('session', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='arrivals', to='visits.session')),
            ],
            options={
                'ordering': ['came_at', 'pk'],
            "constraints": [models.UniqueConstraint(fields=('session', 'person'), name='arrival_once_a_session')]},
        ),
        migrations.AddField(
            model_name='busy',
            name='session',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='busy_times', to='visits.session'),
        ),
        migrations.AddConstraint(
            model_name='busy',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('session', None), ('visit__isnull', False)), models.Q(('session__isnull', False), ('visit', None)), _connector='OR'), name='busy_with_one_thing'),
        ),
        migrations.AddConstraint(
            model_name='busy',
            constraint=models.UniqueConstraint(fields=('person', 'session'), name='busy_once_a_session'),
        ),
        migrations.AddField(
            model_name='weeklyhour',
            name='mentor',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='weekly_hours', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='weeklyhour',
            name='offer',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='weekly_hours', to='network.offer'),
        ),
        migrations.RunPython(guard, unguard),
    ]
