"""Calls for help in what pupils and outside adults write around visits, sessions and internships.

`network.services.care.hear` takes them. A draft is its pupil's alone: it is heard once it is sent.
"""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from network.services.care import Written, hear
from people.models import User
from visits.models import Evaluation, LogEntry, Placement, Reflection, Session


def watch_session(row: Session, by: User) -> None:
    """Why it was called off."""
    engagement = row.engagement
    text = _(
        "Máy nhận thấy lời báo hủy một buổi hẹn có thể là lời muốn làm đau chính mình. "
        "Lời ấy có trong bản sao kèm theo."
    )
    school = engagement.proposal.idea.club.school_id
    hear(Written({"reason": row.reason}, ("engagement", engagement.pk), school, text), by)


def watch_reflection(row: Reflection, by: User) -> None:
    visit = row.attendee.visit
    text = _(
        "Máy nhận thấy bài em kể lại một chuyến tham quan có thể là lời muốn làm đau chính mình. "
        "Lời ấy có trong bản sao kèm theo."
    )
    hear(Written(row.said, ("visit", visit.pk), visit.school_id, text), by)


def watch_log(row: LogEntry, by: User) -> None:
    text = _(
        "Máy nhận thấy nhật ký một kỳ thực tập có thể là lời muốn làm đau chính mình. Lời ấy có trong bản sao kèm theo."
    )
    _watch_placement(row.placement, row.said, text, by)


def watch_last_words(row: Evaluation, by: User) -> None:
    text = _(
        "Máy nhận thấy lời cuối của một kỳ thực tập có thể là lời muốn làm đau chính mình. "
        "Lời ấy có trong bản sao kèm theo."
    )
    _watch_placement(row.placement, row.said, text, by)


def watch_key_back(placement: Placement, reason: str, by: User) -> None:
    """Why somebody no longer agrees to an internship."""
    text = _(
        "Máy nhận thấy lời rút lại đồng ý với một kỳ thực tập có thể là lời muốn làm đau chính mình. "
        "Lời ấy có trong bản sao kèm theo."
    )
    _watch_placement(placement, {"reason": reason}, text, by)


def _watch_placement(placement: Placement, words: Mapping[str, str], text: str, by: User) -> None:
    hear(Written(words, ("placement", placement.pk), placement.school_id, text), by)
