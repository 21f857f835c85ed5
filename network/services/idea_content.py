"""An idea's texts and facts as plain JSON values, and the way between them and the idea.

Content is keyed like the idea's form: it is what a version keeps, what an import row becomes and what the API takes.
`field` is a field code, `needs` a list of [kind, text] in the team's own order. `visibility` is read into versions
but not written from content: publishing sets it.
"""

from collections.abc import Container, Mapping, Sequence
from typing import Any

from django.utils.translation import gettext as _

from core import trail
from core.errors import Invalid
from network.enums import IdeaStage, Language, NeedKind
from network.models import Field, Idea, Need

Content = Mapping[str, Any]

NEEDS_AT_MOST = 5
_PLAIN = ("title", "problem", "solution", "stage", "language")
_LONGEST = {"title": 200, "problem": 4000, "solution": 4000}
_NEED_LONGEST = 500
_AT_ONCE = 500


def put(idea: Idea, content: Content) -> None:
    """Check the content and write it onto the idea, its needs with it."""
    fields = _current_fields()
    check(content, fields)
    _set(idea, content, fields)
    idea.save()
    wanted = _wanted_needs(content)
    if wanted != _needs(idea):
        idea.needs.all().delete()
        Need.objects.bulk_create(_rows_of_needs(idea, wanted))


def put_all(pairs: Sequence[tuple[Idea, Content]]) -> None:
    """`put` for many new ideas, with as many statements for two thousand as for a few hundred."""
    fields = _current_fields()
    for idea, content in pairs:
        check(content, fields)
        _set(idea, content, fields)
        idea.put_search_text()
    trail.create(Idea, [idea for idea, _content in pairs])
    needs = [need for idea, content in pairs for need in _rows_of_needs(idea, _wanted_needs(content))]
    Need.objects.bulk_create(needs, batch_size=_AT_ONCE)


def read(idea: Idea) -> dict[str, Any]:
    """The idea as it stands, with who may see it."""
    return _as_kept(idea, _needs(idea))


def read_written(idea: Idea, content: Content) -> dict[str, Any]:
    """`read` of an idea that has just been written with this content."""
    return _as_kept(idea, _wanted_needs(content))


def _as_kept(idea: Idea, needs: list[list[str]]) -> dict[str, Any]:
    content: dict[str, Any] = {name: getattr(idea, name) for name in _PLAIN}
    return content | {"field": idea.field.code, "needs": needs, "visibility": idea.visibility}


def _current_fields() -> dict[str, Field]:
    return {field.code: field for field in Field.objects.filter(is_current=True)}


def _set(idea: Idea, content: Content, fields: Mapping[str, Field]) -> None:
    for name in _PLAIN:
        setattr(idea, name, content[name])
    idea.field = fields[content["field"]]


def _wanted_needs(content: Content) -> list[list[str]]:
    return [[kind, text.strip()] for kind, text in content["needs"]]


def _rows_of_needs(idea: Idea, wanted: list[list[str]]) -> list[Need]:
    return [Need(idea=idea, kind=kind, text=text, position=position) for position, (kind, text) in enumerate(wanted)]


def check(content: Content, fields: Container[str]) -> None:
    """What must hold whoever sends it: a form, the API or an imported row. `fields`: the codes of today."""
    errors: dict[str, list[str]] = {}
    for name, longest in _LONGEST.items():
        if len(content[name]) > longest:
            errors[name] = [_("Dài quá %(longest)s chữ cái. Em viết gọn lại nhé.") % {"longest": longest}]
    if not content["title"].strip():
        errors["title"] = [_("Ý tưởng cần một cái tên.")]
    if not content["problem"].strip():
        errors["problem"] = [_("Em kể vấn đề trước nhé: ai đang gặp khó khăn gì?")]
    if content["stage"] not in IdeaStage.values:
        errors["stage"] = [_("Hãy chọn một giai đoạn trong danh sách.")]
    if content["language"] not in Language.values:
        errors["language"] = [_("Hãy chọn một ngôn ngữ trong danh sách.")]
    if content["field"] not in fields:
        errors["field"] = [_("Hãy chọn một lĩnh vực trong danh sách.")]
    if sentence := _wrong_with_needs(content["needs"]):
        errors["needs"] = [sentence]
    if errors:
        raise Invalid(errors=errors)


def _wrong_with_needs(needs: list[list[str]]) -> str:
    if len(needs) > NEEDS_AT_MOST:
        return _("Nhiều nhất %(most)s điều cần giúp. Em chọn những điều quan trọng nhất nhé.") % {"most": NEEDS_AT_MOST}
    if any(kind not in NeedKind.values for kind, _text in needs):
        return _("Hãy chọn loại trợ giúp trong danh sách.")
    if any(not text.strip() for _kind, text in needs):
        return _("Hãy viết rõ mỗi điều cần giúp.")
    if any(len(text) > _NEED_LONGEST for _kind, text in needs):
        return _("Mỗi điều cần giúp dài nhất %(longest)s chữ cái.") % {"longest": _NEED_LONGEST}
    return ""


def _needs(idea: Idea) -> list[list[str]]:
    return [[need.kind, need.text] for need in Need.objects.filter(idea=idea)]
