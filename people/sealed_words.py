"""What the parts of a sealed copy are called to whoever minds the case. Apps above `register` the parts of their pages.

A copy keeps the names of the parts as they were written; one that nobody knows any more is shown as it stands.
"""

from collections.abc import Mapping, Sequence

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# By name, or by "around.name" where one name means different things; an empty word is left out.
LABELS: dict[str, Promise | str] = {}


def register(labels: Mapping[str, Promise | str]) -> None:
    for name, label in labels.items():
        if LABELS.setdefault(name, label) is not label:
            raise ValueError(f"There are two words for the part {name} of sealed copies.")


def label_of(path: Sequence[str | int], *, around: str = "") -> str:
    """("messages", 2, "text") is "tin nhắn 2 · lời"; of lists in lists "điều cần 1.2". `around`: the kind of page."""
    words: list[str] = []
    for step in path:
        if isinstance(step, str):
            words.append(str(word_of(step, around=around)))
            around = around if step == "shown" else step
        else:
            words[-1] += f".{step}" if words[-1][-1:].isdecimal() else f" {step}"
    return " · ".join(filter(None, words))


def word_of(name: str, *, around: str = "") -> Promise | str:
    return LABELS.get(f"{around}.{name}", LABELS.get(name, name))


register(
    {
        "about": _("lời giới thiệu"),
        "at": _("lúc"),
        "commune": _("xã, phường"),
        "id": _("số"),
        "kind": _("loại"),
        "name": _("tên"),
        "note": _("lời nhắn"),
        "organisation": _("tổ chức"),
        "reason": _("lý do"),
        "shown": _("trang lúc ấy"),
        "side": _("bên"),
        "state": _("tình trạng"),
        "subject": "",
        "subject.id": _("trang số"),
        "subject.kind": _("loại trang"),
        "subject.label": _("tên trang"),
        "text": _("lời"),
        "who": _("người viết"),
        "words": _("lời đáng lo"),
    }
)
