"""The Department's queue: the page and the API refuse alike."""

import pytest
from django.urls import reverse
from rest_framework.test import APIClient

from network.models import Challenge
from network.selectors.post_words import in_words
from network.services import posts
from tests import make

pytestmark = pytest.mark.django_db
REFUSAL = "Trang này dành cho cán bộ Sở được giao duyệt bài."


def handed_in():
    author = make.representative()
    post = make.challenge(author.affiliations.get().organisation, by=author, status="draft")
    return posts.submit(post=post, by=author)


@pytest.mark.parametrize("who", [make.representative, make.adviser, make.pupil, make.commune_officer])
def test_everybody_but_the_department_is_refused_at_both_doors(client, who):
    handed_in()
    person, api = who(), APIClient()
    client.force_login(person)
    api.force_authenticate(person)

    page, answer = client.get(reverse("review_queue")), api.get("/api/v1/reviews/")

    assert (page.status_code, answer.status_code) == (403, 403)
    assert REFUSAL in page.content.decode()
    assert answer.json()["detail"] == REFUSAL


def test_the_department_reads_the_same_queue_at_both_doors(client):
    post, officer, api = handed_in(), make.officer(), APIClient()
    client.force_login(officer)
    api.force_authenticate(officer)

    page, answer = client.get(reverse("review_queue")), api.get("/api/v1/reviews/")

    assert [review.challenge_id for review in page.context["piece"].rows] == [post.pk]
    assert [review["challenge"] for review in answer.json()["results"]] == [post.pk]


def test_the_officer_reads_words_and_no_codes(client):
    author = make.representative()
    post = make.challenge(author.affiliations.get().organisation, by=author, status="draft", deadline=None)
    posts.submit(post=post, by=author)
    client.force_login(make.officer())

    rows = client.get(reverse("review_detail", args=[post.reviews.get().pk])).context["rows"]

    shown = {row["label"]: row["after"] for row in rows}
    assert (shown["Cách gặp"], shown["Ngôn ngữ của bài"]) == (post.get_mode_display(), post.get_language_display())
    assert shown["Kết quả thuộc về ai?"] == post.get_ip_terms_display()
    assert shown["Địa điểm"] == post.commune.full_name
    assert shown["Lĩnh vực"] == ", ".join(field.name for field in post.fields.order_by("pk"))


def test_a_change_of_the_place_reads_from_name_to_name():
    before = make.commune("11311")
    after = make.commune("11455")

    assert [in_words(Challenge, "commune", place.code) for place in (before, after)] == [
        before.full_name,
        after.full_name,
    ]
    assert in_words(Challenge, "deadline", "2026-12-01") == "thứ ba, 01/12/2026"
