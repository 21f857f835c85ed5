"""The whole, counted: who may see it, of which area, and that every figure opens its evidence."""

import csv
import datetime as dt
import io

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from rest_framework.test import APIClient

from core import clock
from network.enums import EngagementStatus, ProposalState, Visibility
from network.models import Engagement, Need, Proposal
from network.selectors import commune_evidence, commune_map, coverage
from network.views.coverage import plain
from people.enums import ConsentPurpose, SchoolLevel
from people.models import AdminUnit
from tests import make

pytestmark = pytest.mark.django_db
PAGES = ["coverage", "coverage_needs", "coverage_waiting", "coverage_export"]


def commune(code):
    return AdminUnit.objects.get(code=code)


def row_of(viewer, unit):
    return next(row for row in coverage.table(viewer) if row.code == unit.code)


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize(
    ("who", "status"),
    [
        (make.pupil, 403),
        (make.adviser, 403),
        (make.mentor, 403),
        (make.representative, 403),
        (make.commune_officer, 200),
        (make.officer, 200),
    ],
)
def test_only_officers_see_the_whole(client, name, who, status):
    client.force_login(who())

    assert client.get(reverse(name)).status_code == status


@pytest.mark.parametrize("who", [make.pupil, make.mentor])
def test_without_an_officers_hat_every_count_is_empty(who):
    make.engagement()

    assert coverage.table(who()) == []
    assert coverage.unmet(who()) == []
    assert not coverage.waiting(who()).exists()


def test_the_department_counts_the_city():
    here = commune("10507")
    school, bare = make.school(commune=here), make.school(commune=here)
    idea = make.idea(make.club(school))
    make.engagement(idea, make.offer(make.organisation(commune=here)))
    make.challenge(make.organisation(commune=commune("11914")))

    rows = coverage.table(make.officer())

    assert len(rows) == 114
    found = row_of(make.officer(), here)
    assert (found.schools, found.without_club, found.clubs, found.ideas, found.posts, found.engagements) == (
        2, 1, 1, 1, 1, 1,
    )  # fmt: skip
    assert coverage.totals(rows)["posts"] == 2
    assert bare.organisation.name in str(commune_evidence.of_commune(make.officer(), here.code))


def test_a_commune_officer_counts_the_own_communes_lower_secondary_schools():
    here, there = commune("10507"), commune("11914")
    make.club(make.school(SchoolLevel.THCS, commune=here))
    make.club(make.school(SchoolLevel.THPT, commune=here))
    make.club(make.school(SchoolLevel.THCS, commune=there))

    rows = coverage.table(make.commune_officer(here))

    assert [(row.code, row.schools, row.clubs) for row in rows] == [(here.code, 1, 1)]


def test_a_commune_officer_cannot_open_another_commune(client):
    client.force_login(make.commune_officer(commune("10507")))

    assert client.get(reverse("coverage_commune", args=["10507"])).status_code == 200
    assert client.get(reverse("coverage_commune", args=["11914"])).status_code == 404


def test_a_commune_officer_reads_titles_only_of_public_ideas():
    here = commune("10507")
    club = make.club(make.school(SchoolLevel.THCS, commune=here))
    everything = (ConsentPurpose.ACCOUNT, ConsentPurpose.MENTORING_CHAT, ConsentPurpose.PUBLIC_TEAM_PAGE)
    make.idea(club, title="Chỉ cho đối tác")
    make.idea(
        club, team=[make.pupil(club.school, consents=everything)], title="Công khai", visibility=Visibility.PUBLIC
    )

    evidence = commune_evidence.of_commune(make.commune_officer(here), here.code)

    assert {line.idea.title: line.is_readable for line in evidence.ideas} == {
        "Chỉ cho đối tác": False,
        "Công khai": True,
    }


@pytest.mark.parametrize("name", ["coverage", "coverage_commune", "coverage_needs", "coverage_waiting"])
def test_no_page_names_a_pupil_nor_shows_what_the_officer_may_not_read(client, name):
    here = commune("10507")
    club = make.club(make.school(SchoolLevel.THCS, commune=here))
    pupil = make.pupil(club.school, full_name="Phạm Thị Hải Đăng")
    idea = make.idea(club, team=[pupil], title="Tên ý tưởng kín")
    make.proposal(idea, created_at=clock.now() - dt.timedelta(days=30))
    make.engagement(idea)
    Need.objects.update(text="Nhu cầu kín")
    client.force_login(make.commune_officer(here))

    page = client.get(reverse(name, args=["10507"] if name == "coverage_commune" else [])).content.decode()

    assert [word for word in ("Hải Đăng", "Tên ý tưởng kín", "Nhu cầu kín") if word in page] == []


def test_groups_of_fewer_than_five_pupils_are_not_counted():
    here = commune("10507")
    school = make.school(commune=here)
    small, large = make.club(school, name="Nhỏ"), make.club(school, name="Lớn")
    for club, size in ((small, 4), (large, 5)):
        for _ in range(size):
            make.join(club, make.pupil(school))

    evidence = commune_evidence.of_commune(make.officer(), here.code)

    assert row_of(make.officer(), here).pupils == 5
    assert {line.club.name: line.members for line in evidence.schools[0].clubs} == {"Nhỏ": None, "Lớn": 5}


