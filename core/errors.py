"""What a service, permission or selector raises when the answer is no. Each carries one sentence fit to show."""

from collections.abc import Mapping, Sequence
from http import HTTPStatus
from typing import ClassVar


class Problem(Exception):
    """Never raised itself: its subclasses say which kind of no it is."""

    status: ClassVar[HTTPStatus]

    def __init__(self, sentence: object) -> None:
        super().__init__(sentence)
        self._sentence = sentence

    @property
    def sentence(self) -> str:
        """Rendered when it is shown, so that a lazy translation speaks the reader's language."""
        return str(self._sentence)

    def __str__(self) -> str:
        return self.sentence


class Refused(Problem):
    """This person may not do this."""

    status = HTTPStatus.FORBIDDEN


class NotFound(Problem):
    """There is no such thing, or this person may not know that there is."""

    status = HTTPStatus.NOT_FOUND


class Conflict(Problem):
    """It may be done in general, but not as things stand now: the state, the seats, the deadline."""

    status = HTTPStatus.CONFLICT


class TooOften(Problem):
    """It may be done, but not so many times in so short a while."""

    status = HTTPStatus.TOO_MANY_REQUESTS


class Invalid(Problem):
    """What was sent cannot be taken. `errors` maps each field to its sentences; "" stands for the whole form."""

    status = HTTPStatus.UNPROCESSABLE_ENTITY

    def __init__(
        self,
        sentence: object = "",
        *,
        field: str = "",
        errors: Mapping[str, Sequence[object]] | None = None,
    ) -> None:
        if not sentence and not errors:
            raise ValueError("Invalid needs a sentence or errors by field.")
        first = sentence or next(iter(next(iter((errors or {}).values()))))
        super().__init__(first)
        self.field = field
        self._errors = errors or {field: [first]}

    @property
    def errors(self) -> dict[str, list[str]]:
        return {field: [str(sentence) for sentence in sentences] for field, sentences in self._errors.items()}
