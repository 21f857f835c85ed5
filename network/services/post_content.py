"""A post's text and facts as plain JSON values, and the way between them and the post.

Content is keyed like the post's form: it is what a review keeps, what an import row becomes and what the API takes.
`fields` holds field codes, `commune` a commune code, `deadline` an ISO date or None.
"""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, TypeVar

from django.utils.translation import gettext as _

from core import clock, trail
from core.errors import Invalid
from core.text import tidy
from network.models import Challenge, Field, Offer
from people.models import AdminUnit

Content = Mapping[str, Any]
P = TypeVar("P", Challenge, Offer)
_AT_ONCE = 500

_SHARED = ("title", "mode", "age_min", "age_max", "language", "tags", "seats")
_OWN: dict[type[Challenge | Offer], tuple[str, ...]] = {
    Challenge: ("background", "expected_outcome", "help_offered", "reward", "ip_terms"),
    Offer: ("kind", "description", "hours_per_month"),
}

_NEEDED: dict[type[Challenge | Offer], tuple[str, ...]] = {
    Challenge: ("title", "background"),
    Offer: ("title", "description"),
}


def put(post: Challenge | Offer, content: Content) -> None:
    """Check the content and write it onto the post."""
    content = tidied(content)
    _set(post, content)
    post.commune = AdminUnit.objects.get(code=content["commune"], valid_to=None)
    save(post)
    post.fields.set(Field.objects.filter(code__in=content["fields"], is_current=True))


def put_all(pairs: Sequence[tuple[P, Content]]) -> list[P]:
    """`put` for many new posts of one kind, with as many statements for two thousand as for a few hundred."""
    if not pairs:
        return []
    model = type(pairs[0][0])
    communes = dict(AdminUnit.objects.filter(valid_to=None).values_list("code", "pk"))
    for post, content in pairs:
        _set(post, tidied(content))
        post.commune_id = communes[content["commune"]]
        post.put_search_text()
    made = trail.create(model, [post for post, _content in pairs])
    _link_fields(model, [(post.pk, content["fields"]) for post, content in pairs])
    return made


def _link_fields(model: type[Challenge | Offer], wanted: Iterable[tuple[int, Iterable[str]]]) -> None:
    fields = dict(Field.objects.filter(is_current=True).values_list("code", "pk"))
    link: Any = model.fields.through
    column = f"{model.__name__.lower()}_id"
    links = [
        link(**{column: pk, "field_id": fields[code]}) for pk, codes in wanted for code in set(codes) if code in fields
    ]
    link._default_manager.bulk_create(links, batch_size=_AT_ONCE)


def _set(post: Challenge | Offer, content: Content) -> None:
    check(post, content)
    for name in plain_names(type(post)):
        setattr(post, name, content[name])
    deadline = content["deadline"]
    post.deadline = dt.date.fromisoformat(deadline) if deadline else None


def save(post: Challenge | Offer) -> None:
    """All but the seats taken: those are counted in the database alone, also while this text is being written."""
    if post._state.adding:
        post.save()
        return
    post.save(
        update_fields=[field.name for field in post._meta.concrete_fields if field.name not in {"id", "seats_taken"}]
    )


def plain_names(model: type[Challenge | Offer]) -> tuple[str, ...]:
    """The parts of the content that are columns as they are."""
    return (*_SHARED, *_OWN[model])


def tidied(content: Content) -> dict[str, Any]:
    return {name: tidy(value) if isinstance(value, str) else value for name, value in content.items()}


def read(post: Challenge | Offer) -> dict[str, Any]:
    """The inverse of `put`."""
    content: dict[str, Any] = {name: getattr(post, name) for name in plain_names(type(post))}
    content["deadline"] = post.deadline.isoformat() if post.deadline else None
    content["commune"] = post.commune.code
    content["fields"] = sorted(post.fields.values_list("code", flat=True))
    return content


def check(post: Challenge | Offer, content: Content) -> None:
    """What no form field can know by itself: the facts among each other and against what already stands."""
    errors: dict[str, list[str]] = {
        name: [_("Phần này cần có vài chữ.")] for name in _NEEDED[type(post)] if not tidy(content[name])
    }
    if content["age_min"] > content["age_max"]:
        errors["age_max"] = [_("Tuổi lớn nhất phải bằng hoặc hơn tuổi nhỏ nhất.")]
    if content["deadline"] and dt.date.fromisoformat(content["deadline"]) < clock.today():
        errors["deadline"] = [_("Hạn đã qua. Hãy chọn một ngày từ hôm nay trở đi.")]
    if content["seats"] < post.seats_taken:
        errors["seats"] = [
            _("Đã có %(taken)s nhóm được nhận, số chỗ không thể ít hơn thế.") % {"taken": post.seats_taken}
        ]
    if isinstance(post, Offer) and content["kind"] == "internship" and content["age_min"] < 15:
        errors["age_min"] = [_("Thực tập dành cho học sinh từ 15 tuổi; các em nhỏ hơn chỉ tham quan.")]
    if not content["fields"]:
        errors["fields"] = [_("Hãy chọn ít nhất một lĩnh vực.")]
    if errors:
        raise Invalid(errors=errors)
