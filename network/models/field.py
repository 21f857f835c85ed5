from django.db import models
from django.utils.translation import get_language


class Field(models.Model):
    """A field of the contest and of the clubs, as one edition of the rules names it."""

    edition = models.CharField(max_length=20)
    code = models.SlugField(max_length=60)
    name = models.CharField(max_length=120)
    name_en = models.CharField(max_length=120)
    position = models.PositiveSmallIntegerField(default=0)
    is_current = models.BooleanField(default=True)

    class Meta:
        ordering = ["position", "pk"]
        constraints = [models.UniqueConstraint(fields=["edition", "code"], name="field_once_an_edition")]

    def __str__(self) -> str:
        return self.name_en if (get_language() or "vi").startswith("en") else self.name
