"""Background work: each may run twice."""

from django.utils.translation import gettext_lazy as _

from core.actors import background
from visits.services import (
    after_notices,
    asking,
    calendar_letters,
    forgetting,
    leaving_off,
    placements,
    reminders,
    session_reminders,
    sessions,
    slot_requests,
    visits,
)


@background(_("khép các chuyến đi đã qua"))
def mind_visits() -> None:
    """Hourly: end what was not confirmed or answered in time, and note what has taken place."""
    visits.expire_late()
    visits.hold_past()
    slot_requests.expire_late()
    slot_requests.look_again()


@background(_("hỏi phụ huynh về chuyến tham quan"))
def ask_guardians(visit: int) -> None:
    asking.ask_by_itself(visit_id=visit)


@background(_("nhắc phụ huynh chưa trả lời về chuyến tham quan"))
def mind_guardians() -> None:
    """Daily: tell again who is silent, and throw away what was said for visits long past."""
    asking.ask_all()
    forgetting.drop_old_notes()


@background(_("xem lại ai còn được đi tham quan"))
def look_again(pupil: int) -> None:
    leaving_off.look_again(pupil=pupil)


@background(_("xem lại danh sách các chuyến tham quan"))
def mind_rosters() -> None:
    """Hourly: consents and guardianships that ended quietly."""
    leaving_off.settle_all()


@background(_("nhắc và khép các buổi hẹn"))
def mind_sessions() -> None:
    """Every minute: remind of what comes, end what nobody confirmed or noted in time."""
    session_reminders.remind()
    sessions.expire_late()


@background(_("bắt đầu và khép các kỳ thực tập"))
def mind_placements() -> None:
    """Hourly: begin what is due and whole, end what is past."""
    placements.begin_due()
    placements.end_past()


@background(_("nhắc việc của các chuyến đi"))
def remind_of_visits() -> None:
    """Daily: who holds a step up, what is missing, who goes tomorrow, what froze, who has not told."""
    reminders.remind_holders()
    reminders.tell_missing()
    reminders.tell_frozen()
    reminders.tell_day_before()
    after_notices.remind()


@background(_("gửi chuyến đi vào lịch qua e-mail"))
def write_into_calendars(visit: int) -> None:
    calendar_letters.send_due(visit=visit)
