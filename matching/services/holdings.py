"""What the recommender keeps about a person."""

from django.utils.translation import gettext_lazy as _

from matching.models import Outcome
from matching.selectors import own_data
from people import personal_data
from people.models import User
from people.personal_data import Holding


def register() -> None:
    personal_data.register(Holding("outcomes", _("Gợi ý đã gạt đi"), own_data.outcomes, _forget))


def _forget(person: User) -> None:
    """That a pair was set aside is learned from; the words about it go."""
    Outcome.objects.filter(by=person).exclude(note="").update(note="")
