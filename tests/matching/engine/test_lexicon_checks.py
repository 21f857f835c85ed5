"""What the checks of the lexicon's files find, each with its place; and that those that are shipped have nothing."""

import unicodedata
from pathlib import Path

import pytest

from matching.engine import lexicon, lexicon_checks
from matching.engine.lexicon import Concept, Help, Lexicon

HEAD = "id\tkind\tparent\tvi\ten\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("concepts", "helps"):
        (tmp_path / name).mkdir()
    return tmp_path


def found(folder: Path, concepts: str, helps: str = "", shared: str = "") -> list[str]:
    (folder / "concepts" / "life.tsv").write_text(HEAD + concepts, encoding="utf-8")
    (folder / "helps" / "life.tsv").write_text("from\tto\tweight\n" + helps, encoding="utf-8")
    (folder / "shared_forms.tsv").write_text("form\tconcepts\treason\n" + shared, encoding="utf-8")
    return [str(finding) for finding in lexicon_checks.validate(folder)]


def test_files_without_fault_give_nothing(folder: Path) -> None:
    rows = "rice\tproduct\tfood\tgạo|thóc\trice\nfood\tproduct\t\tthức ăn\tfood\n"
    assert found(folder, rows, "rice\tfood\t.5\n") == []


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("rice\tproduct\tnowhere\tgạo\trice", ["parent nowhere of rice does not exist"]),
        ("rice\tproduct\trice\tgạo\trice", ["concept rice is its own ancestor"]),
        (
            "Rice\tproduct\t\tgạo\trice",
            ["the id 'Rice' is not made of small letters, digits and single underscores, 40 at most"],
        ),
        ("rice\tplant\t\tgạo\trice", ["concept rice is of the unknown kind 'plant'"]),
        ("rice\tproduct\t\t\trice", ["concept rice has no form in vi"]),
        ("rice\tproduct\t\tgạo", ["concept rice has no form in en"]),
        ("rice\tproduct\t\tgạo||thóc\trice", ["rice has an empty form, or one without a word: ''"]),
        ("rice\tproduct\t\t!?\trice", ["rice has an empty form, or one without a word: '!?'"]),
        (
            f"rice\tproduct\t\t{'gạo ' * 8}tẻ\trice",
            [f"form '{'gạo ' * 8}tẻ' of rice has more than 60 letters or 8 words"],
        ),
        (
            "rice\tproduct\t\tGạo\trice",
            ["form 'Gạo' of rice has capital letters or blanks at its ends or side by side"],
        ),
        ("rice\tproduct\t\thoà vốn|hòa vốn\trice", ["form 'hòa vốn' of rice is there before, as 'hoà vốn'"]),
        ("rice\tproduct\t\tgạo\trice\tmore", ["6 columns instead of 5"]),
    ],
)
def test_a_row_that_is_wrong_is_named_with_file_and_line(folder: Path, row: str, says: list[str]) -> None:
    assert found(folder, f"{row}\n") == [f"concepts/life.tsv:2: {sentence}" for sentence in says]


def test_parents_in_a_circle_are_found_however_long_it_is(folder: Path) -> None:
    rows = "a\tskill\tb\tmột hai\ta\nb\tskill\tc\thai ba\tb\nc\tskill\ta\tba bốn\tc\nd\tskill\ta\tbốn năm\td\n"
    assert found(folder, rows) == [
        f"concepts/life.tsv:{line}: concept {name} is its own ancestor" for line, name in [(2, "a"), (3, "b"), (4, "c")]
    ]


def test_an_id_is_given_once(folder: Path) -> None:
    rows = "a\tskill\t\tmột hai\tone two\na\tskill\t\tba bốn\tthree\n"
    assert found(folder, rows) == ["concepts/life.tsv:3: concept a is already defined at concepts/life.tsv:2"]


SHARING = "a\tskill\t\tđiện tử\tone\nb\tskill\t\t{}\ttwo\n"


@pytest.mark.parametrize(
    ("form", "key", "sentence"),
    [
        ("điện tử", "điện tử", "form 'điện tử' of b also belongs to a"),
        ("điện từ", "dien tu", "form 'điện từ' of b is 'điện tử' of a without marks"),
    ],
)
def test_a_form_of_two_concepts_needs_a_reason(folder: Path, form: str, key: str, sentence: str) -> None:
    assert found(folder, SHARING.format(form)) == [
        f"concepts/life.tsv:3: {sentence}; shared_forms.tsv does not allow it"
    ]
    assert found(folder, SHARING.format(form), shared=f"{key}\ta|b\tboth are meant\n") == []
    assert found(folder, SHARING.format(form), shared=f"{key}\ta|b\t\n") == [
        f"shared_forms.tsv:2: {key!r} is shared without a reason"
    ]


