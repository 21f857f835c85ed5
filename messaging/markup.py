"""The light Markdown of messages: bold, italics, lists, quotes, code. Everything else stays the text it was."""

import re
import threading
from functools import lru_cache

import markdown
import nh3

_TAGS = {"p", "br", "strong", "em", "ul", "ol", "li", "code", "pre", "blockquote"}
_PARTS = ("nl2br", "sane_lists")
# Written as text, not as a picture, a heading or a link: an adviser who lets a link through lets its letters through.
_WITHOUT = ("image_link", "image_reference", "short_image_ref", "link", "reference", "short_reference", "autolink",
            "automail", "html", "entity")  # fmt: skip
# One line of letters and plain signs, beginning with a letter: most messages. It is a paragraph and nothing else.
_PLAIN = re.compile(r"[^\W\d_](?:[^\W_]|[ ,.?!;:~%/()]){0,500}", re.UNICODE)
_own = threading.local()


def _parser() -> markdown.Markdown:
    """One for each thread: building it costs more than a message."""
    if not hasattr(_own, "parser"):
        _own.parser = _built()
    return _own.parser.reset()


def _built() -> markdown.Markdown:
    parser = markdown.Markdown(extensions=list(_PARTS), output_format="html")
    for name in _WITHOUT:
        parser.inlinePatterns.deregister(name, strict=False)
    for name in ("hashheader", "setextheader", "hr"):
        parser.parser.blockprocessors.deregister(name, strict=False)
    parser.preprocessors.deregister("html_block")
    return parser


@lru_cache(maxsize=2048)
def html(body: str) -> str:
    """Safe to show as it is. `<` that somebody typed is a letter, not a tag."""
    if not body:
        return ""
    if _PLAIN.fullmatch(body) and not body.endswith(" "):
        return f"<p>{body}</p>"
    escaped = body.replace("&", "&amp;").replace("<", "&lt;")
    return nh3.clean(_parser().convert(escaped), tags=_TAGS, attributes={}, link_rel=None)
