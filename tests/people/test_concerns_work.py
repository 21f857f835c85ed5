"""What the lead does in a case: looking, noting, answering, protecting, closing by two."""

import pytest
import time_machine

from core.errors import Conflict, Invalid, NotFound, Refused
from network.permissions import engagements as engagement_permissions
from network.selectors import engagements
from people.enums import ConcernAct, ConcernOutcome, Role
from people.models import ConcernAction, Notice
from people.selectors import concerns as selectors
from people.selectors import gates, safeguarding
from people.services import concern_closing, concern_protection, concern_work, concerns
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def home():
    return make.school()


@pytest.fixture
def lead(home):
    return make.adult(home, Role.SCHOOL_ADMIN)


@pytest.fixture
def engagement(home, lead):
    return make.engagement(make.idea(make.club(home), team=[make.pupil(home)]))


@pytest.fixture
def case(engagement):
    return make.concern("engagement", engagement.pk, by=engagement.proposal.idea.created_by, person=0)


def acts(case):
    return [link.act for link in case.actions.order_by("number")]


def told(kind):
    return {row.recipient for row in Notice.objects.filter(kind=kind).select_related("recipient")}


def looked(case, by):
    return concern_work.look(concern=case, by=by)


def closing(case, by):
    looked(case, by)
    return concern_closing.ask_close(concern=case, outcome=ConcernOutcome.SETTLED, text="Đã nói chuyện với em.", by=by)


def test_opening_is_noted_and_stops_the_clock(case, lead):
    with time_machine.travel("2026-11-23 02:00+00:00", tick=False):
        opened = looked(case, lead)
    with time_machine.travel("2026-11-23 02:05+00:00", tick=False):
        looked(case, lead)
    with time_machine.travel("2026-11-23 02:20+00:00", tick=False):
        looked(case, lead)

    assert opened.status == "looked"
    assert [(link.act, link.by) for link in case.actions.order_by("number")] == [
        ("reported", None),
        ("opened", lead),
        ("opened", lead),
    ]
    with time_machine.travel("2026-12-23 02:00+00:00", tick=False):
        assert concerns.raise_overdue() == 0


def test_nobody_but_the_lead_opens_it(case, engagement, home):
    for person in (
        engagement.supporter,
        engagement.proposal.idea.club.adviser,
        engagement.proposal.idea.created_by,
        make.adult(make.school(), Role.SCHOOL_ADMIN),
        make.officer(),
    ):
        with pytest.raises(NotFound):
            looked(case, person)
    assert acts(case) == ["reported"]


def test_what_was_done_is_written_with_its_time(case, lead):
    concern_work.note(concern=case, act=ConcernAct.TALKED, text=" Gặp em ở phòng tư vấn. ", by=lead)
    concern_work.hand_to_111(concern=case, text="Gặp cô Mai, mã 12.", by=lead)

    rows = list(case.actions.order_by("number").values_list("act", "text", "by"))
    assert rows[1:] == [("talked", "Gặp em ở phòng tư vấn.", lead.pk), ("to_111", "Gặp cô Mai, mã 12.", lead.pk)]


def test_a_note_needs_words_and_an_act_of_the_list(case, lead):
    with pytest.raises(Invalid):
        concern_work.note(concern=case, act=ConcernAct.TALKED, text="\u200b", by=lead)
    with pytest.raises(Invalid):
        concern_work.note(concern=case, act=ConcernAct.CLOSED, text="xong", by=lead)
    assert acts(case) == ["reported"]


def test_the_answer_reaches_the_reporter_and_nobody_else(case, lead):
    concern_work.answer(concern=case, text="Cảm ơn em. Thầy cô ở đây.", by=lead)

    (own,) = selectors.own_of(case.reporter)
    assert own.answer == "Cảm ơn em. Thầy cô ở đây."
    (notice,) = Notice.objects.filter(kind="concern_answered")
    assert (notice.recipient, notice.facts) == (case.reporter, {})


def test_handing_up_shows_it_to_the_department(case, lead):
    officer = make.officer()

    concern_work.hand_to_department(concern=case, text="Nhờ Sở cùng xem.", by=lead)

    assert selectors.led_by(officer).get() == case
    assert selectors.led_by(lead).get() == case
    assert told("concern_raised") == set(safeguarding.officers())


@pytest.mark.parametrize(("hides", "names"), [(False, True), (True, False)])
def test_who_wished_it_is_known_to_the_lead_alone(engagement, lead, hides, names):
    pupil, officer = engagement.proposal.idea.created_by, make.officer()
    case = make.concern("engagement", engagement.pk, by=pupil, person=0, hides_reporter=hides)
    concern_work.hand_to_department(concern=case, text="Nhờ Sở cùng xem.", by=lead)

    assert selectors.reporter_name_for(lead, case) == pupil.full_name
    assert (selectors.reporter_name_for(officer, case) == pupil.full_name) is names


