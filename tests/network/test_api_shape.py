"""The API's manners, the same at every operation: problems, limits, tokens, pages, and a schema that is complete."""

import io
import json
from unittest.mock import patch

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from knox.models import AuthToken
from rest_framework.test import APIClient
from rest_framework.throttling import SimpleRateThrottle

from network.models import Challenge
from tests import make

pytestmark = pytest.mark.django_db
CHALLENGES = "/api/v1/challenges/"


@pytest.fixture(autouse=True)
def _fresh_limits():
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def api():
    return APIClient()


@pytest.fixture
def author_api(api):
    api.force_authenticate(make.representative())
    return api


def is_problem(answer, status):
    body = answer.json()
    assert (answer.status_code, answer["Content-Type"]) == (status, "application/problem+json")
    assert {"type", "title", "status", "detail"} <= set(body) <= {"type", "title", "status", "detail", "errors"}
    assert (body["type"], body["status"], bool(body["detail"])) == ("about:blank", status, True)
    return body


def test_every_refusal_has_one_shape(author_api):
    draft = make.challenge(status="draft")
    own = make.challenge(draft.organisation, by=make.representative(draft.organisation), status="draft")
    owner = APIClient()
    owner.force_authenticate(own.author)

    is_problem(author_api.post(CHALLENGES, "{", content_type="application/json"), 400)
    assert "title" in is_problem(author_api.post(CHALLENGES, {}), 400)["errors"]
    answer = APIClient().get(CHALLENGES)
    is_problem(answer, 401)
    assert answer["WWW-Authenticate"] == "Token"
    is_problem(author_api.get("/api/v1/coverage/"), 403)
    is_problem(author_api.get(f"{CHALLENGES}{draft.pk}/"), 404)
    is_problem(author_api.delete(CHALLENGES), 405)
    is_problem(owner.post(f"{CHALLENGES}{own.pk}/recall/"), 409)
    is_problem(author_api.post(CHALLENGES, "a", content_type="text/plain"), 415)
    body = {"title": "a", "background": "b", "fields": ["industry_manufacturing"], "commune": make.commune().code}
    named = is_problem(author_api.post(CHALLENGES, {**body, "age_min": 18, "age_max": 11}), 422)["errors"]
    assert list(named) == ["age_max"]


def test_half_a_character_and_endless_nesting_are_refused_in_the_same_shape(author_api):
    for sent in (b'{"title": "\\ud800"}', b"[" * 20_000 + b"]" * 20_000):
        refused = is_problem(author_api.post(CHALLENGES, sent, content_type="application/json"), 400)
        assert refused["detail"]
    assert not Challenge.objects.exists()


@pytest.mark.parametrize(
    "place", ["/api/v1/khong-co/", f"{CHALLENGES}mot/", f"{CHALLENGES}mot/submit/", f"{CHALLENGES}?q=a%00b"]
)
@pytest.mark.parametrize("who", [None, make.pupil])
def test_an_address_that_leads_nowhere_is_a_problem_too(api, place, who):
    if who:
        api.force_login(who())

    is_problem(api.get(place), 404)


def test_each_person_has_limits_of_their_own(api):
    first, second = make.pupil(), make.pupil()
    with patch.object(SimpleRateThrottle, "THROTTLE_RATES", {"user": "2/min", "anon": "2/min"}):
        api.force_authenticate(first)
        answers = [api.get("/api/v1/me/") for _ in range(3)]
        api.force_authenticate(second)
        other = api.get("/api/v1/me/")

    assert [answer.status_code for answer in answers] == [200, 200, 429]
    is_problem(answers[-1], 429)
    assert int(answers[-1]["Retry-After"]) > 0
    assert other.status_code == 200


def test_each_address_has_limits_of_its_own(api):
    """Asked where nobody need be known: signing in."""
    asked = {"username": "khong-co-ai", "password": "khong-biet"}
    with patch.object(SimpleRateThrottle, "THROTTLE_RATES", {"user": "2/min", "anon": "2/min"}):
        answers = [api.post("/api/v1/tokens/", asked, REMOTE_ADDR="10.0.0.1").status_code for _ in range(3)]
        other = api.post("/api/v1/tokens/", asked, REMOTE_ADDR="10.0.0.2").status_code

    assert (answers, other) == ([401, 401, 429], 401)


def test_a_token_speaks_for_its_person_and_a_wrong_one_for_nobody(api):
    person = make.pupil()
    _row, key = AuthToken.objects.create(user=person)

    api.credentials(HTTP_AUTHORIZATION=f"Token {key}")
    known = api.get("/api/v1/me/")
    api.credentials(HTTP_AUTHORIZATION=f"Token {key[:-1]}x")
    unknown = api.get("/api/v1/me/")

    assert known.json()["id"] == person.pk
    assert known["Cache-Control"] == "private, no-store"
    is_problem(unknown, 401)


def test_a_session_without_the_csrf_token_changes_nothing():
    client = Client(enforce_csrf_checks=True)
    client.force_login(make.representative())

    is_problem(client.post(CHALLENGES, {}, content_type="application/json"), 403)


def test_the_list_is_read_page_by_page_without_repeating_or_losing_a_row(author_api):
    home, author = make.organisation(), None
    author = make.representative(home)
    made = [make.challenge(home, by=author).pk for _ in range(5)]

    pages, place = [], f"{CHALLENGES}?page_size=2"
    while place:
        answer = author_api.get(place).json()
        pages.append([row["id"] for row in answer["results"]])
        # Somebody posts while one reads.
        made.append(make.challenge(home, by=author).pk)
        place = answer["next"]

    assert pages == [[made[4], made[3]], [made[2], made[1]], [made[0]]]


@pytest.mark.parametrize("cursor", ["khong-phai", "%FF", "cD1hYmM="])
def test_a_cursor_that_is_none_is_not_found_or_begins_anew(author_api, cursor):
    assert author_api.get(f"{CHALLENGES}?cursor={cursor}").status_code in {200, 404}


def test_the_schema_is_complete_and_every_operation_says_what_it_does():
    out = io.StringIO()
    call_command("spectacular", "--validate", "--fail-on-warn", "--format", "openapi-json", stdout=out)
    schema = json.loads(out.getvalue())

    silent = [
        f"{method} {place}"
        for place, operations in schema["paths"].items()
        for method, operation in operations.items()
        if method != "parameters" and not operation.get("description")
    ]
    assert silent == []


def test_the_documentation_keeps_to_the_policy_of_every_page():
    client = Client()
    page, script = client.get(reverse("api_docs")), client.get(reverse("api_docs"), {"script": ""})

    assert page.status_code == script.status_code == 200
    assert "script-src 'self'" in page["Content-Security-Policy"]
    assert b"<script>" not in page.content
    assert b"http" not in page.content.replace(b"http-equiv", b"").replace(b"http://www.w3.org", b"")
    assert script["Content-Type"].startswith("application/javascript")
