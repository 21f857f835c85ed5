from django.db import models
from django.db.models import F, Q

from core.trail import Trail
from visits.rules import PARTY_MOST, RATIO


class Hosting(models.Model):
    """What a host says once of an offer of visits, talks or internships, so that schools can choose and prepare.

    `sector` is a code of `data/sectors.json`, which brings the youngest age, the protective equipment and the questions
    about safety. The lists hold codes: languages of `network.enums.Language`, access of `enums.Access`.
    """

    offer = models.OneToOneField("network.Offer", models.CASCADE, primary_key=True, related_name="hosting")
    sector = models.CharField(max_length=30)
    party_min = models.PositiveSmallIntegerField(default=5)
    party_max = models.PositiveSmallIntegerField(default=40)
    # Pupils of one school in a season; empty for no limit.
    school_quota = models.PositiveSmallIntegerField(null=True, blank=True)
    pupils_per_staff = models.PositiveSmallIntegerField(default=RATIO)
    languages = models.JSONField(default=list, blank=True)
    access = models.JSONField(default=list, blank=True)
    provided = models.TextField(max_length=1000, blank=True)
    to_bring = models.TextField(max_length=1000, blank=True)
    meeting_point = models.CharField(max_length=200, blank=True)
    longitude = models.FloatField(null=True, blank=True)
    latitude = models.FloatField(null=True, blank=True)

    history = Trail()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(party_min__gte=1, party_min__lte=F("party_max"), party_max__lte=PARTY_MOST),
                name="hosting_party_in_order",
            ),
            models.CheckConstraint(
                condition=Q(pupils_per_staff__gte=1, pupils_per_staff__lte=30), name="hosting_ratio_is_humane"
            ),
            models.CheckConstraint(
                condition=Q(longitude=None, latitude=None)
                | Q(longitude__gte=-180, longitude__lte=180, latitude__gte=-90, latitude__lte=90),
                name="hosting_point_is_on_earth",
            ),
        ]

    def __str__(self) -> str:
        return f"hosting of {self.offer_id}"
