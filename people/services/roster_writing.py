"""Writing a roster in the background: prepared in the open, with progress, then written in one transaction or not."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.contrib.auth.hashers import make_password
from django.db import IntegrityError, models, transaction
from django.utils import translation
from django.utils.translation import gettext as _

from core import clock, trail
from core.errors import Conflict, Problem
from people import rules
from people.enums import GuardianRelation, Role, RosterState
from people.models import Affiliation, Guardian, Guardianship, Roster, School, User
from people.permissions import rosters as permissions
from people.rosters.lines import Line, Relative
from people.rosters.plan import Entry, Kind, Known
from people.selectors import rosters as selectors
from people.selectors.rosters import Preview
from people.services import former_pupils, pupils
from people.services.rosters import changed_meanwhile

_PIECE = 100


def write(*, roster: int) -> None:
    """Runs again after a worker died: until the one transaction at the end nothing has been written."""
    rows = Roster.objects.select_related("school__organisation", "applied_by")
    row = rows.filter(pk=roster, state=RosterState.APPLYING).first()
    if row is None or row.applied_by is None:
        return
    with translation.override(row.applied_by.language):
        try:
            _write(row, row.applied_by)
        except Problem as problem:
            _give_back(row, problem.sentence)
        except IntegrityError:
            _give_back(row, changed_meanwhile())
        except Exception:
            _give_back(row, _("Máy chủ gặp lỗi nên chưa ghi gì. Hãy thử lại sau ít phút."))
            raise


@dataclass
class _Guardians:
    """Guardians to create, each once for all brothers and sisters. `known`: those of the school by name and phone."""

    known: dict[tuple[str, str], int]
    made: dict[tuple[str, str], Guardian] = field(default_factory=dict)
    ties: list[tuple[Guardian | int, User | int, GuardianRelation]] = field(default_factory=list)
    rows: list[Guardian] = field(default_factory=list)

    def tie(self, pupil: User | int, relative: Relative) -> None:
        """Without a number a name alone may be two people: then it is a new one."""
        key = (relative.full_name.lower(), relative.phone)
        guardian = (self.known.get(key) or self.made.get(key)) if relative.phone else None
        if guardian is None:
            guardian = self.made[key] = Guardian(full_name=relative.full_name, phone=relative.phone)
            self.rows.append(guardian)
        self.ties.append((guardian, pupil, relative.relation))


@dataclass
class _Prepared:
    """`changed`: the field of a `Change` → the row that changes → its new value."""

    preview: Preview
    guardians: _Guardians
    users: list[User] = field(default_factory=list)
    hats: list[Affiliation] = field(default_factory=list)
    changed: defaultdict[str, dict[int, Any]] = field(default_factory=lambda: defaultdict(dict))


def _write(roster: Roster, by: User) -> None:
    permissions.check_can_work_on(by, roster)
    prepared = _prepare(roster)
    with transaction.atomic():
        locked = Roster.objects.select_for_update().get(pk=roster.pk)
        state = rules.ROSTER.target(locked.state, "finish")
        # The school's row holds back whoever else writes a roster or rolls the classes over.
        School.objects.select_for_update().get(pk=roster.school_id)
        if selectors.known_in(roster.school) != prepared.preview.known:
            raise Conflict(changed_meanwhile())
        _save(roster.school, prepared)
        locked.state, locked.counts, locked.applied_at = state, prepared.preview.plan.counts, clock.now()
        locked.done = locked.total
        locked.sheets, locked.raw, locked.answers = [], [], {}
        locked.save()


def _prepare(roster: Roster) -> _Prepared:
    """Everything in memory; how far it has come is written for the page that waits."""
    preview = selectors.preview_of(roster)
    if preview.digest != roster.seen:
        raise Conflict(changed_meanwhile())
    prepared = _Prepared(preview, _Guardians(selectors.guardians_by_name_and_phone(roster.school)))
    new = [entry.line.full_name for entry in preview.plan.of(Kind.NEW) if entry.line]
    names = iter(pupils.user_names(new, roster.school))
    for number, entry in enumerate(preview.plan.entries, start=1):
        if entry.line is not None and entry.known is None:
            _prepare_new(roster.school, prepared, entry.line, next(names))
        elif entry.line is not None and entry.known is not None:
            _prepare_known(roster.school, prepared, entry, entry.line, entry.known)
        if number % _PIECE == 0:
            Roster.objects.filter(pk=roster.pk).update(done=number)
    return prepared


def _prepare_new(school: School, prepared: _Prepared, line: Line, username: str) -> None:
    """The first card makes the password."""
    user = User(username=username, full_name=line.full_name, birth_date=line.birth_date)
    user.password, user.must_change_password = make_password(None), True
    user.complete()
    prepared.users.append(user)
    prepared.hats.append(_hat(school, line.class_name, line.code, user=user))
    for relative in line.relatives:
        prepared.guardians.tie(user, relative)


def _prepare_known(school: School, prepared: _Prepared, entry: Entry, line: Line, known: Known) -> None:
    if entry.kind == Kind.RETURNED:
        prepared.hats.append(_hat(school, line.class_name, line.code or known.code, user_id=known.pupil))
    for change in entry.changes:
        if change.relative is not None:
            prepared.guardians.tie(known.pupil, change.relative)
        elif change.target:
            prepared.changed[change.field][change.target] = change.after
        elif change.field == "full_name":
            prepared.changed["full_name"][known.pupil] = change.after
        elif change.field == "birth_date":
            prepared.changed["birth_date"][known.pupil] = line.birth_date
        elif entry.kind != Kind.RETURNED:
            # The class and the code of somebody who comes back stand on the new affiliation.
            prepared.changed[change.field][known.hat] = change.after


def _hat(school: School, class_name: str, code: str, **whose: object) -> Affiliation:
    return Affiliation(
        organisation=school.organisation,
        role=Role.STUDENT,
        title=class_name,
        pupil_code=code,
        starts_on=clock.today(),
        **whose,
    )


def _save(school: School, prepared: _Prepared) -> None:
    """Who leaves goes first: a code that becomes free may be somebody else's in the same file."""
    left = [entry.known.pupil for entry in prepared.preview.plan.of(Kind.LEFT) if entry.known]
    former_pupils.let_go(school=school, pupils=left)
    _save_changes(prepared.changed)
    trail.create(User, prepared.users)
    trail.create(Affiliation, prepared.hats)
    _save_guardians(prepared.guardians)


