"""A visit that was held, with everybody around it, for what follows."""

from dataclasses import dataclass
from typing import Any

from core import clock
from people.enums import ConsentPurpose
from people.models import School, User
from tests import make
from tests.visits import given
from visits.enums import FeedbackSide, GoAgain, VisitState
from visits.models import Attendee, Certificate, Feedback, Reflection, Visit

TOLD = {
    "seen": "Xưởng rất sạch.",
    "surprised": "Máy tiện chạy êm hơn em nghĩ.",
    "onward": "Em muốn hỏi về bản vẽ.",
}


@dataclass
class Held:
    school: School
    teacher: User
    head: User
    host: User
    pupil: User
    place: Attendee
    visit: Visit


def held(*, days: int = -1, pupil: User | None = None, **facts: Any) -> Held:
    """`days` from today; one pupil of class 8A1 came."""
    school = pupil.affiliations.get().organisation.school if pupil else make.school()
    teacher, head, host = given.teacher(school), given.head(school), given.host()
    slot = given.slot(facts.pop("offer", None) or given.offer(host), days=days)
    facts.setdefault("approved_by", head)
    visit = given.visit(slot, teacher, state=VisitState.HELD, **facts)
    pupil = pupil or make.pupil(
        school, full_name="Đoàn Thị Nhãn Lồng", consents=(ConsentPurpose.ACCOUNT, ConsentPurpose.VISIT)
    )
    pupil.affiliations.update(title="8A1")
    place = given.pupil_on(visit, pupil)
    return Held(school, teacher, head, slot.offer.author, pupil, place, visit)


def reflection(of: Attendee, *, sent: bool = True, **facts: Any) -> Reflection:
    facts = {**TOLD, **facts}
    return Reflection.objects.create(attendee=of, saved_at=clock.now(), sent_at=clock.now() if sent else None, **facts)


def feedback(of: Visit, by: User, side: FeedbackSide, again: GoAgain = GoAgain.YES) -> Feedback:
    return Feedback.objects.create(
        visit=of, side=side, author=by, score=4, well="Đón rất chu đáo.", again=again, written_at=clock.now()
    )


def certificate(of: Attendee, by: User, code: str = "ABCDEFGH2345", **facts: Any) -> Certificate:
    return Certificate.objects.create(attendee=of, code=code, issued_by=by, issued_at=clock.now(), **facts)
