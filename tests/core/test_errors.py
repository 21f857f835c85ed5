import pytest
from django.utils import translation
from django.utils.translation import gettext_lazy

from core.errors import Conflict, Invalid, NotFound, Problem, Refused


@pytest.mark.parametrize(("kind", "status"), [(Refused, 403), (NotFound, 404), (Conflict, 409), (Invalid, 422)])
def test_each_kind_has_its_status_and_its_sentence(kind: type[Problem], status: int) -> None:
    problem = kind("Hết chỗ rồi.")
    assert (problem.status, problem.sentence, str(problem)) == (status, "Hết chỗ rồi.", "Hết chỗ rồi.")


def test_a_lazy_sentence_speaks_the_language_of_the_moment_it_is_shown() -> None:
    problem = Refused(gettext_lazy("January"))
    with translation.override("vi"):
        vietnamese = problem.sentence
    with translation.override("en"):
        english = problem.sentence
    assert (vietnamese, english) == ("Tháng 1", "January")


def test_an_invalid_field_is_named() -> None:
    assert Invalid("Cần một ngày.", field="due").errors == {"due": ["Cần một ngày."]}


def test_invalid_without_a_field_belongs_to_the_whole_form() -> None:
    assert Invalid("Có chỗ chưa đúng.").errors == {"": ["Có chỗ chưa đúng."]}


def test_several_fields_give_the_first_sentence_as_the_sentence() -> None:
    problem = Invalid(errors={"title": ["Thiếu tên."], "due": ["Đã qua."]})
    assert (problem.sentence, problem.errors) == ("Thiếu tên.", {"title": ["Thiếu tên."], "due": ["Đã qua."]})


def test_invalid_must_say_something() -> None:
    with pytest.raises(ValueError, match="needs a sentence"):
        Invalid()
