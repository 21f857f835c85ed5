"""One search over everything a person may see: challenges, offers, clubs, ideas, organisations.

Every kind starts from its own `visible_to`, so a result is never more than its own list would show.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import (
    CharField,
    Count,
    DateField,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Q,
    QuerySet,
    TextChoices,
    Value,
    Window,
)
from django.db.models.functions import Cast, Coalesce, RowNumber
from django.utils.translation import gettext_lazy as _

from core import written
from network.enums import IdeaStatus, Mode, OfferKind, PostStatus
from network.models import Challenge, Club, Offer
from network.selectors import clubs, idea_lists, posts, search
from people.enums import OrganisationKind, Right, SchoolLevel
from people.selectors import delegations, hats, organisations


class What(TextChoices):
    CHALLENGE = "challenge", _("bài toán")
    OFFER = "offer", _("đề nghị hỗ trợ")
    IDEA = "idea", _("ý tưởng")
    CLUB = "club", _("câu lạc bộ")
    ORGANISATION = "organisation", _("tổ chức")


@dataclass(frozen=True)
class Found:
    """One result. `kind` is the code of its own kind (offer, organisation), `level` a school's; "" where none."""

    what: What
    pk: int
    title: str
    who: str
    text: str
    place: str
    kind: str
    level: str
    mode: str
    seats_left: int | None
    deadline: Any

    @property
    def kind_label(self) -> str:
        labels: dict[str, Any] = dict(OfferKind.choices) if self.what == What.OFFER else dict(OrganisationKind.choices)
        return str(labels.get(self.kind) or self.what.label)

    @property
    def level_label(self) -> str:
        return str(SchoolLevel(self.level).label) if self.level else ""

    @property
    def mode_label(self) -> str:
        return str(Mode(self.mode).label) if self.mode else ""


@dataclass(frozen=True)
class Group:
    """The best of one kind, and how many there are in all."""

    what: What
    total: int
    rows: list[Found]


Rows = QuerySet[Any]
# Pupils of a level are of these ages: a post whose age band meets them is for them.
_AGES = {
    SchoolLevel.THCS: (11, 15),
    SchoolLevel.THPT: (15, 18),
    SchoolLevel.THCS_THPT: (11, 18),
    SchoolLevel.GDTX: (15, 18),
    SchoolLevel.GDNN_GDTX: (15, 18),
}
_COLUMNS = ("what", "row", "title_", "who", "text_", "place", "kind_", "level_", "mode_", "seats_left_", "deadline_")
_BEST = 4


def groups(viewer: hats.Anyone, wanted: dict[str, Any], size: int = _BEST) -> list[Group]:
    """The best `size` of every kind with its total, in one query; kinds without a result are left out."""
    words, facts = search.taken_apart(wanted)
    found = sorted(written.rows(_best, _reader(viewer), words, size=size, **facts), key=lambda row: row[-1])
    return [
        Group(what=what, total=own[0][-2], rows=[_found(row[: len(_COLUMNS)]) for row in own])
        for what in What
        if (own := [row for row in found if row[0] == what])
    ]


def _best(viewer: hats.Anyone, words: tuple[str, ...], *, size: int, **facts: Any) -> Rows:
    wanted = {**facts, "q": " ".join(words)}
    asked = []
    for what in What:
        rows = _ranked(viewer, what, wanted).annotate(
            total=Window(Count("pk")),
            number=Window(RowNumber(), order_by=[F("hits").desc(), F("pk").desc()]),
        )
        asked.append(rows.filter(number__lte=size).values_list(*_COLUMNS, "total", "number"))
    together: Rows = asked[0].union(*asked[1:], all=True)
    return together


@dataclass(frozen=True)
class Findings:
    """All of one kind, best first; read piece by piece."""

    rows: written.Rows[Any]

    def __getitem__(self, piece: slice) -> list[Found]:
        return [_found(row) for row in self.rows[piece]]


def of_one_kind(viewer: hats.Anyone, what: What, wanted: dict[str, Any]) -> Findings:
    words, facts = search.taken_apart(wanted)
    return Findings(written.rows(_all, _reader(viewer), words, kind_found=what, **facts))


def _all(viewer: hats.Anyone, words: tuple[str, ...], *, kind_found: What, **facts: Any) -> Rows:
    rows = _ranked(viewer, kind_found, {**facts, "q": " ".join(words)})
    return rows.order_by("-hits", "-pk").values_list(*_COLUMNS)


def _reader(viewer: hats.Anyone) -> hats.Reader:
    return delegations.reader(viewer, Right.REVIEW_POSTS, Right.VERIFY_ORGANISATIONS)


def _found(row: tuple[Any, ...]) -> Found:
    return Found(What(row[0]), *row[1:])


def _ranked(viewer: hats.Anyone, what: What, wanted: dict[str, Any]) -> Rows:
    """Narrowed, with the columns every kind shares and `hits`, the words of the query in the title."""
    source = _SOURCES[what]
    asked = {name for name, value in wanted.items() if value} - {"q", "what"}
    rows: Rows = source.visible(viewer)
    if not asked <= source.knows or (wanted.get("kind") and wanted["kind"] not in source.kinds):
        rows = rows.none()
    else:
        rows = source.narrow(search.with_words(rows, wanted.get("q") or ""), wanted)
    hits = search.words_in_title(wanted.get("q") or "", source.title)
    columns = {name: _typed(name, expression) for name, expression in source.columns.items()}
    shared = {"what": Value(what.value, CharField()), "row": F("pk"), "title_": F(source.title), "hits": hits}
    found: Rows = rows.order_by().annotate(**shared, **columns)
    return found


