from django.conf import settings
from django.db import models
from django.db.models import F, Q


class SecretLink(models.Model):
    """What every one-time link has: it is open until it is used, revoked or past its time (`services/secret_links.py`).

    The link itself is shown or sent once and kept nowhere; the row keeps its digest.
    """

    digest = models.CharField(max_length=64, unique=True)
    created_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+")
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(condition=Q(expires_at__gt=F("created_at")), name="%(class)s_expires_later"),
        ]
