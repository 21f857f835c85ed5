"""What guardians say about one pupil and one visit, on their own page or on a signed paper; it acts at once."""

from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from core import clock
from core.actors import signed
from core.errors import Conflict, Invalid
from core.text import tidy
from people.guardian_asks import Said
from people.models import Guardianship, User
from people.selectors.guardians import stands
from visits import events
from visits.enums import HOLDING_STATES, UNCONFIRMED_STATES, Answer, AnswerWay, Leaving
from visits.models import Agreement, Attendee, Visit
from visits.models.agreement import WAITS
from visits.permissions import rosters as permissions
from visits.permissions import visits as visit_permissions
from visits.selectors import agreements
from visits.services import busy, leaving_off, visits


@dataclass(frozen=True)
class Paper:
    """What the staff read on a signed form."""

    guardianship: int
    agreed: bool
    note: str = ""


@transaction.atomic
def answer(guardianship: Guardianship, pk: int, said: Said) -> None:
    """Registered with `people.guardian_asks`, which has asked for the code. `pk` is of the attendee."""
    attendee = Attendee.objects.select_related("visit").filter(pk=pk, pupil=guardianship.pupil_id).first()
    if attendee is None:
        raise Conflict(_("Nhà trường vừa đưa cháu ra khỏi danh sách, nên không cần trả lời nữa."))
    visit = visits.locked(attendee.visit)
    attendee = _again(attendee)
    if visit.state not in HOLDING_STATES or visit.slot.starts_at <= clock.now():
        raise Conflict(_("Chuyến đi đã bắt đầu hoặc đã kết thúc, nên không nhận câu trả lời nữa."))
    if said.agreed and said.version != visit.terms:
        raise Conflict(_("Chuyến đi vừa thay đổi. Xin đọc lại rồi trả lời."))
    word = Answer.YES if said.agreed else Answer.NO
    _write(visit, attendee, guardianship.pk, answer=word, way=AnswerWay.LINK, note=_tidied(said.note))
    _act(visit, attendee, word)


@signed
@transaction.atomic
def record_paper(*, attendee: Attendee, paper: Paper, by: User) -> Agreement:
    """A yes waits for a second person beside what was said before; a no, written or told, counts at once."""
    visit = visits.locked(attendee.visit)
    visit_permissions.check_can_prepare(by, visit)
    attendee = _again(attendee)
    permissions.check_can_be_told(visit)
    rows = Guardianship.objects.filter(stands(), pk=paper.guardianship, pupil=attendee.pupil_id)
    if not rows.exists():
        raise Invalid(_("Người này không phải người giám hộ của em."), field="guardianship")
    _open(attendee, visit)
    note = _tidied(paper.note)
    if not paper.agreed:
        facts = {"answer": Answer.NO, "way": AnswerWay.PAPER, "note": note, "taken_by": by}
        row = _write(visit, attendee, paper.guardianship, **facts)
        _act(visit, attendee, Answer.NO)
        return row
    _check_says_something_new(visit, attendee, paper.guardianship)
    return _wait(visit, attendee, paper.guardianship, note, by)


@signed
@transaction.atomic
def confirm_paper(*, paper: Agreement, by: User) -> Agreement:
    """The second person has read the form: from now on it counts, in place of what the guardian said before."""
    visit, row = _locked_paper(paper)
    permissions.check_can_second(by, visit, row)
    if row.terms != visit.terms:
        raise Conflict(_("Chuyến đi đã thay đổi sau khi ký phiếu này. Xin hỏi lại phụ huynh."))
    Agreement.objects.filter(~WAITS, attendee=row.attendee_id, guardianship=row.guardianship_id).delete()
    row.confirmed_by = by
    row.save()
    _act(visit, row.attendee, Answer.YES)
    return row


@signed
@transaction.atomic
def turn_down_paper(*, paper: Agreement, by: User) -> None:
    """The form does not say what was written down; whoever wrote it may take it back, too."""
    visit, row = _locked_paper(paper)
    visit_permissions.check_can_prepare(by, visit)
    row.delete()


