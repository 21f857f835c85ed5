"""{% once %}: put together once per language and named value."""

from django.template import engines
from django.utils import translation

TEMPLATE = "{% load once i18n %}{% once who %}{% translate 'trường' %} {{ who }} {{ other }}{% endonce %}"


def test_a_piece_is_put_together_once_for_a_value(settings):
    settings.DEBUG = False
    page = engines["django"].from_string(TEMPLATE)

    assert page.render({"who": "An", "other": 1}) == "trường An 1"
    assert page.render({"who": "An", "other": 2}) == "trường An 1"
    assert page.render({"who": "Bình", "other": 3}) == "trường Bình 3"


def test_each_language_has_its_own(settings):
    settings.DEBUG = False
    page = engines["django"].from_string(TEMPLATE)
    page.render({"who": "An", "other": 1})

    with translation.override("en"):
        assert page.render({"who": "An", "other": 2}) == "school An 2"


def test_while_developing_nothing_is_kept(settings):
    settings.DEBUG = True
    page = engines["django"].from_string(TEMPLATE)
    page.render({"who": "An", "other": 1})

    assert page.render({"who": "An", "other": 2}) == "trường An 2"
