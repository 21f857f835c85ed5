"""What `manage.py lexicon` says to whoever keeps the files."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from matching.enums import TermProposalState
from tests.matching import given_terms


def said(*words: str, **options: object) -> str:
    out = StringIO()
    call_command("lexicon", *words, stdout=out, **options)
    return out.getvalue()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name, text in {
        "concepts/life.tsv": "rice\tproduct\tfood\tgạo|thóc\trice\nfood\tproduct\t\tthức ăn\tfood\n",
        "helps/life.tsv": "rice\tfood\t0.8\n",
    }.items():
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text(text, encoding="utf-8")
    return tmp_path


def test_the_check_says_nothing_of_a_lexicon_without_fault(folder: Path) -> None:
    assert said("--check", folder=folder) == ""


def test_the_check_names_file_line_and_reason_and_fails(folder: Path) -> None:
    (folder / "helps" / "life.tsv").write_text("rice\tbread\t0.8\n")
    with pytest.raises(
        CommandError, match=r"helps/life.tsv:1: concept bread does not exist\nThe lexicon has 1 faults."
    ):
        said("--check", folder=folder)


def test_the_counts(folder: Path) -> None:
    lines = [line.split() for line in said("--stats", folder=folder).splitlines()]
    assert lines == [
        ["2", "concepts,", "1", "relations"],
        ["by", "area:"], ["life", "2"],
        ["by", "kind:"], ["product", "2"],
        ["with", "a", "parent:"], ["yes", "1"], ["no", "1"],
        ["forms", "by", "language:"], ["vi", "3"], ["en", "2"],
        ["relations", "by", "area", "of", "the", "need:"], ["life", "1"],
        ["relations", "by", "strength:"], ["0.8–1", "1"],
    ]  # fmt: skip


def test_one_of_its_works_must_be_named() -> None:
    with pytest.raises(CommandError, match="one of the arguments"):
        said()


@pytest.mark.django_db
def test_what_was_accepted_comes_as_lines_of_the_files(folder: Path) -> None:
    accepted = TermProposalState.ACCEPTED
    given_terms.proposal(state=accepted, concept="rice", form="lúa gạo")
    given_terms.proposal(state=accepted, concept="rice", form="thóc", kind="remove_form")
    content = given_terms.new_concept(parent="food", helped_by=["food"])
    given_terms.proposal(state=accepted, concept="ostriches", kind="new_concept", language="", form="", content=content)
    given_terms.proposal(form="chờ xem")

    assert said("--export-accepted", folder=folder).splitlines() == [
        "# concepts/life.tsv:1",
        "rice\tproduct\tfood\tgạo|lúa gạo\trice",
        "# concepts/life.tsv: at the end",
        "ostriches\tproduct\tfood\tnuôi đà điểu|trại đà điểu\tostrich farming",
        "# helps: beside the others of life",
        "ostriches\tfood\t0.8",
    ]


@pytest.mark.django_db
def test_with_nothing_accepted_there_is_nothing_to_write(folder: Path) -> None:
    assert said("--export-accepted", folder=folder).strip() == ""
