"""Who was asked, when they were told; a yes on paper waits beside what was said before."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('visits', '0005_chain'),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='agreement',
            name='one_answer_a_guardian',
        ),
        migrations.AddField(
            model_name='attendee',
            name='asked_terms',
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='attendee',
            name='times_told',
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name='attendee',
            name='told_on',
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddConstraint(
            model_name='agreement',
            constraint=models.UniqueConstraint(condition=models.Q(('answer', 'yes'), ('confirmed_by', None), ('way', 'paper'), _negated=True), fields=('attendee', 'guardianship'), name='one_answer_a_guardian'),
        ),
        migrations.AddConstraint(
            model_name='agreement',
            constraint=models.UniqueConstraint(condition=models.Q(('answer', 'yes'), ('confirmed_by', None), ('way', 'paper')), fields=('attendee', 'guardianship'), name='one_waiting_paper_a_guardian'),
        ),
    ]
