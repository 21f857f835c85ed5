"""What follows a visit: what pupils tell, what both sides say, certificates, the time adults gave."""

import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models

from core import trail_tables

KEPT = ("visits_historicalcertificate",)


def guard(apps, schema_editor):
    trail_tables.guard(schema_editor, KEPT)


def unguard(apps, schema_editor):
    trail_tables.unguard(schema_editor, KEPT)


class Migration(migrations.Migration):

    dependencies = [
        ('people', '0010_word_of_an_organisation'),
        ('visits', '0010_day'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name='HistoricalCertificate',
            fields=[
                ('id', models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name='ID')),
                ('code', models.CharField(db_index=True, editable=False, max_length=20)),
                ('issued_at', models.DateTimeField()),
                ('revoked_at', models.DateTimeField(blank=True, null=True)),
                ('reason', models.CharField(blank=True, max_length=500)),
                ('forgotten_at', models.DateTimeField(blank=True, null=True)),
                ('history_id', models.BigAutoField(editable=False, primary_key=True, serialize=False)),
                ('history_date', models.DateTimeField(db_index=True)),
                ('history_change_reason', models.CharField(max_length=100, null=True)),
                ('history_type', models.CharField(choices=[('+', 'Created'), ('~', 'Changed'), ('-', 'Deleted')], max_length=1)),
                ('attendee', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='visits.attendee')),
                ('history_user', models.ForeignKey(null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('issued_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('revoked_by', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'historical certificate',
                'verbose_name_plural': 'historical certificates',
                'ordering': ('-history_date', '-history_id'),
                'get_latest_by': ('history_date', 'history_id'),
            },
            bases=(simple_history.models.HistoricalChanges, models.Model),
        ),
        migrations.CreateModel(
            name='Certificate',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('code', models.CharField(editable=False, max_length=20, unique=True)),
                ('issued_at', models.DateTimeField()),
                ('revoked_at', models.DateTimeField(blank=True, null=True)),
                ('reason', models.CharField(blank=True, max_length=500)),
                ('forgotten_at', models.DateTimeField(blank=True, null=True)),
                ('attendee', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='certificate', to='visits.attendee')),
                ('issued_by', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('revoked_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('revoked_at', None), ('revoked_by', None)), models.Q(('revoked_at__isnull', False), ('revoked_by__isnull', False), models.Q(('reason', ''), _negated=True)), _connector='OR'), name='revoked_certificate_says_why')],
            },
        ),
        migrations.CreateModel(
            name='Credit',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('minutes', models.PositiveSmallIntegerField()),
                ('given_on', models.DateField()),
                ('noted_at', models.DateTimeField()),
                ('organisation', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='credits', to='people.organisation')),
                ('session', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='credits', to='visits.session')),
                ('user', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='credits', to=settings.AUTH_USER_MODEL)),
                ('visit', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.CASCADE, related_name='credits', to='visits.visit')),
            ],
            options={
                'ordering': ['-given_on', '-pk'],
                'indexes': [models.Index(fields=['user', 'given_on'], name='visits_cred_user_id_6c0e8b_idx'), models.Index(fields=['organisation', 'given_on'], name='visits_cred_organis_25a53f_idx')],
                'constraints': [models.CheckConstraint(condition=models.Q(models.Q(('session', None), ('visit__isnull', False)), models.Q(('session__isnull', False), ('visit', None)), _connector='OR'), name='credit_of_one_thing'), models.UniqueConstraint(fields=('user', 'visit'), name='one_credit_a_visit'), models.UniqueConstraint(fields=('user', 'session'), name='one_credit_a_session')],
            },
        ),
        migrations.CreateModel(
            name='Feedback',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('side', models.CharField(choices=[('school', 'nhà trường'), ('host', 'nơi đón')], max_length=6)),
                ('score', models.PositiveSmallIntegerField()),
                ('well', models.TextField(max_length=1000)),
                ('better', models.TextField(blank=True, max_length=1000)),
                ('again', models.CharField(choices=[('yes', 'có'), ('maybe', 'có thể'), ('no', 'không')], max_length=5)),
                ('written_at', models.DateTimeField()),
                ('author', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('visit', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='feedbacks', to='visits.visit')),
            ],
            options={
                'ordering': ['pk'],
                'constraints': [models.UniqueConstraint(fields=('visit', 'side'), name='one_feedback_a_side'), models.CheckConstraint(condition=models.Q(('score__gte', 1), ('score__lte', 5)), name='feedback_score_of_five')],
            },
        ),
        migrations.CreateModel(
            name='Reflection',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('seen', models.TextField(blank=True, max_length=2000)),
                ('surprised', models.TextField(blank=True, max_length=2000)),
                ('onward', models.TextField(blank=True, max_length=2000)),
                ('saved_at', models.DateTimeField()),
                ('sent_at', models.DateTimeField(blank=True, null=True)),
                ('word', models.CharField(blank=True, max_length=500)),
                ('shared_at', models.DateTimeField(blank=True, null=True)),
                ('attendee', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='reflection', to='visits.attendee')),
                ('shared_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
                ('word_by', models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'ordering': ['sent_at', 'pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('sent_at__isnull', False), models.Q(('shared_at', None), ('word', '')), _connector='OR'), name='draft_reflection_is_the_pupils'), models.CheckConstraint(condition=models.Q(models.Q(('shared_at', None), ('shared_by', None)), models.Q(('shared_at__isnull', False), ('shared_by__isnull', False)), _connector='OR'), name='shared_reflection_has_who_shared')],
            },
        ),
        migrations.RunPython(guard, unguard),
    ]
