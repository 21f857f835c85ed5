"""The closed sets of calendars, in the words of the standards."""

from enum import StrEnum

from django.db import models
from django.utils.translation import gettext_lazy as _


class CalendarStatus(StrEnum):
    """How certain an entry of a calendar is (RFC 5545)."""

    TENTATIVE = "TENTATIVE"
    CONFIRMED = "CONFIRMED"
    CANCELLED = "CANCELLED"


class LetterKind(models.TextChoices):
    """What a mail does to the calendar of whoever gets it (RFC 5546)."""

    REQUEST = "REQUEST", _("lời mời")
    CANCEL = "CANCEL", _("báo hủy")