def test_a_pause_freezes_the_engagement_at_once_and_gives_no_reason(case, lead, engagement):
    (row,) = concern_protection.holdables_of(concern=case, by=lead)
    adviser = engagement.proposal.idea.club.adviser
    assert engagement_permissions.can_work_in(adviser, engagement)

    concern_protection.hold(concern=case, target=row.key, by=lead)

    assert engagements.obstacles(engagement) == [engagements.Obstacle.PAUSE]
    assert not engagement_permissions.can_work_in(adviser, engagement)
    assert not engagement_permissions.can_work_in(engagement.supporter, engagement)
    assert engagements.team_for(engagement.supporter, engagement) == []
    assert str(engagements.SENTENCES[engagements.Obstacle.PAUSE]) == "Nhà trường đang cho tạm nghỉ."
    with pytest.raises(Conflict):
        concern_protection.hold(concern=case, target=row.key, by=lead)

    concern_protection.release(concern=case, target=row.key, by=lead)
    assert engagements.obstacles(engagement) == []
    assert acts(case) == ["reported", "held", "released"]


def test_only_what_the_named_take_part_in_can_be_paused(case, lead):
    foreign = make.engagement()

    with pytest.raises(NotFound):
        concern_protection.hold(concern=case, target=f"engagement-{foreign.pk}", by=lead)


def test_from_a_report_of_an_offer_the_mentors_engagements_with_the_school_can_be_paused(engagement, lead):
    offer = engagement.proposal.offer
    make.engagement(make.idea(), make.offer(offer.organisation, by=offer.author))
    case = make.concern("offer", offer.pk, by=engagement.proposal.idea.created_by, person=0)

    rows = concern_protection.holdables_of(concern=case, by=lead)

    assert [(row.kind, row.pk) for row in rows] == [("engagement", engagement.pk)]


def test_the_department_is_asked_to_suspend_and_does_it_in_one_step(case, lead, engagement):
    officer, mentor = make.officer(), engagement.supporter
    with pytest.raises(NotFound):
        concern_protection.suspend(concern=case, adult=mentor.pk, by=officer)

    concern_protection.ask_suspension(concern=case, adult=mentor.pk, text="Tin nhắn không phù hợp.", by=lead)
    with pytest.raises(Refused):
        concern_protection.suspend(concern=case, adult=mentor.pk, by=lead)
    concern_protection.suspend(concern=case, adult=mentor.pk, by=officer)

    assert not gates.cleared_adults().filter(pk=mentor.pk).exists()
    assert engagements.obstacles(engagement) == [engagements.Obstacle.SUPPORTER]
    assert acts(case) == ["reported", "asked_suspension", "suspended"]
    with pytest.raises(Conflict):
        concern_protection.suspend(concern=case, adult=mentor.pk, by=officer)


def test_only_a_named_adult_can_be_suspended(case, lead):
    with pytest.raises(NotFound):
        concern_protection.ask_suspension(concern=case, adult=make.mentor().pk, by=lead)


def test_closing_takes_two(case, lead, home):
    second = make.adult(home, Role.SCHOOL_ADMIN)

    closing(case, lead)
    with pytest.raises(Refused):
        concern_closing.confirm(concern=case, by=lead)
    closed = concern_closing.confirm(concern=case, by=second)

    assert (closed.status, closed.outcome, closed.close_asked_by, closed.closed_by) == (
        "closed",
        "settled",
        lead,
        second,
    )
    assert acts(case) == ["reported", "opened", "asked_close", "closed"]
    assert told("concern_closing") == {second}
    with pytest.raises(Conflict):
        concern_work.note(concern=case, act=ConcernAct.NOTED, text="thêm", by=lead)


def test_where_the_school_has_nobody_else_the_department_is_the_second(case, lead):
    officer = make.officer()

    closing(case, lead)

    assert told("concern_closing") == set(safeguarding.officers())
    assert concern_closing.confirm(concern=case, by=officer).status == "closed"


def test_nobody_named_confirms(case, lead, home):
    second = make.adult(home, Role.SCHOOL_ADMIN)
    case.named.add(second)
    closing(case, lead)

    assert not selectors.to_confirm_by(second).exists()
    with pytest.raises(NotFound):
        concern_closing.confirm(concern=case, by=second)
    assert not Notice.objects.filter(kind="concern_closing", recipient=second).exists()


@pytest.mark.parametrize("who", ["mentor", "adviser", "pupil", "stranger"])
def test_others_do_not_confirm(case, lead, engagement, who):
    closing(case, lead)
    people = {
        "mentor": engagement.supporter,
        "adviser": engagement.proposal.idea.club.adviser,
        "pupil": case.reporter,
        "stranger": make.adult(make.school(), Role.SCHOOL_ADMIN),
    }

    with pytest.raises(NotFound):
        concern_closing.confirm(concern=case, by=people[who])


def test_the_second_person_may_keep_it_open(case, lead, home):
    second = make.adult(home, Role.SCHOOL_ADMIN)
    closing(case, lead)

    kept = concern_closing.keep_open(concern=case, text="Chưa gặp phụ huynh.", by=second)

    assert (kept.status, kept.outcome, kept.close_asked_by) == ("looked", "", None)
    assert acts(case)[-1] == "kept_open"


def test_what_the_second_person_reads_is_not_the_report(case, lead, home):
    closing(case, lead)

    assert [link.act for link in selectors.closing_words_of(case)] == ["opened", "asked_close"]


def test_a_case_is_not_closed_before_it_was_opened(case, lead):
    with pytest.raises(Conflict):
        concern_closing.ask_close(concern=case, outcome=ConcernOutcome.UNFOUNDED, text="x", by=lead)


def test_nothing_of_a_case_goes_into_the_log_of_reads(case, lead):
    looked(case, lead)

    assert not case.reporter.reads_of_record.exists()
    assert ConcernAction.objects.filter(act="opened").count() == 1
