"""What a page asks of a component is on the page."""

import ast
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.template import TemplateSyntaxError, VariableDoesNotExist, engines
from django_cotton.compiler_regex import CottonCompiler

TEMPLATES = Path(settings.ROOT) / "templates"
SOURCES = {str(path.relative_to(TEMPLATES)): path.read_text() for path in sorted(TEMPLATES.rglob("*.html"))}
TABLES = [
    pytest.param(tag, id=f"{name}-{place}")
    for name, source in SOURCES.items()
    for place, tag in enumerate(re.findall(r"<c-table\s[^>]*headers=[^>]*>", source))
]
LISTS = [
    pytest.param(value, id=name)
    for name, source in SOURCES.items()
    for value in re.findall(r':[\w-]+="([\[{(][^"]*)"', source)
]
PAGE = {"headers": ["Một", "Hai"], **{f"h{number}": f"Cột {number}" for number in range(1, 10)}}


def shown(source: str) -> str:
    page = engines["django"].from_string("{% load i18n %}" + CottonCompiler().process(source))
    text: str = page.render(PAGE)
    return text


@pytest.mark.parametrize("tag", TABLES)
def test_a_table_has_the_head_its_page_asked_for(tag: str) -> None:
    asked = re.findall(r"\bh\d\b", tag)
    titles = [f"Cột {name[1:]}" for name in asked] or PAGE["headers"]

    heads = re.findall(r'<th scope="col"[^>]*>([^<]*)</th>', shown(f"{tag}</c-table>").split("<tbody>")[0])

    assert heads == titles


def test_a_column_nobody_named_is_no_silence() -> None:
    with pytest.raises((VariableDoesNotExist, TemplateSyntaxError)):
        shown('<c-table headers="h1 nobody"></c-table>')


@pytest.mark.parametrize("value", LISTS)
def test_a_list_written_into_a_tag_is_a_literal(value: str) -> None:
    """Of names it would be left out without a word: `:headers="[h1, h2]"` was a table without a head."""
    ast.literal_eval(value)


@pytest.mark.parametrize("field", ["username", "email", "website"])
def test_what_is_typed_as_it_is_keeps_its_letters(field: str) -> None:
    """Facts begin with a capital, but for a log-in name, an address, a page: with one they would be another."""
    rule = (Path(settings.ROOT) / "static/css/app.css").read_text()
    facts = [dd for source in SOURCES.values() for dd in re.findall(r"<dd[^>]*>(?:(?!</dd>).)*", source, re.DOTALL)]
    typed = [dd for dd in facts if re.search(rf"\{{\{{ \w+(\.\w+)*\.{field} \}}\}}", dd)]
    in_facts = [dd for dd in typed if "card.username" not in dd]

    assert in_facts
    assert [dd for dd in in_facts if 'class="nc-as-typed' not in dd] == []
    assert ".nc-facts :is(dt, dd:not(.nc-as-typed))::first-letter" in rule
