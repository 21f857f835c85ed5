from matching.engine.documents import Demand, Span
from matching.engine.lexicon import Lexicon
from matching.engine.tags import Tagger, suggest_tags


def test_concepts_named_are_proposed_with_their_place(lexicon: Lexicon) -> None:
    tags = suggest_tags("Làm nước mắm, cảm biến đo nước mắm.", lexicon=lexicon)
    assert [(tag.code, tag.weight, tag.span) for tag in tags] == [
        ("fish_sauce", 1.0, Span("text", 4, 12)),
        ("sensor", 0.5, Span("text", 14, 22)),
    ]


def test_an_empty_text_has_no_tag(lexicon: Lexicon) -> None:
    assert suggest_tags("", lexicon=lexicon) == []


def test_fields_are_voted_by_the_nearest_texts(lexicon: Lexicon) -> None:
    known = [
        Demand("1", text="Nước mắm truyền thống", fields=frozenset({"food"})),
        Demand("2", text="Mắm tép nhà làm", fields=frozenset({"food"})),
        Demand("3", text="Robot hút bụi", fields=frozenset({"industry"})),
        Demand("4", text="Không ai chọn"),
    ]
    tagger = Tagger(lexicon).fit(known)
    assert [tag.code for tag in tagger.suggest_fields("Nước mắm đóng chai")] == ["food"]
    assert [tag.code for tag in tagger.suggest_fields("robot")] == ["industry"]
    assert tagger.suggest_fields("zzz") == []
    assert Tagger(lexicon).fit([]).suggest_fields("robot") == []
