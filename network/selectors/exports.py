"""What a person may take out as a sheet: own posts, the own school's ideas. No names of pupils, in any column."""

from collections.abc import Iterator
from typing import Any

from django.db.models import QuerySet

from core.sheets.column import SEPARATOR, Column, Takes
from network import sheet_columns as columns
from network.models import Challenge, Idea, Need, Offer
from network.selectors import ideas, posts
from people.models import User
from people.selectors import hats


def written_by(viewer: User, kind: str) -> QuerySet[Challenge] | QuerySet[Offer]:
    """The posts of the viewer's organisations, by the name of their sheet."""
    return posts.written_by(viewer, Challenge) if kind == "challenge" else posts.written_by(viewer, Offer)


def rows_for(viewer: User, kind: str) -> Iterator[dict[str, str]]:
    """Texts by column code, as an import reads them, and the state for the reader."""
    sheet = columns.sheet_of(kind)
    if sheet is not columns.IDEA:
        written = written_by(viewer, kind).prefetch_related("fields").order_by("pk")
        return (_texts(post, sheet.columns) | _of_post(post) for post in written)
    own = ideas.visible_to(viewer).filter(club__school__in=hats.of(viewer).staffed_school_ids)
    return (_texts(idea, sheet.columns) | _of_idea(idea) for idea in own.prefetch_related("needs").order_by("pk"))


def _of_post(post: Challenge | Offer) -> dict[str, str]:
    return {
        "organisation": post.organisation.name,
        "fields": f"{SEPARATOR} ".join(str(field) for field in post.fields.all()),
        "commune": post.commune.full_name,
        "deadline": f"{post.deadline:%d/%m/%Y}" if post.deadline else "",
        "tags": f"{SEPARATOR} ".join(post.tags),
        "status": post.get_status_display(),
    }


def _of_idea(idea: Idea) -> dict[str, str]:
    texts = {"club": idea.club.name, "field": str(idea.field), "status": idea.get_status_display()}
    needs: list[Need] = list(idea.needs.all())
    for place in range(1, columns.NEEDS + 1):
        need = needs[place - 1] if place <= len(needs) else None
        texts[f"need_{place}_kind"] = need.get_kind_display() if need else ""
        texts[f"need_{place}_text"] = need.text if need else ""
    return texts


def _texts(thing: Any, wanted: tuple[Column, ...]) -> dict[str, str]:
    """The columns that are the model's own."""
    plain = (column for column in wanted if column.takes in {Takes.LINE, Takes.TEXT, Takes.NUMBER})
    texts = {column.code: str(getattr(thing, column.code)) for column in plain if hasattr(thing, column.code)}
    enums = (column for column in wanted if isinstance(column.among, type))
    named = {column.code: getattr(thing, f"get_{column.code}_display", None) for column in enums}
    return texts | {code: str(display()) for code, display in named.items() if display}
