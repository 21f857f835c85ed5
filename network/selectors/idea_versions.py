"""An idea's history: what changed with each version, field by field."""

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from core.errors import NotFound
from network.enums import IdeaStage, Language, NeedKind, Visibility
from network.models import Field, Idea, IdeaVersion
from network.selectors import teams
from people.selectors import gates, hats

LABELS: dict[str, Promise] = {
    "title": gettext_lazy("Tên ý tưởng"),
    "field": gettext_lazy("Lĩnh vực"),
    "stage": gettext_lazy("Giai đoạn"),
    "problem": gettext_lazy("Vấn đề"),
    "solution": gettext_lazy("Cách giải quyết"),
    "needs": gettext_lazy("Cần giúp"),
    "language": gettext_lazy("Ngôn ngữ"),
    "visibility": gettext_lazy("Ai được xem"),
}


@dataclass(frozen=True)
class Change:
    """One field of one version, as people read it."""

    name: str
    label: str
    before: str
    after: str


@dataclass(frozen=True)
class Revision:
    """One version against the one before. `note` is the adviser's reason where the version is a return."""

    version: IdeaVersion
    note: str
    changes: list[Change]


def history_for(viewer: hats.Anyone, idea: Idea) -> list[Revision]:
    """Newest first, for those who follow the idea from inside: drafts are nobody else's to read."""
    if not teams.is_inside(viewer, idea):
        raise NotFound(_("Lịch sử chỉ mở cho nhóm và thầy cô của trường."))
    versions = list(
        IdeaVersion.objects.filter(idea=idea).select_related("author").annotate(by_pupil=gates.is_enrolled("author"))
    )
    fields = dict(Field.objects.values_list("code", "name"))
    older: list[dict[str, Any]] = [version.content for version in versions[1:]] + [{}]
    return [
        Revision(
            version=version,
            note=version.content.get("note", ""),
            changes=changes(before, version.content, fields),
        )
        for version, before in zip(versions, older, strict=False)
    ]


def pupils_among(revisions: list[Revision]) -> list[int]:
    """The pupils who wrote one of the versions, and whose names stand there."""
    return [one.version.author_id for one in revisions if one.version.by_pupil]  # type: ignore[attr-defined]


def last_return(idea: Idea) -> str:
    """The reason with which the adviser sent the idea back, while nothing newer has been written."""
    last = IdeaVersion.objects.filter(idea=idea).first()
    return last.content.get("note", "") if last else ""


def changes(before: dict[str, Any], after: dict[str, Any], fields: dict[str, str]) -> list[Change]:
    """What differs, in the order of the form. `fields` names the field codes."""
    pairs = [(name, _text(name, before.get(name), fields), _text(name, after.get(name), fields)) for name in LABELS]
    return [Change(name, str(LABELS[name]), old, new) for name, old, new in pairs if old != new]


def _text(name: str, value: Any, fields: dict[str, str]) -> str:
    if not value:
        return ""
    if name == "needs":
        return "\n".join(f"{_label(NeedKind, kind)}: {text}" for kind, text in value)
    if name == "field":
        return fields.get(value, str(value))
    closed = {"stage": IdeaStage, "visibility": Visibility, "language": Language}
    return _label(closed[name], value) if name in closed else str(value)


def _label(choices: Any, value: str) -> str:
    return str(choices(value).label) if value in choices.values else value
