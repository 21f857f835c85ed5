"""One suggestion explained to one person: what the page and the API both show."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from matching import cards, wording
from matching.models import Suggestion
from matching.selectors import introductions, loads
from matching.selectors.introductions import Stop
from matching.wording import Reader
from network.enums import ProposalSide
from network.selectors import fields
from people.models import User
from people.selectors import hats

_ICONS = {"club": "users-group", "school": "school", "person": "user", "organisation": "building"}


@dataclass(frozen=True)
class Step:
    """As `c-path` draws it: `link` is how it is tied to the next one."""

    kind: str
    name: str
    icon: str
    link: str


@dataclass(frozen=True)
class Introduction:
    sentence: str
    steps: list[Step]


def why(user: User, suggestion: Suggestion, side: ProposalSide | None) -> cards.Why:
    load = loads.of([suggestion])[suggestion.post.author_id]
    return cards.why(suggestion, wording.reader_of(hats.of(user)), fields.names(), load, side)


def introduction(user: User, suggestion: Suggestion) -> Introduction | None:
    stops = introductions.path(user, suggestion)
    if not stops:
        return None
    reader = wording.reader_of(hats.of(user))
    steps = [Step(stop.kind, _called(stop, user), _ICONS[stop.kind], _link(stop)) for stop in stops]
    return Introduction(_sentence(stops, suggestion, user, reader), steps)


def _called(stop: Stop, user: User) -> str:
    if stop.kind == "person" and stop.pk == user.pk:
        return _("anh chị")
    return stop.name or _("một cựu học sinh")


def _link(stop: Stop) -> str:
    links = {
        "of_school": _("là câu lạc bộ của"),
        "has_alumnus": _("có cựu học sinh"),
        "has_club": _("có câu lạc bộ"),
        "works_at": _("đang làm ở"),
        "together": _("đã đồng hành với"),
    }
    return links.get(stop.tie, "")


def _sentence(stops: list[Stop], suggestion: Suggestion, user: User, reader: Reader) -> str:
    there = {"organisation": stops[-1].name, "school": suggestion.idea.club.school.organisation.name}
    between = stops[-2]
    if between.kind == "person":
        return _of_person(between, suggestion, user, reader) % {**there, "person": between.name}
    if len(stops) == 2:
        own = {
            Reader.PUPIL: _("Câu lạc bộ của em đã đồng hành với %(organisation)s."),
            Reader.TEACHER: _("Câu lạc bộ đã đồng hành với %(organisation)s."),
            Reader.SUPPORTER: _("Câu lạc bộ này đã đồng hành với %(organisation)s."),
        }
        return own[reader] % there
    other = {
        Reader.PUPIL: _("Câu lạc bộ %(club)s của trường em đã đồng hành với %(organisation)s."),
        Reader.TEACHER: _("Câu lạc bộ %(club)s của trường đã đồng hành với %(organisation)s."),
        Reader.SUPPORTER: _("Câu lạc bộ %(club)s cùng trường đã đồng hành với %(organisation)s."),
    }
    return other[reader] % {**there, "club": between.name}


def _of_person(person: Stop, suggestion: Suggestion, user: User, reader: Reader) -> str:
    """A pattern for the names of the school, the organisation and the person."""
    if person.pk == user.pk:
        return _("Anh chị từng học ở %(school)s.")
    if person.pk == suggestion.post.author_id:
        ours, theirs = _("Người đăng bài này từng học ở trường em."), _("Người đăng bài này từng học ở %(school)s.")
    elif person.name:
        ours = _("%(person)s, cựu học sinh trường em, đang làm ở %(organisation)s.")
        theirs = _("%(person)s, cựu học sinh %(school)s, đang làm ở %(organisation)s.")
    else:
        ours = _("Một cựu học sinh trường em đang làm ở %(organisation)s.")
        theirs = _("Một cựu học sinh %(school)s đang làm ở %(organisation)s.")
    return ours if reader == Reader.PUPIL else theirs
