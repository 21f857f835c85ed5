"""{% once %} … {% endonce %}: what reads alike for everybody of one language is put together once per process."""

from typing import Any

from django import template
from django.conf import settings
from django.template.base import FilterExpression, NodeList, Parser, Token
from django.utils.safestring import SafeString
from django.utils.translation import get_language

register = template.Library()


class OnceNode(template.Node):
    """Keeps one text per language and values of `varied`, few enough to stay in memory."""

    def __init__(self, nodelist: NodeList, varied: list[FilterExpression]) -> None:
        self.nodelist, self.varied = nodelist, varied
        self.kept: dict[tuple[Any, ...], SafeString] = {}

    def render(self, context: template.Context) -> SafeString:
        key = (get_language(), *(value.resolve(context) for value in self.varied))
        if key not in self.kept or settings.DEBUG:
            self.kept[key] = self.nodelist.render(context)
        return self.kept[key]


@register.tag
def once(parser: Parser, token: Token) -> OnceNode:
    """{% once %} or {% once is_pupil %}: name what the piece depends on besides the language.

    Nothing of the reader, of the request or of a form may stand inside.
    """
    varied = [parser.compile_filter(word) for word in token.split_contents()[1:]]
    nodelist = parser.parse(("endonce",))
    parser.delete_first_token()
    return OnceNode(nodelist, varied)
