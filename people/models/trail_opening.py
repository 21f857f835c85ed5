from django.db import models


class TrailOpening(models.Model):
    """While a row stands here, the trail may be changed: put and taken away within one transaction.

    Only `services/history.py` does so, to take an erased person's name out; triggers refuse everybody else.
    """

    opened_at = models.DateTimeField(auto_now_add=True)

    def __str__(self) -> str:
        return f"opened at {self.opened_at}"
