"""The challenge pages as their readers use them."""

import pytest
from django.urls import reverse

from network.enums import PostStatus
from network.models import Challenge, Review
from tests import make

pytestmark = pytest.mark.django_db

FORM = {
    "title": "Thùng hàng rỗng nằm chờ",
    "background": "Mỗi ngày hơn trăm xe chạy rỗng về bãi.",
    "ip_terms": "team_owns",
    "mode": "both",
    "age_min": "14",
    "age_max": "18",
    "language": "vi",
    "seats": "2",
    "fields": ["industry_manufacturing"],
}


def form(**changes):
    return {**FORM, "commune": make.commune().code, **changes}


def test_saving_and_handing_in_at_once(client):
    author = make.representative()
    client.force_login(author)
    home = author.affiliations.get().organisation_id

    answer = client.post(reverse("challenge_create"), form(organisation=home, submit="1"))

    challenge = Challenge.objects.get()
    assert answer.url == reverse("challenge_detail", args=[challenge.pk])
    assert challenge.status == PostStatus.IN_REVIEW
    assert Review.objects.get().content["title"] == FORM["title"]


def test_a_mistake_keeps_what_was_typed_and_writes_nothing(client):
    author = make.representative()
    client.force_login(author)

    answer = client.post(
        reverse("challenge_create"),
        form(organisation=author.affiliations.get().organisation_id, age_min="18", age_max="12"),
    )

    page = answer.content.decode()
    assert "Tuổi lớn nhất phải bằng hoặc hơn" in page
    assert FORM["background"] in page
    assert not Challenge.objects.exists()


def test_a_pupil_is_told_who_may_post(client):
    client.force_login(make.pupil())

    answer = client.get(reverse("challenge_create"))

    assert answer.status_code == 403
    assert "Chỉ đại diện" in answer.content.decode()


def test_words_are_found_with_and_without_diacritics(client):
    client.force_login(make.pupil())
    found, other = make.challenge(title="Bãi hàng ở Đình Vũ"), make.challenge(title="Nước mắm Cát Hải")

    for query in ("Đình Vũ", "dinh vu", "vu dinh"):
        page = client.get(reverse("challenge_list"), {"q": query}).content.decode()
        assert (found.title in page, other.title in page) == (True, False)


@pytest.mark.parametrize("name", ["challenge_list", "offer_list"])
def test_a_list_asks_as_often_for_fifty_as_for_one(client, name, django_assert_max_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    make_one = make.challenge if name == "challenge_list" else make.offer
    client.force_login(make.pupil())
    first = make_one()
    counts = []
    for more in (0, 49):
        for _ in range(more):
            make_one(first.organisation, by=first.author)
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(reverse(name))
        counts.append(len(queries))

    assert counts[0] == counts[1] <= 8


def test_the_queue_shows_the_officer_what_changed(client):
    challenge = make.challenge(title="Tên đã duyệt")
    client.force_login(challenge.author)
    client.post(reverse("challenge_edit", args=[challenge.pk]), form(title="Tên mới hơn"))
    client.force_login(make.officer())
    review = Review.objects.get()

    page = client.get(reverse("review_detail", args=[review.pk])).content.decode()
    client.post(reverse("review_detail", args=[review.pk]), {"decision": "accepted"})

    assert "<ins>" in page
    challenge.refresh_from_db()
    assert challenge.title == "Tên mới hơn"
