"""Finding what a cell names in a list: exactly, without diacritics, or with a suggestion of what was meant."""

import difflib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.db.models import TextChoices
from django.utils.translation import gettext as _

from core.sheets.languages import in_all_languages
from core.text import fold, normalise

_LISTED = 6


@dataclass
class Lookup:
    """`shown`: value → its name in the template; each value may be called by several names."""

    shown: dict[str, str] = field(default_factory=dict)
    _exact: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    _folded: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    _answers: dict[str, tuple[str | None, str]] = field(default_factory=dict)

    def add(self, value: str, names: Iterable[str]) -> None:
        """The first name is the one that is shown."""
        called = [normalise(name) for name in names if name]
        self.shown[value] = called[0]
        for name in (*called, value):
            self._exact[name.lower()].add(value)
            self._folded[fold(name)].add(value)

    def find(self, text: str) -> tuple[str | None, str]:
        """The value, or None and the sentence that says why not. A sheet asks the same thing in every row."""
        asked = normalise(text)
        if asked not in self._answers:
            self._answers[asked] = self._find(asked)
        return self._answers[asked]

    def _find(self, asked: str) -> tuple[str | None, str]:
        found = self._exact.get(asked.lower()) or self._folded.get(fold(asked)) or set()
        if len(found) == 1:
            return next(iter(found)), ""
        if found:
            return None, _("“%(text)s” có thể là: %(names)s. Hãy ghi rõ hơn.") % {
                "text": asked,
                "names": self._listed(sorted(found)),
            }
        return None, self._unknown(asked)

    def _unknown(self, asked: str) -> str:
        near = difflib.get_close_matches(fold(asked), list(self._folded), n=1, cutoff=0.7)
        if near:
            meant = self.shown[min(self._folded[near[0]])]
            return _("Không có “%(text)s” trong danh mục. Có phải “%(meant)s”?") % {
                "text": _short(asked),
                "meant": meant,
            }
        if len(self.shown) <= 2 * _LISTED:
            return _("Không có “%(text)s” trong danh mục. Chọn một trong: %(names)s.") % {
                "text": _short(asked),
                "names": self._listed(list(self.shown), 2 * _LISTED),
            }
        return _("Không có “%(text)s” trong danh mục. Xem trang “Danh mục” của tệp mẫu.") % {"text": _short(asked)}

    def _listed(self, values: list[str], most: int = _LISTED) -> str:
        return "; ".join(self.shown[value] for value in values[:most])


def of_choices(choices: type[TextChoices]) -> Lookup:
    """By its code and by its label in every language of the site."""
    lookup = Lookup()
    for choice in choices:
        lookup.add(choice.value, [str(choice.label), *in_all_languages(choice.label)])
    return lookup


def _short(text: str) -> str:
    return text if len(text) <= 60 else f"{text[:59]}…"
