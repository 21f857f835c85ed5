"""One search over everything, and never more than one may see."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from rest_framework.test import APIClient

from network.enums import IdeaStatus, OfferKind, PostStatus
from network.selectors import finding
from network.selectors.finding import What
from people.enums import OrganisationKind, SchoolLevel
from people.models import AdminUnit
from tests import make

pytestmark = pytest.mark.django_db


def titles(viewer, **wanted):
    return {group.what: [row.title for row in group.rows] for group in finding.groups(viewer, wanted, size=50)}


def everything_called(word, **facts):
    """One thing of every kind whose title holds the word."""
    home = make.organisation(name=f"Công ty {word}", **facts)
    school = make.school(**facts)
    club = make.club(school, name=f"CLB {word}")
    return {
        What.CHALLENGE: make.challenge(home, title=f"Bài toán {word}"),
        What.OFFER: make.offer(home, title=f"Giúp {word}"),
        What.IDEA: make.idea(club, title=f"Máy {word}"),
        What.CLUB: club,
        What.ORGANISATION: home,
    }


@pytest.mark.parametrize("query", ["Đình Vũ", "dinh vu", "VŨ đình", "vu dinh"])
def test_every_kind_is_found_with_and_without_diacritics(query):
    everything_called("Đình Vũ")
    everything_called("Cát Hải")

    found = titles(make.officer(), q=query)

    assert found == {
        What.CHALLENGE: ["Bài toán Đình Vũ"],
        What.OFFER: ["Giúp Đình Vũ"],
        What.IDEA: ["Máy Đình Vũ"],
        What.CLUB: ["CLB Đình Vũ"],
        What.ORGANISATION: ["Công ty Đình Vũ"],
    }


def test_words_in_the_title_come_before_words_in_the_body():
    make.challenge(title="Nước mắm Cát Hải", background="Ủ chượp lâu.")
    make.challenge(title="Việc khác", background="Có nói tới nước mắm.")
    make.challenge(title="Mắm tôm", background="Có nói tới nước.")

    assert titles(make.pupil(), q="nuoc mam")[What.CHALLENGE] == ["Nước mắm Cát Hải", "Mắm tôm", "Việc khác"]


def test_a_group_says_how_many_there_are_and_shows_the_first():
    home = make.organisation()
    author = make.representative(home)
    for _ in range(7):
        make.challenge(home, by=author, title="Rác nhựa")

    group = finding.groups(make.pupil(), {"q": "rac"})[0]

    assert (group.what, group.total, len(group.rows)) == (What.CHALLENGE, 7, 4)


@pytest.mark.parametrize(
    ("wanted", "kinds"),
    [
        ({"mode": "online"}, {What.CHALLENGE, What.OFFER}),
        ({"free": True}, {What.CHALLENGE, What.OFFER}),
        ({"field": "industry_manufacturing"}, {What.CHALLENGE, What.OFFER, What.IDEA, What.CLUB}),
        ({"field": "health_beauty"}, set()),
        ({"kind": OfferKind.MENTORING}, {What.OFFER}),
        ({"kind": OrganisationKind.ENTERPRISE}, {What.ORGANISATION}),
        ({"level": SchoolLevel.THPT}, {What.CHALLENGE, What.OFFER, What.IDEA, What.CLUB}),
        ({"commune": "11914"}, set(What)),
    ],
)
def test_a_filter_finds_only_the_kinds_that_know_it(wanted, kinds):
    everything_called("Sóng", commune=AdminUnit.objects.get(code="11914"))
    everything_called("Sóng", commune=AdminUnit.objects.get(code="10507"))

    found = titles(make.officer(), q="song", **wanted)

    assert set(found) == kinds
    assert {len(rows) for rows in found.values()} <= {1, 2}


def test_the_commune_filter_leaves_out_the_other_commune():
    everything_called("Sóng Cát", commune=AdminUnit.objects.get(code="11914"))
    everything_called("Sóng Hồng", commune=AdminUnit.objects.get(code="10507"))

    found = titles(make.officer(), q="song", commune="11914")

    assert all(row.endswith("Sóng Cát") for rows in found.values() for row in rows)


def test_what_is_closed_to_the_viewer_is_not_found():
    school = make.school()
    make.challenge(title="Sóng nháp", status=PostStatus.DRAFT)
    make.idea(make.club(school, name="CLB Sóng"), title="Sóng nháp", status=IdeaStatus.DRAFT)
    make.organisation(name="Sóng chờ xác minh", status="pending")

    assert titles(make.mentor(), q="song") == {What.CLUB: ["CLB Sóng"]}


def test_an_uncleared_mentor_finds_neither_ideas_nor_clubs():
    everything_called("Sóng")
    mentor = make.mentor(cleared=False)

    assert set(titles(mentor, q="song")) == {What.CHALLENGE, What.OFFER, What.ORGANISATION}


def test_the_text_of_a_club_elsewhere_does_not_answer():
    make.club(name="CLB Mầm Số", about="Bí mật: đang làm máy gặt.")

    assert titles(make.mentor(), q="may gat") == {}
    assert titles(make.mentor(), q="mam so") == {What.CLUB: ["CLB Mầm Số"]}
    assert "Bí mật" not in str(finding.groups(make.mentor(), {"q": "mam so"}))


def test_pupils_are_never_found():
    pupil = make.pupil(full_name="Phạm Thị Hải Đăng")
    make.idea(make.club(name="CLB Đèn"), team=None)
    make.join(make.club(pupil.affiliations.get().organisation.school), pupil)

    assert titles(make.adviser(pupil.affiliations.get().organisation.school), q="hai dang") == {}


def test_the_page_keeps_the_filters_in_the_address(client):
    make.challenge(title="Bãi hàng Đình Vũ")
    client.force_login(make.pupil())

    page = client.get(reverse("search"), {"q": "dinh vu", "mode": "online"}).content.decode()

    assert "Bãi hàng Đình Vũ" in page
    assert "?q=dinh+vu&amp;mode=online&amp;what=challenge" in page


def test_one_kind_comes_page_by_page(client):
    home = make.organisation()
    author = make.representative(home)
    for number in range(21):
        make.challenge(home, by=author, title=f"Bài {number:02}")
    client.force_login(make.pupil())

    first = client.get(reverse("search"), {"what": "challenge"}).context["piece"]
    second = client.get(reverse("search"), {"what": "challenge", "page": "2"}).context["piece"]

    assert (len(first.rows), first.next_number, len(second.rows), second.next_number) == (20, 2, 1, None)


@pytest.mark.parametrize("query", [{"q": "song"}, {"what": "idea", "q": "song"}, {"what": "club"}, {}])
def test_the_search_asks_as_often_for_fifty_as_for_one(client, query):
    client.force_login(make.pupil())
    one = everything_called("Sóng")
    counts = []
    for more in (0, 49):
        for _ in range(more):
            make.challenge(one[What.ORGANISATION], by=one[What.CHALLENGE].author, title="Sóng")
            make.idea(one[What.CLUB], team=[], title="Sóng")
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("search"), query)
        counts.append(len(queries))

    assert counts[0] == counts[1] <= 8


def test_the_api_answers_like_the_page():
    api = APIClient()
    api.force_authenticate(make.pupil())
    challenge = make.challenge(title="Bãi hàng Đình Vũ")

    all_kinds = api.get("/api/v1/search/", {"q": "dinh vu"}).json()
    one_kind = api.get("/api/v1/search/", {"q": "dinh vu", "what": "challenge"}).json()

    assert all_kinds["totals"] == {"challenge": 1}
    assert [row["id"] for row in one_kind["results"]] == [challenge.pk]
    assert one_kind["next_page"] is None
