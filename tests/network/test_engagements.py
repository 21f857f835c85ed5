"""A live mentorship: what is done in it, what freezes it, how it closes."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from rest_framework.test import APIClient

from core import clock
from core.errors import Conflict, Invalid, Refused
from network.enums import EngagementStatus
from network.models import Engagement, Offer
from network.selectors import engagements as selectors
from network.services import engagements
from people.enums import ConsentPurpose, OrganisationStatus, Role
from people.models import Affiliation, Clearance, Consent, Organisation, User
from tests import make

pytestmark = pytest.mark.django_db


@pytest.fixture
def engagement():
    club = make.club()
    return make.engagement(make.idea(club, team=[make.pupil(club.school, full_name="Đặng Thị Ngọc Huyền")]))


def sides(engagement):
    idea = engagement.proposal.idea
    return {"supporter": engagement.supporter, "adviser": idea.club.adviser, "pupil": idea.created_by}


@pytest.mark.parametrize("who", ["supporter", "adviser", "pupil"])
def test_all_three_sides_set_goals_and_note_meetings(engagement, who):
    by = sides(engagement)[who]

    goal = engagements.add_goal(engagement=engagement, text="Lọc được một xô nước", by=by)
    engagements.mark_goal(goal=goal, done=True, by=by)
    engagements.check_in(engagement=engagement, held_on=clock.today(), done="Đo độ đục.", minutes=45, by=by)

    assert engagement.goals.get().done_at is not None
    assert engagement.check_ins.get().author == by


def test_a_meeting_is_not_noted_before_it_happened(engagement):
    with pytest.raises(Invalid, match="chưa diễn ra"):
        engagements.check_in(
            engagement=engagement, held_on=clock.today() + dt.timedelta(days=1), done="x", by=engagement.supporter
        )


def withdraw_chat(engagement):
    Consent.objects.filter(purpose=ConsentPurpose.MENTORING_CHAT).update(withdrawn_at=clock.now())


def lapse_clearance(engagement):
    Clearance.objects.filter(user=engagement.supporter, check_kind="safeguarding_quiz").update(
        expires_on=clock.today() - dt.timedelta(days=1)
    )


def suspend_organisation(engagement):
    Organisation.objects.filter(pk=engagement.proposal.post.organisation_id).update(status=OrganisationStatus.SUSPENDED)


def lose_adviser(engagement):
    Affiliation.objects.filter(user=engagement.proposal.idea.club.adviser).update(
        ends_on=clock.today() - dt.timedelta(days=1)
    )


@pytest.mark.parametrize(
    ("happening", "obstacle"),
    [
        (withdraw_chat, selectors.Obstacle.CONSENT),
        (lapse_clearance, selectors.Obstacle.SUPPORTER),
        (suspend_organisation, selectors.Obstacle.SUPPORTER),
        (lose_adviser, selectors.Obstacle.ADVISER),
    ],
)
def test_it_freezes_the_moment_and_thaws_by_itself(engagement, happening, obstacle):
    pupil = sides(engagement)["pupil"]
    before = list(Consent.objects.values("pk", "withdrawn_at"))

    happening(engagement)

    assert selectors.obstacles(engagement) == [obstacle]
    with pytest.raises(Conflict, match="tạm dừng"):
        engagements.add_goal(engagement=engagement, text="Việc mới", by=pupil)
    if happening is withdraw_chat:
        for row in before:
            Consent.objects.filter(pk=row["pk"]).update(withdrawn_at=row["withdrawn_at"])
        assert selectors.obstacles(engagement) == []


def test_a_supporter_who_lapsed_no_longer_sees_it(engagement):
    lapse_clearance(engagement)

    assert not selectors.visible_to(engagement.supporter).exists()


@pytest.mark.parametrize(("who", "names"), [("supporter", ["Huyền"]), ("adviser", ["Đặng Thị Ngọc Huyền"])])
def test_the_supporter_knows_first_names_only(engagement, who, names):
    user = sides(engagement)[who]
    api = APIClient()
    api.force_authenticate(user)

    assert api.get(f"/api/v1/engagements/{engagement.pk}/").json()["team"] == names


def test_the_page_gives_the_supporter_no_family_name(engagement, client):
    pupil = sides(engagement)["pupil"]
    engagements.check_in(engagement=engagement, held_on=clock.today(), done="Đo độ đục.", by=pupil)
    client.force_login(engagement.supporter)

    page = client.get(reverse("engagement_detail", args=[engagement.pk])).content.decode()

    assert "Huyền" in page
    assert "Ngọc Huyền" not in page


def test_closing_frees_the_seat_and_asks_each_side_once(engagement):
    engagements.close(engagement=engagement, by=engagement.supporter)

    engagement.refresh_from_db()
    assert (engagement.status, Offer.objects.get().seats_taken) == (EngagementStatus.CLOSED, 0)
    answer = {"engagement": engagement, "helped": 5, "best": "Các em chăm chỉ", "by": engagement.supporter}
    engagements.answer_closing(**answer)
    with pytest.raises(Conflict, match="đã trả lời"):
        engagements.answer_closing(**answer)


def test_a_pupil_asks_the_adviser_to_close(engagement):
    with pytest.raises(Refused, match="giáo viên phụ trách"):
        engagements.close(engagement=engagement, by=sides(engagement)["pupil"])


def test_stopping_needs_a_reason(engagement):
    with pytest.raises(Invalid):
        engagements.end(engagement=engagement, reason=" ", by=engagement.supporter)

    engagements.end(engagement=engagement, reason="Chuyển công tác.", by=engagement.supporter)
    engagement.refresh_from_db()
    assert (engagement.status, engagement.end_reason) == (EngagementStatus.ENDED, "Chuyển công tác.")


def test_strangers_do_not_find_it(engagement):
    for user in (make.mentor(), make.representative(), make.adviser(), make.pupil(), make.officer()):
        assert not selectors.visible_to(user).exists()


def test_a_mistake_in_the_form_keeps_what_was_typed(engagement, client):
    client.force_login(engagement.supporter)

    answer = client.post(
        reverse("engagement_check_in", args=[engagement.pk]),
        {"held_on": "2999-01-01", "minutes": "45", "done": "Đã đo độ đục của nước."},
    )

    assert answer.status_code == 422
    assert "Đã đo độ đục của nước." in answer.content.decode()
    assert not engagement.check_ins.exists()


def told_of(engagement, user, client):
    """What the page, the API and its list say to this person, together."""
    api = APIClient()
    api.force_authenticate(user)
    client.force_login(user)
    page = client.get(reverse("engagement_detail", args=[engagement.pk])).content.decode()
    listed = client.get(reverse("engagement_list")).content.decode()
    return page + listed + api.get(f"/api/v1/engagements/{engagement.pk}/").content.decode()


def stop(engagement):
    engagements.end(engagement=engagement, reason="Không hợp.", by=engagement.proposal.idea.club.adviser)


@pytest.mark.parametrize("happening", [withdraw_chat, lose_adviser, stop])
def test_first_names_are_hidden_once_it_is_frozen_or_over(engagement, client, happening):
    pupil = sides(engagement)["pupil"]
    engagements.check_in(engagement=engagement, held_on=clock.today(), done="Đo độ đục.", by=pupil)

    happening(engagement)

    assert "Huyền" not in told_of(engagement, engagement.supporter, client)


def test_an_adult_who_lapsed_has_no_name_for_pupils(engagement, client):
    pupil, adult = sides(engagement)["pupil"], engagement.supporter
    engagements.check_in(engagement=engagement, held_on=clock.today(), done="Đo độ đục.", by=adult)
    assert adult.full_name in told_of(engagement, pupil, client)

    lapse_clearance(engagement)

    told = told_of(engagement, pupil, client)
    assert adult.full_name not in told
    assert "Bên hỗ trợ" in told


def test_the_adviser_and_the_adult_are_two_people(engagement):
    club = engagement.proposal.idea.club
    make.hat(engagement.supporter, club.school, Role.ADVISER)
    club.adviser = engagement.supporter
    club.save()

    assert selectors.obstacles(Engagement.objects.get()) == [selectors.Obstacle.ADVISER]


@pytest.mark.parametrize("happening", [withdraw_chat, suspend_organisation, lose_adviser])
def test_no_last_words_pass_while_a_key_is_missing(engagement, happening):
    engagements.close(engagement=engagement, by=engagement.supporter)
    happening(engagement)

    with pytest.raises((Conflict, Refused)):
        engagements.answer_closing(
            engagement=Engagement.objects.get(),
            helped=5,
            best="Nhắn anh nhé",
            by=User.objects.get(pk=engagement.supporter_id),
        )


def test_no_last_words_pass_after_a_key_was_withdrawn(engagement):
    stop(engagement)

    with pytest.raises(Conflict, match="khép lại"):
        engagements.answer_closing(
            engagement=Engagement.objects.get(), helped=5, best="Nhắn anh nhé", by=engagement.supporter
        )


def test_why_it_was_stopped_is_between_the_adults(engagement, client):
    withdraw_chat(engagement)
    engagements.end(engagement=engagement, reason="Nhắn anh nhé", by=engagement.supporter)

    assert "Nhắn anh nhé" not in told_of(engagement, sides(engagement)["pupil"], client)
    assert "Nhắn anh nhé" in told_of(engagement, sides(engagement)["adviser"], client)


def test_the_page_asks_as_often_for_twenty_meetings_as_for_one(engagement, client):
    client.force_login(engagement.supporter)
    counts = []
    for more in (1, 19):
        for day in range(more):
            held_on = clock.today() - dt.timedelta(days=day)
            engagements.check_in(engagement=engagement, held_on=held_on, done="Đo độ đục.", by=engagement.supporter)
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("engagement_detail", args=[engagement.pk]))
        counts.append(len(queries))

    assert counts[0] == counts[1] <= 10