def _typed(name: str, expression: Any) -> Any:
    """A column brings its type along; what is worked out or missing is told its own, for kinds to stand together."""
    return expression if isinstance(expression, F) else Cast(expression, _TYPES.get(name, CharField()))


_TYPES: dict[str, Any] = {"seats_left_": IntegerField(null=True), "deadline_": DateField(null=True)}
_NOTHING: dict[str, Any] = {
    "who": Value(""),
    "text_": Value(""),
    "place": Value(""),
    "kind_": Value(""),
    "level_": Value(""),
    "mode_": Value(""),
    "seats_left_": Value(None),
    "deadline_": Value(None),
}


@dataclass(frozen=True)
class _Source:
    """`knows`: the filters that mean something here; asking for another one finds nothing of this kind."""

    visible: Callable[[hats.Anyone], Rows]
    narrow: Callable[[Rows, dict[str, Any]], Rows]
    title: str
    knows: frozenset[str]
    kinds: frozenset[str]
    columns: dict[str, Any]


def _narrow_posts(rows: Rows, wanted: dict[str, Any]) -> Rows:
    rows = search.narrow_posts(rows, {**wanted, "q": ""})
    if not wanted.get("level"):
        return rows
    youngest, oldest = _AGES[SchoolLevel(wanted["level"])]
    return rows.filter(age_min__lte=oldest, age_max__gte=youngest)


def _narrow_ideas(rows: Rows, wanted: dict[str, Any]) -> Rows:
    if wanted.get("field"):
        rows = rows.filter(field__code=wanted["field"])
    return _in_school(rows, wanted, "club__school__")


def _narrow_clubs(rows: Rows, wanted: dict[str, Any]) -> Rows:
    if wanted.get("field"):
        rows = rows.filter(Exists(Club.objects.filter(pk=OuterRef("pk"), fields__code=wanted["field"])))
    return _in_school(rows, wanted, "school__")


def _in_school(rows: Rows, wanted: dict[str, Any], school: str) -> Rows:
    if wanted.get("commune"):
        rows = rows.filter(**{f"{school}organisation__commune__code": wanted["commune"]})
    return rows.filter(**{f"{school}level": wanted["level"]}) if wanted.get("level") else rows


def _narrow_organisations(rows: Rows, wanted: dict[str, Any]) -> Rows:
    if wanted.get("kind"):
        rows = rows.filter(kind=wanted["kind"])
    if wanted.get("commune"):
        rows = rows.filter(commune__code=wanted["commune"])
    return rows.filter(school__level=wanted["level"]) if wanted.get("level") else rows


def _posts(model: type[Challenge] | type[Offer]) -> Callable[[hats.Anyone], Rows]:
    # What is still being written has its own list.
    return lambda viewer: posts.visible_to(viewer, model).filter(status=PostStatus.PUBLISHED)  # type: ignore[type-var]


def _ideas(viewer: hats.Anyone) -> Rows:
    shown = Q(status=IdeaStatus.PUBLISHED) | idea_lists.is_own(hats.of(viewer))
    return idea_lists.listed_for(viewer).filter(shown)


def _post_columns(text: str, **more: Any) -> dict[str, Any]:
    return {
        **_NOTHING,
        "who": F("organisation__name"),
        "text_": F(text),
        "place": F("commune__full_name"),
        "mode_": F("mode"),
        "seats_left_": F("seats") - F("seats_taken"),
        "deadline_": F("deadline"),
        **more,
    }


_POST_FILTERS = frozenset({"field", "commune", "level", "mode", "free"})
_SOURCES: dict[What, _Source] = {
    What.CHALLENGE: _Source(
        _posts(Challenge), _narrow_posts, "title", _POST_FILTERS, frozenset(), _post_columns("background")
    ),
    What.OFFER: _Source(
        _posts(Offer),
        _narrow_posts,
        "title",
        _POST_FILTERS | {"kind"},
        frozenset(OfferKind.values),
        _post_columns("description", kind_=F("kind")),
    ),
    What.IDEA: _Source(
        _ideas,
        _narrow_ideas,
        "title",
        frozenset({"field", "commune", "level"}),
        frozenset(),
        {
            **_NOTHING,
            "who": F("club__school__organisation__name"),
            "text_": F("problem"),
            "place": F("club__school__organisation__commune__full_name"),
            "level_": F("club__school__level"),
        },
    ),
    What.CLUB: _Source(
        # Of a club elsewhere only its name, school, fields and grades are shown: no text.
        lambda viewer: clubs.visible_to(viewer).filter(closed_on=None),
        _narrow_clubs,
        "name",
        frozenset({"field", "commune", "level"}),
        frozenset(),
        {
            **_NOTHING,
            "who": F("school__organisation__name"),
            "place": F("school__organisation__commune__full_name"),
            "level_": F("school__level"),
        },
    ),
    What.ORGANISATION: _Source(
        organisations.visible_to,
        _narrow_organisations,
        "name",
        frozenset({"commune", "level", "kind"}),
        frozenset(OrganisationKind.values),
        {
            **_NOTHING,
            "who": F("sector"),
            "text_": F("about"),
            "place": F("commune__full_name"),
            "kind_": F("kind"),
            "level_": Coalesce(F("school__level"), Value("")),
        },
    ),
}
