"""What a placement is about, as the school plans it and the host describes it, and what of it is refused."""

import datetime as dt
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from core import clock
from core.errors import Invalid
from core.text import tidy
from network import guarded_words
from people.models import User
from visits import rules
from visits.labour import Span
from visits.models import Placement
from visits.selectors import placement_readiness as readiness
from visits.selectors import placements as selectors
from visits.services import placement_hours


@dataclass(frozen=True)
class Plan:
    """What the school proposes: from when to when, which hours of the week, what the pupil wants to learn."""

    first_day: dt.date
    last_day: dt.date
    week: list[Span]
    goals: str


@dataclass(frozen=True)
class Task:
    """What the pupil will do; `is_clear`: the host looked it up in the list of prohibited work, and it is none."""

    text: str
    is_clear: bool


@dataclass(frozen=True)
class Description:
    """What the host says: who guides, who else is there, what is done, and that the place is none of the list's."""

    supervisor: User
    second_adult: User
    tasks: list[Task] = field(default_factory=list)
    place_is_clear: bool = False


def check_plan(plan: Plan, school: int) -> None:
    if not tidy(plan.goals):
        raise Invalid(_("Hãy viết một hai điều em muốn học."), field="goals")
    if plan.first_day < clock.today():
        raise Invalid(_("Ngày đầu không thể là một ngày đã qua."), field="first_day")
    if plan.last_day < plan.first_day:
        raise Invalid(_("Ngày cuối phải sau ngày đầu."), field="last_day")
    if (plan.last_day - clock.today()).days > rules.PLACEMENT_DAYS:
        raise Invalid(_("Chỉ lập kế hoạch trong vòng sáu tháng tới."), field="last_day")
    placement_hours.check_week(plan.week, school=school, first_day=plan.first_day, last_day=plan.last_day)


def check_adults(placement: Placement, description: Description) -> None:
    """Nobody is alone with a minor: two adults of the host, both seen in person, one of the highest level."""
    if description.supervisor.pk == description.second_adult.pk:
        raise Invalid(
            _("Người lớn thứ hai phải là một người khác: không ai ở riêng với học sinh."), field="second_adult"
        )
    levels = {row.pk: row.level for row in selectors.adults_of(placement)}  # type: ignore[attr-defined]
    if levels.get(description.supervisor.pk) != readiness.SUPERVISOR_LEVEL:
        raise Invalid(_("Người hướng dẫn chưa đủ thẩm định để làm việc trực tiếp với học sinh."), field="supervisor")
    if description.second_adult.pk not in levels:
        raise Invalid(_("Người lớn thứ hai chưa được kiểm tra danh tính trực tiếp."), field="second_adult")


def checked_tasks(description: Description) -> list[dict[str, object]]:
    tasks = [Task(tidy(task.text), task.is_clear) for task in description.tasks if tidy(task.text)]
    if not 1 <= len(tasks) <= rules.PLACEMENT_TASKS:
        raise Invalid(_("Hãy kể từ một đến %(most)d việc em sẽ làm.") % {"most": rules.PLACEMENT_TASKS}, field="tasks")
    for task in tasks:
        guarded_words.check_no_contact(tasks=task.text)
    unclear = next((task for task in tasks if not task.is_clear), None)
    if unclear is not None:
        raise Invalid(
            _("“%(task)s”: chỉ nhận việc anh chị đã đối chiếu và không thuộc danh mục cấm với người chưa đủ 18 tuổi.")
            % {"task": unclear.text},
            field="tasks",
        )
    if not description.place_is_clear:
        raise Invalid(_("Hãy xác nhận nơi làm việc không thuộc danh mục cấm."), field="place_is_clear")
    return [{"text": task.text, "clear": True} for task in tasks]