def _write(visit: Visit, attendee: Attendee, guardianship: int, **facts: object) -> Agreement:
    """In place of the guardian's earlier answer; a paper that waits says less than what is said now."""
    own = Agreement.objects.filter(attendee=attendee, guardianship=guardianship)
    for waiting in own.filter(WAITS):
        waiting.delete()
    row = own.first() or Agreement(attendee=attendee, guardianship_id=guardianship)
    row.taken_by = row.confirmed_by = None
    for name, value in {"terms": visit.terms, "answered_at": clock.now(), **facts}.items():
        setattr(row, name, value)
    row.save()
    return row


def _wait(visit: Visit, attendee: Attendee, guardianship: int, note: str, by: User) -> Agreement:
    Agreement.objects.filter(WAITS, attendee=attendee, guardianship=guardianship, terms__lt=visit.terms).delete()
    row = Agreement(attendee=attendee, guardianship_id=guardianship, terms=visit.terms, taken_by=by)
    row.answer, row.way, row.note, row.answered_at = Answer.YES, AnswerWay.PAPER, note, clock.now()
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        raise Conflict(_("Phiếu của người này đã ghi rồi, đang chờ thầy cô thứ hai.")) from None
    events.paper_waits.publish(visit.pk, by.pk)
    return row


def _act(visit: Visit, attendee: Attendee, word: Answer) -> None:
    if word == Answer.NO:
        if attendee.left_off_at is None:
            leaving_off.take_off(visit=visit, rows=[attendee], why=Leaving.REFUSED)
    elif attendee.left_off_at is not None:
        events.attendee_agreed_late.publish(visit.pk, _is_back(visit, attendee))


def _is_back(visit: Visit, attendee: Attendee) -> bool:
    """Where nothing is confirmed yet, a changed mind brings the pupil back, if there is still room and time."""
    others = agreements.answers_among(Agreement.objects.filter(attendee=attendee))
    on = visit.attendees.filter(left_off_at=None).count()
    if visit.state not in UNCONFIRMED_STATES or on >= visit.party or others.get(attendee.pk) == Answer.NO:
        return False
    try:
        with transaction.atomic():
            starts_at, ends_at = visit.slot.starts_at, visit.slot.ends_at
            busy.take(visit=visit, people=[attendee.pupil_id], starts_at=starts_at, ends_at=ends_at)
    except Conflict:
        return False
    attendee.left_off_at = None
    attendee.save(update_fields=["left_off_at"])
    return True


def _check_says_something_new(visit: Visit, attendee: Attendee, guardianship: int) -> None:
    rows = Agreement.objects.filter(~WAITS, attendee=attendee, guardianship=guardianship, terms=visit.terms)
    said = rows.first()
    if said is None:
        return
    if said.answer == Answer.YES:
        raise Conflict(_("Người này đã đồng ý rồi."))
    if said.way == AnswerWay.LINK:
        raise Conflict(_("Người này đã nói không trên điện thoại. Chỉ chính gia đình đổi được, trên trang của mình."))


def _open(attendee: Attendee, visit: Visit) -> None:
    """Whoever answered on paper finds the visit on the own page, too."""
    if attendee.asked_terms != visit.terms:
        attendee.asked_terms = visit.terms
        attendee.save(update_fields=["asked_terms"])


def _tidied(note: str) -> str:
    note = tidy(note)
    if len(note) > 300:
        raise Invalid(_("Xin viết ngắn hơn, tối đa 300 chữ cái."), field="note")
    return note


def _again(attendee: Attendee) -> Attendee:
    """As it is now that the visit is locked."""
    found = Attendee.objects.select_related("pupil").filter(pk=attendee.pk).first()
    if found is None:
        raise Conflict(_("Em này không còn trong danh sách."))
    return found


def _locked_paper(paper: Agreement) -> tuple[Visit, Agreement]:
    visit = visits.locked(paper.attendee.visit)
    row = Agreement.objects.select_related("attendee").filter(WAITS, pk=paper.pk).first()
    if row is None:
        raise Conflict(_("Phiếu này đã có người xử lý rồi."))
    return visit, row