def _save_changes(changed: Mapping[str, Mapping[int, Any]]) -> None:
    users = list(User.objects.filter(pk__in={*changed["full_name"], *changed["birth_date"]}))
    for user in users:
        user.full_name = changed["full_name"].get(user.pk, user.full_name)
        user.birth_date = changed["birth_date"].get(user.pk, user.birth_date)
        user.complete()
    trail.change(User, users, ["full_name", "sort_name", "birth_date"])
    _update(Affiliation, "title", changed["class_name"])
    _update(Affiliation, "pupil_code", changed["code"])
    _update(Guardian, "full_name", changed["guardian_name"])
    _update(Guardian, "phone", changed["guardian_phone"])


def _update(model: type[models.Model], column: str, wanted: Mapping[int, Any]) -> None:
    rows = list(model._default_manager.filter(pk__in=wanted))
    for row in rows:
        setattr(row, column, wanted[row.pk])
    trail.change(model, rows, [column])


def _save_guardians(guardians: _Guardians) -> None:
    """The first time a guardian stands with a pupil counts: the same person may be in two columns."""
    trail.create(Guardian, guardians.rows)
    ties: dict[tuple[int, int], GuardianRelation] = {}
    for guardian, pupil, relation in guardians.ties:
        ties.setdefault((_pk(guardian), _pk(pupil)), relation)
    rows = [
        Guardianship(guardian_id=guardian, pupil_id=pupil, relation=relation)
        for (guardian, pupil), relation in ties.items()
    ]
    trail.create(Guardianship, rows)


def _pk(row: models.Model | int) -> int:
    return row if isinstance(row, int) else row.pk


def _give_back(roster: Roster, sentence: str) -> None:
    Roster.objects.filter(pk=roster.pk, state=RosterState.APPLYING).update(
        state=rules.ROSTER.target(RosterState.APPLYING, "give_back"), refusal=sentence, done=0
    )