def test_a_need_is_unmet_until_somebody_asks_or_offers():
    idea, asked = make.idea(), make.idea()
    make.proposal(asked)
    officer = make.officer()

    assert [need.idea for need in coverage.unmet_needs(officer)] == [idea]
    assert [(row.kind, row.field, row.needs, row.ideas) for row in coverage.unmet(officer)] == [
        ("mentoring", idea.field, 1, 1)
    ]

    Proposal.objects.update(state=ProposalState.EXPIRED, ended_at=clock.now())

    assert coverage.unmet(officer)[0].needs == 2


def test_waiting_too_long_begins_after_the_set_days(settings):
    settings.WAITING_TOO_LONG_DAYS = 7
    old = make.proposal(created_at=clock.now() - dt.timedelta(days=8))
    make.proposal(created_at=clock.now() - dt.timedelta(days=6))
    make.proposal(created_at=clock.now() - dt.timedelta(days=8), state=ProposalState.WITHDRAWN)

    assert list(coverage.waiting(make.officer())) == [old]


@pytest.mark.parametrize(
    ("schools", "with_club", "engaged", "level"),
    [
        (0, 0, False, "0"),
        (2, 0, False, "none"),
        (3, 1, False, "1"),
        (2, 1, False, "2"),
        (2, 2, False, "3"),
        (1, 1, True, "4"),
    ],
)
def test_the_level_says_how_far_a_commune_has_come(schools, with_club, engaged, level):
    here = commune("10507")
    made = [make.school(commune=here) for _ in range(schools)]
    clubs = [make.club(school) for school in made[:with_club]]
    if engaged:
        make.engagement(make.idea(clubs[0]))

    assert row_of(make.officer(), here).level == level


def test_an_engagement_that_ended_no_longer_counts():
    engagement = make.engagement()
    Engagement.objects.update(status=EngagementStatus.ENDED, ended_at=clock.now())

    assert coverage.totals(coverage.table(make.officer()))["engagements"] == 0
    assert engagement.pk


@pytest.mark.parametrize(
    ("sort", "first"), [("name", "Phường Ái Quốc"), ("-schools", "Phường Đồ Sơn"), ("-level", "Phường Ái Quốc")]
)
def test_the_table_is_sorted_by_a_link(client, sort, first):
    make.school(commune=AdminUnit.objects.get(name="Đồ Sơn", valid_to=None))
    client.force_login(make.officer())

    rows = client.get(reverse("coverage"), {"sort": sort}).context["rows"]

    assert rows[0].name == first


def test_the_page_asks_as_often_for_fifty_as_for_one(client):
    club = make.club()
    client.force_login(make.officer())
    counts = []
    for more in (1, 49):
        for _ in range(more):
            make.idea(club, team=[])
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("coverage"))
        counts.append(len(queries))

    assert counts[0] == counts[1] <= 16


def test_the_map_has_every_commune_and_is_light(client):
    make.school()
    client.force_login(make.officer())

    drawing = commune_map.drawing()
    page = client.get(reverse("coverage")).content.decode()
    map_ = page[page.index('<svg class="nc-map"') : page.index('<ul class="nc-legend">')]

    assert {shape.code for shape in drawing.shapes} == set(
        coverage.communes(make.officer()).values_list("code", flat=True)
    )
    assert all(shape.path for shape in drawing.shapes)
    assert map_.count("<a href=") == 114
    assert len(map_.encode()) < 120_000


def test_the_sheet_has_the_table_and_no_formula(client):
    make.school(commune=commune("10507"))
    client.force_login(make.officer())

    answer = client.get(reverse("coverage_export"), {"sort": "-schools"})
    rows = list(csv.reader(io.StringIO(answer.content.decode("utf-8-sig"))))

    assert (len(rows), rows[1][:3]) == (115, ["10507", "Phường Thành Đông", "1"])


def test_the_frame_is_the_whole_for_the_city_and_near_for_a_commune():
    drawing = commune_map.drawing()
    everywhere = {shape.code for shape in drawing.shapes}

    assert commune_map.frame(everywhere) == commune_map.frame(set()) == f"0 0 {drawing.width} {drawing.height}"
    x, y, width, height = map(int, commune_map.frame({"10507"}).split())
    assert 0 <= x <= drawing.width - width
    assert 0 <= y <= drawing.height - height
    assert width < drawing.width / 2


@pytest.mark.parametrize("cell", ["=1+1", "+84", "-1", "@cmd", "\tx"])
def test_a_cell_never_begins_like_a_formula(cell):
    assert plain(cell) == f"'{cell}"


def test_the_api_has_the_same_rights_and_figures():
    make.idea(make.club(make.school(commune=commune("10507"))))
    api = APIClient()
    api.force_authenticate(make.officer())

    body = api.get("/api/v1/coverage/").json()

    assert body["totals"]["ideas"] == 1
    assert len(body["communes"]) == 114
    assert api.get("/api/v1/coverage/communes/10507/").json()["ideas"][0]["title"]
    assert api.get("/api/v1/coverage/needs/").json()[0]["needs"] == 1
    assert api.get("/api/v1/coverage/waiting/").json()["results"] == []
    api.force_authenticate(make.pupil())
    assert api.get("/api/v1/coverage/").status_code == 403