def test_one_syllable_that_folds_alike_is_a_fault_of_its_own(folder: Path) -> None:
    rows = "a\tskill\t\tvữa\tone\nb\tskill\t\tvua\ttwo\n"
    (said,) = found(folder, rows)
    assert said.startswith("concepts/life.tsv:3: form 'vua' of b, one syllable, is 'vữa' of a without marks")


def test_a_form_that_is_shared_no_more_leaves_the_list(folder: Path) -> None:
    rows = "a\tskill\t\tmột hai\tone\nb\tskill\t\tba bốn\ttwo\n"
    assert found(folder, rows, shared="một hai\ta|b\tlong ago\n") == [
        "shared_forms.tsv:2: no two concepts share 'một hai' any more, or not all of those that are named"
    ]


def test_what_is_wrong_with_relations(folder: Path) -> None:
    rows = "a\tskill\t\tmột hai\tone\nb\tskill\t\tba bốn\ttwo\n"
    helps = "a\tb\t2\na\tb\t.5\na\tzz\t.5\nb\tb\tx\n"
    assert found(folder, rows, helps) == [
        "helps/life.tsv:2: weight '2' is not a number in 0..1",
        "helps/life.tsv:5: weight 'x' is not a number in 0..1",
        "helps/life.tsv:3: a → b is already given at helps/life.tsv:2",
        "helps/life.tsv:4: concept zz does not exist",
        "helps/life.tsv:5: b helps itself",
    ]


def test_a_relation_of_an_unknown_kind_and_an_unknown_area_are_found(folder: Path) -> None:
    (folder / "harms").mkdir()
    (folder / "harms" / "life.tsv").write_text("a\tb\t1\n")
    (folder / "concepts" / "sport.tsv").write_text("b\tskill\t\tba bốn\ttwo\n")
    assert found(folder, "a\tskill\t\tmột hai\tone\n") == [
        "harms/life.tsv: a table in a place that stands for no kind of data",
        "concepts/sport.tsv:1: concept b is in the unknown area 'sport'",
    ]


def test_letters_taken_apart_are_found(folder: Path) -> None:
    rows = f"a\tskill\t\t{unicodedata.normalize('NFD', 'gạo')}\tone\n"
    assert "concepts/life.tsv:2: not in the normal form NFC" in found(folder, rows)


def test_a_lexicon_in_memory_is_held_to_the_same_rules() -> None:
    concepts = {"a": Concept("a", "skill", "zz", ("gạo",), ("rice",)), "b": Concept("b", "skill", "", ("gạo",), ("b",))}
    whole = Lexicon(concepts, (Help("a", "b", 0.5), Help("a", "b", 0.5)))
    assert [str(finding) for finding in lexicon_checks.faults_of(whole, {})] == [
        "a: parent zz of a does not exist",
        "b: form 'gạo' of b also belongs to a; shared_forms.tsv does not allow it",
        "a: a → b is already given at a",
    ]


RICE = "rice\tproduct\t\tgạo nếp\trice crop\n"


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("sp\tsản phẩm|sức bền\tby its neighbour", []),
        ("S P\tsản phẩm", ["the shorthand 'S P' is not one word in small letters"]),
        ("sp\tsản phẩm|", ["'sp' is read as '': not words in small letters, or shorthand again"]),
        ("sp\tSản phẩm", ["'sp' is read as 'Sản phẩm': not words in small letters, or shorthand again"]),
        ("sp\tsp mới", ["'sp' is read as 'sp mới': not words in small letters, or shorthand again"]),
        ("sp\tsản phẩm\nsp\tsức bền", ["the shorthand 'sp' is already given at shorthands.tsv:2"]),
        ("sp", ["1 columns instead of 3"]),
    ],
)
def test_what_is_wrong_with_shorthand(folder: Path, row: str, says: list[str]) -> None:
    (folder / "shorthands.tsv").write_text(f"shorthand\treads\tnote\n{row}\n", encoding="utf-8")
    assert [sentence.partition(": ")[2] for sentence in found(folder, RICE)] == says


@pytest.mark.parametrize(
    ("row", "says"),
    [
        ("gạo nép\tgạo nếp", []),
        ("one two three\trice crop", ["'one two three' is not one or two words in small letters"]),
        ("Rise\trice", ["'Rise' is not one or two words in small letters"]),
        ("rise\trice\nrise\tcrop", ["'rise' is already given at lookalikes.tsv:2"]),
        ("what\twheat", ["no form has the words of 'wheat' any more, so that nothing takes 'what' for it"]),
    ],
)
def test_what_is_wrong_with_words_that_look_like_others(folder: Path, row: str, says: list[str]) -> None:
    (folder / "lookalikes.tsv").write_text(f"written\ttaken_for\n{row}\n", encoding="utf-8")
    assert [sentence.partition(": ")[2] for sentence in found(folder, RICE)] == says


def test_the_lexicon_that_is_shipped_is_without_fault() -> None:
    assert lexicon_checks.validate() == []
    assert len(lexicon.load().concepts) > 300
