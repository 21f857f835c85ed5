"""A school goes into the next year: every class at once, or none. The next roster corrects what is not so."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from core import clock, trail
from core.actors import signed
from core.errors import Conflict, Invalid
from core.sheets.cells import Unfit
from people.models import Affiliation, RollOver, School, User
from people.permissions import pupils as permissions
from people.rosters import values
from people.rosters.lines import same_class
from people.selectors import pupils, roll_overs
from people.services import former_pupils


@dataclass(frozen=True)
class Weighed:
    """What it would do: how many pupils move, stay, leave, and classes into which several others go."""

    moves: dict[str, str]
    moved: int
    stay: int
    leave: int
    joined: list[str]


@signed
def weigh(*, school: School, moves: Mapping[str, str], by: User) -> Weighed:
    """`moves`: each class → the class it becomes, "" for one that leaves. Nothing is written."""
    permissions.check_can_enrol_in(by, school)
    sizes = {row.name: row.pupils for row in pupils.classes_of(school)}
    read = _read(school, moves, sizes)
    into = Counter(becomes for becomes in read.values() if becomes)
    moved = sum(sizes[name] for name, becomes in read.items() if becomes and becomes != name)
    leave = sum(sizes[name] for name, becomes in read.items() if not becomes)
    joined = sorted(name for name, times in into.items() if times > 1)
    return Weighed(read, moved, sum(sizes.values()) - moved - leave, leave, joined)


@signed
@transaction.atomic
def apply(*, school: School, moves: Mapping[str, str], by: User) -> RollOver:
    """Once a year: the database refuses a second one, also at the same moment."""
    permissions.check_can_enrol_in(by, school)
    School.objects.select_for_update().get(pk=school.pk)
    read = _read(school, moves, {row.name: row.pupils for row in pupils.classes_of(school)})
    try:
        with transaction.atomic():
            done = RollOver.objects.create(
                school=school, year=roll_overs.year_of_today(), moves=read, applied_by=by, applied_at=clock.now()
            )
    except IntegrityError:
        raise Conflict(_("Năm nay trường đã lên lớp rồi. Chỗ nào chưa đúng, hãy sửa bằng danh sách mới.")) from None
    _move(school, read)
    return done


def _move(school: School, moves: Mapping[str, str]) -> None:
    """Who goes where is read before anything is written: 6A may become 7A while 7A becomes 8A."""
    going: defaultdict[str, list[int]] = defaultdict(list)
    leaving = []
    for hat, pupil, title in pupils.on_roll(school).values_list("pk", "user", "title"):
        becomes = moves.get(title, title)
        if not becomes:
            leaving.append(pupil)
        elif becomes != title:
            going[becomes].append(hat)
    for becomes, hats in going.items():
        trail.update(Affiliation.objects.filter(pk__in=hats), title=becomes)
    former_pupils.let_go(school=school, pupils=leaving)


def _read(school: School, moves: Mapping[str, str], sizes: Mapping[str, int]) -> dict[str, str]:
    unknown = sorted(set(moves) - set(sizes))
    if unknown:
        raise Invalid(_("Trường không còn lớp %(name)s. Hãy tải lại trang.") % {"name": unknown[0][:20]})
    read: dict[str, str] = {}
    errors: dict[str, list[str]] = {}
    for name, typed in moves.items():
        try:
            becomes = values.class_name(typed, school.level) if typed.strip() else ""
            read[name] = name if same_class(becomes, name) else becomes
        except Unfit as unfit:
            errors[name] = [str(unfit)]
    if errors:
        raise Invalid(errors=errors)
    return read
