"""How a message looks: the quick way for plain lines is the long way, shorter."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from messaging import markup

_LETTERS = "abcđêợ AZ19 ,.?!;:~%/()*_-+#>`[]&<\"'\n"


@given(st.text(_LETTERS, max_size=40))
def test_a_plain_line_looks_as_if_it_had_been_parsed(body: str) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(markup, "_PLAIN", markup.re.compile(r"(?!)"))
        parsed = markup.html.__wrapped__(body)
    assert markup.html.__wrapped__(body) == parsed


@pytest.mark.parametrize(
    ("body", "shown"),
    [
        ("Chào cả nhà!", "<p>Chào cả nhà!</p>"),
        ("**Quan trọng**: thứ Hai", "<p><strong>Quan trọng</strong>: thứ Hai</p>"),
        ("<script>alert(1)</script>", "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>"),
        ("[đây](https://example.com)", "<p>[đây](https://example.com)</p>"),
        ("", ""),
    ],
)
def test_what_is_written_is_shown_and_nothing_else(body: str, shown: str) -> None:
    assert markup.html(body) == shown
