"""A sheet made in one language of the site is read in every other."""

from django.conf import settings
from django.utils.functional import Promise
from django.utils.translation import override


def in_all_languages(label: Promise | str) -> list[str]:
    names = []
    for code, _name in settings.LANGUAGES:
        with override(code):
            names.append(str(label))
    return names
