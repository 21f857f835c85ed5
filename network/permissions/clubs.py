"""Who may found a club, run it, and bring pupils into it."""

from django.utils.translation import gettext as _

from core.errors import Conflict, Refused
from core.permissions import boolean_twin
from network.models import Club
from people.enums import Role
from people.models import User
from people.selectors import hats

_FOUNDERS = frozenset({Role.SCHOOL_ADMIN, Role.ADVISER})


def schools_to_found_in(user: User) -> frozenset[int]:
    return hats.of(user).organisations_as(_FOUNDERS)


def schools_managed_by(user: User) -> frozenset[int]:
    return hats.of(user).organisations_as(frozenset({Role.SCHOOL_ADMIN}))


def manages_school(user: User, school_id: int) -> bool:
    return school_id in schools_managed_by(user)


def check_can_found(user: User) -> None:
    if not schools_to_found_in(user):
        raise Refused(_("Chỉ quản lý nhà trường và giáo viên phụ trách mới lập được câu lạc bộ."))


def check_can_found_in(user: User, school_id: int) -> None:
    check_can_found(user)
    if school_id not in schools_to_found_in(user):
        raise Refused(_("Thầy cô chỉ lập được câu lạc bộ ở trường của mình."))


def check_can_run(user: User, club: Club) -> None:
    """The teacher in charge, or the school's management: edit, bring pupils in, let them go, close it."""
    _check_answers_for(user, club)
    if club.closed_on is not None:
        raise Conflict(_("Câu lạc bộ đã ngừng hoạt động."))


def check_can_reopen(user: User, club: Club) -> None:
    _check_answers_for(user, club)
    if club.closed_on is None:
        raise Conflict(_("Câu lạc bộ vẫn đang hoạt động."))


def _check_answers_for(user: User, club: Club) -> None:
    holds_hat = club.school_id in hats.of(user).organisations_as(frozenset({Role.ADVISER}))
    in_charge = club.adviser_id == user.pk and holds_hat
    if not in_charge and not manages_school(user, club.school_id):
        raise Refused(_("Chỉ giáo viên phụ trách và quản lý nhà trường mới làm được việc này."))


def check_can_set_adviser(user: User, club: Club) -> None:
    if not manages_school(user, club.school_id):
        raise Refused(_("Chỉ quản lý nhà trường mới giao câu lạc bộ cho giáo viên phụ trách."))


def check_can_let_leave(user: User, club: Club, pupil: User) -> None:
    """A pupil leaves when the pupil wants; otherwise whoever runs the club."""
    if user.pk != pupil.pk:
        check_can_run(user, club)


can_found = boolean_twin(check_can_found)
can_found_in = boolean_twin(check_can_found_in)
can_run = boolean_twin(check_can_run)
can_reopen = boolean_twin(check_can_reopen)
can_set_adviser = boolean_twin(check_can_set_adviser)
can_let_leave = boolean_twin(check_can_let_leave)
