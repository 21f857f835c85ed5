"""Who may no longer be in a conversation loses it on an open socket within moments; nobody has to tell the server."""

import datetime as dt
from collections.abc import Callable
from uuid import uuid4

import pytest

from core import clock
from messaging.models import Message
from network.models import TeamMember
from people.enums import ConsentPurpose
from people.models import Consent, ProtectiveHold
from tests import make
from tests.messaging.live.sockets import Server, Tab
from tests.messaging.talk import Talk, say

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)

# The look of once a second, and the way there and back on a machine that does other things besides.
AT_ONCE = 3.0


def withdraw_consent(here: Talk) -> None:
    given = Consent.objects.filter(guardianship__pupil=here.pupil, purpose=ConsentPurpose.MENTORING_CHAT)
    given.update(withdrawn_at=clock.now())


def let_clearance_lapse(here: Talk) -> None:
    here.mentor.clearances.update(expires_on=clock.today() - dt.timedelta(days=1))


def let_adviser_go(here: Talk) -> None:
    here.adviser.affiliations.update(ends_on=clock.today() - dt.timedelta(days=1))


def leave_team(here: Talk) -> None:
    TeamMember.objects.filter(pupil=here.pupil).update(left_at=clock.now())


def hold(here: Talk) -> None:
    ProtectiveHold.objects.create(
        concern=make.concern("engagement", here.engagement.pk, by=here.pupil),
        target_kind="engagement",
        target=here.engagement.pk,
        placed_by=here.adviser,
        placed_at=clock.now(),
    )


# What happens, to whom, and what they are answered afterwards: 403 is "this account has no role any more".
LOSSES: dict[str, tuple[Callable[[Talk], None], str, int]] = {
    "consent withdrawn": (withdraw_consent, "pupil", 404),
    "clearance lapsed": (let_clearance_lapse, "mentor", 404),
    "adviser gone": (let_adviser_go, "adviser", 403),
    "out of the team": (leave_team, "pupil", 404),
}


@pytest.mark.parametrize("loss", LOSSES)
def test_the_socket_loses_the_conversation(server: Server, here: Talk, loss: str) -> None:
    happen, role, status = LOSSES[loss]
    who = getattr(here, role)
    stays = here.adviser if role != "adviser" else here.pupil
    with Tab(server, who) as tab, Tab(server, stays) as other:
        tab.hello()
        other.hello()
        happen(here)
        assert tab.kind("gone", within=AT_ONCE) == {"t": "gone", "c": here.pk}
        assert tab.ask("read", c=here.pk, seq=1)["status"] == status
        assert tab.ask("send", c=here.pk, client=str(uuid4()), body="Chào")["status"] == status
        assert tab.messages() == []


def test_the_line_that_says_why_it_stopped_arrives_by_itself(server: Server, here: Talk) -> None:
    with Tab(server, here.pupil) as pupil:
        pupil.hello()
        let_clearance_lapse(here)
        line = pupil.message(2, within=AT_ONCE)
        assert (line["note"], line["details"]) == ("frozen", ["outside"])
        here.mentor.clearances.update(expires_on=clock.today() + dt.timedelta(days=90))
        assert pupil.message(3, within=AT_ONCE)["note"] == "thawed"
    assert here.conversation.messages.count() == 3


def test_after_a_hold_nobody_writes_and_nobody_reads_why(server: Server, here: Talk) -> None:
    with Tab(server, here.pupil) as pupil, Tab(server, here.mentor) as mentor:
        pupil.hello()
        mentor.hello()
        hold(here)
        for tab in (pupil, mentor):
            assert tab.message(2, within=AT_ONCE)["details"] == ["pause"]
            answer = tab.ask("send", c=here.pk, client=str(uuid4()), body="Chào")
            assert (answer["status"], answer["why"]) == (409, "Đang tạm dừng: Nhà trường đang cho tạm nghỉ.")


@pytest.mark.parametrize("way", ["logged out", "another password", "deactivated"])
def test_a_log_in_that_is_over_loses_its_socket(server: Server, here: Talk, way: str) -> None:
    with Tab(server, here.adviser) as tab:
        tab.hello()
        if way == "logged out":
            _log_out(tab)
        elif way == "another password":
            here.adviser.set_password("mot-mat-khau-khac-9")
            here.adviser.save()
        else:
            here.adviser.is_active = False
            here.adviser.save()
        assert tab.closed(within=10) == 4401
        assert tab.got[-1]["why"] == "Phiên đăng nhập đã hết. Hãy đăng nhập lại."
    assert Message.objects.filter(author=here.adviser).count() == 0


def test_who_joins_the_team_is_let_in(server: Server, here: Talk) -> None:
    newcomer = make.pupil(here.pupil.affiliations.get().organisation.school)
    make.join(here.engagement.proposal.idea.club, newcomer)
    with Tab(server, newcomer) as tab, Tab(server, here.adviser) as adviser:
        assert tab.hello()["heads"] == {}
        adviser.hello()
        idea = here.engagement.proposal.idea
        TeamMember.objects.create(idea=idea, pupil=newcomer, season=idea.season, place=5)
        say(here.pk, here.adviser, "Chào bạn mới")
        assert tab.message(2, within=AT_ONCE)["html"] == "<p>Chào bạn mới</p>"


def _log_out(tab: Tab) -> None:
    from django.contrib.sessions.models import Session

    assert Session.objects.filter(pk=tab.cookie.partition("=")[2]).delete()[0] == 1
