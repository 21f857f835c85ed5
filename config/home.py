"""Which panels stand on whose home, in which order. The first panel that knows a next step leads the page."""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext as _

from core.panels import Panel, Step
from matching import panels as matching
from messaging.panels.held import held_messages
from messaging.panels.unread import unread
from network.panels.officers import area_figures, unmet_needs, waiting_too_long
from network.panels.pupils import my_ideas, my_proposals, open_calls
from network.panels.running import running
from network.panels.schools import my_clubs, school_figures
from network.panels.supporters import clearance, my_posts
from network.panels.waiting import review_queue, waiting
from people.models import User
from people.panels.clearances import clearances_waiting, words_waiting
from people.panels.data_requests import late_data_requests
from people.panels.organisations import alumni_waiting, organisations_waiting, own_organisations
from people.panels.safety import safety
from people.selectors import hats
from people.selectors.hats import Hats
from visits.panels.appointments import fitting_slots, next_appointments, under_way, waiting_appointments

Offered = Callable[[User], Panel | None]


@dataclass(frozen=True)
class Home:
    panels: list[Panel]
    step: Step
    counts: dict[str, int] = field(default_factory=dict)


def suggestions(user: User) -> Panel | None:
    cards = matching.suggestions_for(user)
    if not cards:
        return None
    worn = hats.of(user)
    title = _("Ai hợp với ý tưởng của em") if worn.is_pupil else _("Gợi ý hợp nhất hôm nay")
    context = {"cards": cards, "for_post": worn.is_supporter and not worn.school_ids}
    best = cards[0].suggestion
    post = best.post
    args = {"idea_suggestions": best.idea_id} if not context["for_post"] else {f"{post.kind_name}_suggestions": post.pk}
    ((page, pk),) = args.items()
    return Panel(
        title=title,
        template="config/_suggestions.html",
        context=context,
        icon="sparkles",
        more_url=reverse(page, args=[pk]),
        more_label=_("Xem hết"),
        wide=True,
    )


PUPIL: tuple[Offered, ...] = (
    under_way,
    my_ideas,
    unread,
    waiting_appointments,
    next_appointments,
    running,
    my_proposals,
    suggestions,
    open_calls,
)
ADVISER: tuple[Offered, ...] = (
    safety,
    under_way,
    late_data_requests,
    held_messages,
    waiting,
    waiting_appointments,
    next_appointments,
    unread,
    words_waiting,
    running,
    suggestions,
    fitting_slots,
    my_clubs,
)
SCHOOL: tuple[Offered, ...] = (
    safety,
    under_way,
    late_data_requests,
    school_figures,
    waiting,
    waiting_appointments,
    next_appointments,
    words_waiting,
    alumni_waiting,
    my_clubs,
    running,
    fitting_slots,
)
SUPPORTER: tuple[Offered, ...] = (
    own_organisations,
    clearance,
    under_way,
    waiting,
    waiting_appointments,
    unread,
    next_appointments,
    words_waiting,
    my_posts,
    organisations_waiting,
    running,
    suggestions,
)
COMMUNE: tuple[Offered, ...] = (
    review_queue,
    organisations_waiting,
    clearances_waiting,
    area_figures,
    unmet_needs,
    waiting_too_long,
)
DEPARTMENT: tuple[Offered, ...] = (
    safety,
    late_data_requests,
    review_queue,
    organisations_waiting,
    clearances_waiting,
    matching.terms_waiting,
    area_figures,
    unmet_needs,
    waiting_too_long,
)


def offered_to(worn: Hats) -> tuple[Offered, ...]:
    if worn.is_department_officer:
        return DEPARTMENT
    if worn.is_commune_officer:
        return COMMUNE
    if worn.is_pupil:
        return PUPIL
    if worn.is_adviser:
        return ADVISER
    return SCHOOL if worn.is_school_staff else SUPPORTER


def otherwise(worn: Hats) -> Step:
    """When nothing waits: a look at what is new on the other side."""
    if worn.is_pupil or worn.is_adviser:
        text = _("Việc thật từ doanh nghiệp, viện, trường đang chờ một nhóm học sinh.")
        label, url = _("Xem bài toán"), reverse("challenge_list")
        return Step(title=_("Xem bài toán mới"), text=text, label=label, url=url, icon="puzzle")
    if worn.is_school_staff:
        text = _("Câu lạc bộ nào cần thêm thầy cô, thêm bạn, thêm ý tưởng?")
        label, url = _("Xem câu lạc bộ"), f"{reverse('club_list')}?mine=1"
        return Step(title=_("Ghé các câu lạc bộ của trường"), text=text, label=label, url=url, icon="users-group")
    text = _("Các nhóm đang kể điều mình làm và điều mình cần.")
    label, url = _("Xem ý tưởng"), reverse("idea_list")
    return Step(title=_("Đọc ý tưởng của các em"), text=text, label=label, url=url, icon="bulb")


def of(user: User) -> Home:
    worn = hats.of(user)
    panels = [panel for offer in offered_to(worn) if (panel := offer(user)) is not None]
    counts: dict[str, int] = {}
    for panel in panels:
        counts.update({place: count for place, count in panel.counts.items() if count})
    step = next((panel.step for panel in panels if panel.step), None)
    return Home(panels=panels, step=step or otherwise(worn), counts=counts)


def greeting(request: HttpRequest) -> str:
    """ "Chào em Anh", "Chào thầy cô", "Chào anh chị": by who reads."""
    worn = hats.of(request.user)
    if worn.is_pupil:
        return _("Chào em %(name)s") % {"name": request.user.given_name}  # type: ignore[union-attr]
    if worn.is_school_staff:
        return _("Chào thầy cô %(name)s") % {"name": request.user.given_name}  # type: ignore[union-attr]
    return _("Chào anh chị %(name)s") % {"name": request.user.given_name}  # type: ignore[union-attr]
