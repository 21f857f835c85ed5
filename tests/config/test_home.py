"""The front pages: each role finds what waits and one next step, in few queries."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core import clock
from matching.enums import TermProposalState
from network.enums import IdeaStatus, PostStatus, ProposalSide, ProposalState, Visibility
from network.models import CheckIn, Goal
from people.enums import ConsentPurpose, OrganisationKind, Role
from people.models import User
from tests import make
from tests.matching import given_terms

pytestmark = pytest.mark.django_db
EVERYTHING = (ConsentPurpose.ACCOUNT, ConsentPurpose.MENTORING_CHAT, ConsentPurpose.PUBLIC_TEAM_PAGE)


def home_of(client, user):
    # A fresh row, as a request would read it.
    client.force_login(User.objects.get(pk=user.pk))
    return client.get(reverse("home"))


def step_of(client, user):
    return home_of(client, user).context["home"].step


def titles(answer):
    return [panel.title for panel in answer.context["home"].panels]


def test_a_stranger_is_welcomed_and_shown_public_ideas_only(client):
    school = make.school()
    pupil = make.pupil(school, full_name="Phạm Thị Hải Đăng", consents=EVERYTHING)
    make.idea(make.club(school), team=[pupil], title="Ý tưởng công khai", visibility=Visibility.PUBLIC)
    make.idea(title="Ý tưởng cho đối tác")

    page = client.get(reverse("welcome")).content.decode()

    assert reverse("account_login") in page
    assert "Ý tưởng công khai" in page
    assert [word for word in ("Ý tưởng cho đối tác", "Hải Đăng") if word in page] == []


def test_whoever_is_logged_in_goes_home(client):
    client.force_login(make.pupil())

    assert client.get(reverse("welcome")).url == reverse("home")


def test_home_is_for_those_who_log_in(client):
    assert client.get(reverse("home")).url.startswith(reverse("account_login"))


def test_a_pupil_without_a_club_is_sent_to_the_clubs(client):
    assert step_of(client, make.pupil()).url == f"{reverse('club_list')}?mine=1"


def test_a_pupil_in_a_club_is_invited_to_write(client):
    club = make.club()
    pupil = make.pupil(club.school)
    make.join(club, pupil)

    assert step_of(client, pupil).url == reverse("idea_create", args=[club.pk])


@pytest.mark.parametrize(
    ("status", "url_name"),
    [
        (IdeaStatus.DRAFT, "idea_edit"),
        (IdeaStatus.SUBMITTED, "challenge_list"),
        (IdeaStatus.PUBLISHED, "idea_suggestions"),
    ],
)
def test_a_pupils_next_step_follows_the_idea(client, status, url_name):
    school = make.school()
    pupil = make.pupil(school)
    idea = make.idea(make.club(school), team=[pupil], status=status)

    args = [] if url_name == "challenge_list" else [idea.pk]
    assert step_of(client, pupil).url == reverse(url_name, args=args)


def test_a_pupil_sees_the_teams_proposals_and_the_next_goal(client):
    school = make.school()
    pupil = make.pupil(school)
    idea = make.idea(make.club(school), team=[pupil])
    make.proposal(idea, make.challenge(title="Rác ở cảng"))
    engagement = make.engagement(idea, make.offer())
    Goal.objects.create(engagement=engagement, text="Đo nước ba nơi", due_on=clock.today())
    CheckIn.objects.create(engagement=engagement, author=pupil, held_on=clock.today(), done="Gặp")

    answer = home_of(client, pupil)

    page = answer.content.decode()
    assert titles(answer)[:3] == ["Ý tưởng của em", "Đang đồng hành", "Đề nghị kết nối"]
    assert [word for word in ("Rác ở cảng", "Đo nước ba nơi", "gặp lần cuối hôm nay") if word not in page] == []


def test_an_adviser_is_led_to_what_waits_and_the_navigation_counts_it(client):
    club = make.club()
    handed_in = make.idea(club, status=IdeaStatus.SUBMITTED)
    asked = make.proposal(make.idea(club), side=ProposalSide.SUPPLY)

    answer = home_of(client, club.adviser)

    assert answer.context["home"].step.url == reverse("proposal_detail", args=[asked.pk])
    assert {entry.url: entry.count for entry in answer.context["nav"] if entry.count} == {
        reverse("proposal_list"): 1,
        reverse("idea_list"): 1,
    }
    assert handed_in.title in answer.content.decode()


def test_an_adviser_without_a_club_founds_one(client):
    assert step_of(client, make.adviser()).url == reverse("club_create")


def test_the_schools_management_sees_its_figures(client):
    school = make.school()
    club = make.club(school)
    make.idea(club)
    make.engagement(make.idea(club))
    make.pupil(school, consents=())

    answer = home_of(client, make.adult(school, Role.SCHOOL_ADMIN))

    stats = answer.context["home"].panels[0].context["stats"]
    assert [stat["value"] for stat in stats] == [1, 2, 1, 1]


def test_an_uncleared_mentor_is_led_to_the_clearance_and_sees_no_idea(client):
    make.idea(title="Ý tưởng kín")

    answer = home_of(client, make.mentor(cleared=False))

    assert answer.context["home"].step.url == reverse("clearance")
    assert "Ý tưởng kín" not in answer.content.decode()


@pytest.mark.parametrize(
    ("status", "url_name"),
    [
        (PostStatus.CHANGES_REQUESTED, "challenge_edit"),
        (PostStatus.DRAFT, "challenge_edit"),
        (PostStatus.PUBLISHED, "challenge_suggestions"),
    ],
)
def test_a_representatives_next_step_follows_the_post(client, status, url_name):
    challenge = make.challenge(status=status)

    assert step_of(client, challenge.author).url == reverse(url_name, args=[challenge.pk])


@pytest.mark.parametrize(
    ("who", "url_name"), [(make.representative, "challenge_create"), (make.mentor, "offer_create")]
)
def test_a_supporter_without_a_post_writes_the_first(client, who, url_name):
    assert step_of(client, who()).url == reverse(url_name)


def test_a_supporter_is_led_to_the_proposal_that_waits(client):
    offer = make.offer()
    proposal = make.proposal(make.idea(), offer, state=ProposalState.ADVISER_APPROVED)

    assert step_of(client, offer.author).url == reverse("proposal_detail", args=[proposal.pk])


def test_the_department_reviews_first_and_then_looks_at_the_map(client):
    officer = make.officer()
    assert step_of(client, officer).url == reverse("coverage")

    challenge = make.challenge(status=PostStatus.IN_REVIEW)
    review = challenge.reviews.create(content={"title": "Rác ở cảng"}, submitted_by=challenge.author)
    answer = home_of(client, officer)

    assert answer.context["home"].step.url == reverse("review_detail", args=[review.pk])
    assert answer.context["home"].counts == {"review_queue": 1}


def test_the_department_finds_the_terms_that_wait_and_the_menu_counts_them(client):
    waiting = [given_terms.proposal(form=f"bè hàu kiểu {number}") for number in range(5)]
    given_terms.proposal(form="đã trả lời", state=TermProposalState.DECLINED)

    answer = home_of(client, make.officer())

    home = answer.context["home"]
    panel = next(panel for panel in home.panels if panel.title == "Đề xuất từ vựng chờ xem")
    assert [line.title for line in panel.context["lines"]] == [row.form for row in waiting[:3]]
    assert (panel.context["rest"], panel.more_url) == (2, reverse("term_proposal_list"))
    assert (home.step.title, home.step.url) == (
        "5 đề xuất từ vựng chờ xem",
        reverse("term_proposal_detail", args=[waiting[0].pk]),
    )
    counted = {entry.url: entry.count for entry in answer.context["account_links"] if entry.count}
    assert counted == {reverse("term_list"): 5}


@pytest.mark.parametrize("who", [make.commune_officer, make.adviser, make.mentor, make.pupil])
def test_nobody_else_is_told_of_terms_that_wait(client, who):
    row = given_terms.proposal()

    answer = home_of(client, who())

    assert "Đề xuất từ vựng chờ xem" not in titles(answer)
    assert row.form not in answer.content.decode()


def test_the_departments_home_asks_as_often_for_fifty_terms_as_for_one(client, settings):
    settings.MFA_REQUIRED = False
    officer, by, counts = make.officer(), make.adviser(), []
    for numbers in (range(1), range(1, 50)):
        for number in numbers:
            given_terms.proposal(by, form=f"bè hàu kiểu {number}")
        counts.append(_queries(client, officer))

    assert counts[0] == counts[1] <= 12


def test_a_commune_officer_looks_at_the_own_map(client):
    assert step_of(client, make.commune_officer()).url == reverse("coverage")


def of_pupil():
    school = make.school()
    pupil = make.pupil(school)
    idea = make.idea(make.club(school), team=[pupil])
    make.proposal(idea, make.challenge())
    make.engagement(idea, make.offer())
    return pupil


def of_adviser():
    club = make.club()
    make.idea(club, status=IdeaStatus.SUBMITTED)
    make.proposal(make.idea(club))
    make.engagement(make.idea(club))
    return club.adviser


def of_management():
    return make.adult(of_adviser().affiliations.get().organisation.school, Role.SCHOOL_ADMIN)


def of_representative():
    home = make.organisation()
    author = make.representative(home)
    make.offer(home, by=author)
    challenge = make.challenge(home, by=author, seats=3)
    make.proposal(make.idea(), challenge)
    make.engagement(make.idea(), challenge)
    return author


def of_alumnus():
    home = make.organisation(OrganisationKind.ALUMNI_ASSOCIATION)
    return make.offer(home, by=make.clear(make.adult(home, Role.ALUMNUS))).author


def of_department():
    challenge = make.challenge(status=PostStatus.IN_REVIEW)
    challenge.reviews.create(content={"title": "Rác"}, submitted_by=challenge.author)
    make.proposal(created_at=clock.now() - dt.timedelta(days=30))
    make.idea()
    given_terms.proposal()
    return make.officer()


def of_commune():
    of_department()
    return make.commune_officer()


@pytest.mark.parametrize(
    "who",
    [
        of_pupil, of_adviser, of_management, of_representative, of_alumnus, of_department, of_commune, make.pupil,
        make.adviser, make.mentor,
    ],
)  # fmt: skip
def test_a_home_takes_few_queries(client, settings, who):
    settings.MFA_REQUIRED = False
    user = who()
    client.force_login(User.objects.get(pk=user.pk))

    with CaptureQueriesContext(connection) as queries:
        answer = client.get(reverse("home"))

    assert answer.status_code == 200
    assert len(queries) <= 12


def test_a_home_asks_as_often_for_fifty_as_for_one(client):
    home = make.organisation()
    author = make.representative(home)
    make.proposal(make.idea(), make.challenge(home, by=author))
    counts = []
    for more in (0, 49):
        for _ in range(more):
            make.challenge(home, by=author)
        counts.append(_queries(client, author))

    assert counts[0] == counts[1]


def _queries(client, user):
    client.force_login(User.objects.get(pk=user.pk))
    with CaptureQueriesContext(connection) as queries:
        client.get(reverse("home"))
    return len(queries)
