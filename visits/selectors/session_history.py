"""What sessions add to the history of an engagement."""

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from people.selectors import history
from people.selectors.history import Part
from people.selectors.history_values import LABELS
from visits.models import Session

_SHOWN = ("starts_at", "ends_at", "way", "place", "state", "attendant", "opened_at", "missed_by", "reason")


def register() -> None:
    LABELS.update(_LABELS)
    history.add_parts(
        "engagement", Part(Session, _("Buổi hẹn"), lambda engagement: Q(engagement=engagement.pk), _SHOWN)
    )


_LABELS = {
    "starts_at": _("bắt đầu lúc"),
    "ends_at": _("kết thúc lúc"),
    "session.way": _("cách gặp"),
    "session.place": _("nơi gặp"),
    "attendant": _("thầy cô có mặt"),
    "session.opened_at": _("thầy cô vào phòng lúc"),
    "missed_by": _("bên không đến"),
}
