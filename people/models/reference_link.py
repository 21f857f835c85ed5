from django.db import models

from people.models.secret_link import SecretLink


class ReferenceLink(SecretLink):
    """The way to one referee's form. The first mail and the reminder carry a link each; an answer closes both."""

    reference = models.ForeignKey("people.Reference", models.CASCADE, related_name="links")

    def __str__(self) -> str:
        return f"{self.reference_id}"
