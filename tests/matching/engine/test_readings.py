from matching.engine import readings
from matching.engine.documents import Demand, Need, SupplyKind
from matching.engine.lexicon import Lexicon


def test_a_document_names_concepts_in_every_part(lexicon: Lexicon) -> None:
    idea = Demand("d", title="Nước mắm", text="chưa rõ", needs=(Need(SupplyKind.MENTORING, "tính giá bán"),))
    assert readings.named(lexicon, idea) == {"fish_sauce", "need_price"}


def test_a_form_does_not_reach_from_one_part_into_the_next(lexicon: Lexicon) -> None:
    assert readings.named(lexicon, Demand("d", title="tính giá", text="bán")) == frozenset()


def test_a_text_is_read_with_its_places(lexicon: Lexicon) -> None:
    text = "Chúng em làm nước mắm và tính giá bán."
    found = readings.read(lexicon, text)
    assert found.language == "vi"
    assert [(one.concept, text[one.start : one.end]) for one in found.mentions] == [
        ("fish_sauce", "nước mắm"),
        ("need_price", "tính giá bán"),
    ]


def test_an_empty_text_has_nothing_to_read(lexicon: Lexicon) -> None:
    found = readings.read(lexicon, "")
    assert (found.mentions, found.guesses) == ((), ())
