from django.conf import settings

from core.actors import signed
from people.models import User


@signed
def choose(*, language: str, by: User) -> None:
    """Remember the language on the account; one the site does not speak is ignored."""
    if language in dict(settings.LANGUAGES) and by.language != language:
        by.language = language
        by.save(update_fields=["language"])
