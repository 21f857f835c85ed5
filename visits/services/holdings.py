"""What visits keep about a person, in the order it is read."""

from django.utils.translation import gettext_lazy as _

from people import personal_data
from people.personal_data import Holding
from visits.selectors import own_data
from visits.services import forgetting


def register() -> None:
    personal_data.register(
        Holding("visits", _("Chuyến tham quan"), own_data.visits, forgetting.staff),
        Holding("visit_steps", _("Việc đã làm cho chuyến tham quan"), own_data.steps),
        Holding("visit_words", _("Tên trong chuyến tham quan"), lambda _person: [], forgetting.words),
    )
