"""What visits keep about a person, in the order it is read."""

from django.utils.translation import gettext_lazy as _

from people import personal_data
from people.personal_data import Holding
from visits.selectors import own_data
from visits.services import forgetting, name_forgetting


def register() -> None:
    personal_data.register(
        Holding("visit_rosters", _("Chuyến tham quan và lời phụ huynh"), own_data.rosters, forgetting.rosters),
        Holding("visits", _("Chuyến tham quan"), own_data.visits, name_forgetting.staff),
        Holding("visit_steps", _("Việc đã làm cho chuyến tham quan"), own_data.steps),
        Holding("visit_words", _("Tên trong chuyến tham quan"), lambda _person: [], name_forgetting.words),
        Holding("visit_safety", _("Phiếu an toàn"), own_data.safety, name_forgetting.safety),
        # Who stood for a paper is part of what was agreed; the account's own name is forgotten with the account.
        Holding("visit_papers", _("Phiếu tham quan đã ghi"), own_data.papers),
    )
