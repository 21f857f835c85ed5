"""What stands beside words that call for help: a kind sentence for their writer, another in their place for others."""

from django.utils.translation import gettext as _

from network import guarded_words
from people import kind_words
from people.models import User
from people.selectors import hats


def kind_words_for(writer: User, *texts: str) -> str:
    """With helpline 111; empty where nothing in these texts calls for help."""
    return kind_words.to(is_pupil=hats.of(writer).is_pupil) if guarded_words.calls_for_help(*texts) else ""


def kept_back() -> str:
    return _("Phần này ở lại với thầy cô của trường.")
