from django.conf import settings
from django.db import models
from django.db.models import Q

from core.text import fold
from core.trail import Trail
from people.enums import OrganisationKind, OrganisationStatus


class Organisation(models.Model):
    """Whoever people belong to. Only a verified one, not suspended, may be seen by pupils (`selectors/gates.py`)."""

    kind = models.CharField(max_length=30, choices=OrganisationKind)
    name = models.CharField(max_length=200)
    short_name = models.CharField(max_length=80, blank=True)
    about = models.TextField(blank=True)
    sector = models.CharField(max_length=60, blank=True)
    # What the Department looks at before it says yes; `services/organisation_files.py` writes it.
    legal_name = models.CharField(max_length=200, blank=True)
    tax_code = models.CharField(max_length=14, blank=True)
    address = models.CharField(max_length=200, blank=True)
    signatory_name = models.CharField(max_length=120, blank=True)
    signatory_title = models.CharField(max_length=80, blank=True)
    website = models.URLField(max_length=200, blank=True)
    commune = models.ForeignKey("people.AdminUnit", models.PROTECT, related_name="organisations")
    status = models.CharField(max_length=20, choices=OrganisationStatus, default=OrganisationStatus.PENDING)
    verified_at = models.DateTimeField(null=True, blank=True)
    verified_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="organisations_verified"
    )
    created_at = models.DateTimeField(auto_now_add=True)
    # Folded name and description; `save` keeps it, searches read it.
    search_text = models.TextField(editable=False)

    history = Trail(leave_out=("search_text",))

    class Meta:
        ordering = ["name"]
        indexes = [models.Index(fields=["kind", "status"])]
        constraints = [
            models.UniqueConstraint(fields=["kind", "name", "commune"], name="organisation_named_once_a_commune"),
            models.CheckConstraint(
                condition=~Q(status=OrganisationStatus.VERIFIED) | Q(verified_at__isnull=False),
                name="verified_organisation_has_a_date",
            ),
            models.UniqueConstraint(fields=["tax_code"], condition=~Q(tax_code=""), name="organisation_tax_code_once"),
        ]

    def __str__(self) -> str:
        return self.name

    def save(self, **kwargs: object) -> None:
        self.search_text = fold(f"{self.name} {self.short_name} {self.about}")
        super().save(**kwargs)  # type: ignore[arg-type]
