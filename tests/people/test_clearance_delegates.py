"""Whom the Department gave the right to record identities: the queue shows that check, of people of the place."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from core import clock
from core.errors import NotFound
from people.enums import ClearanceCheck, DelegationScope, Right, Role
from people.models import Clearance
from people.selectors import clearance_queue as selectors
from tests import make

pytestmark = pytest.mark.django_db
IDENTITY, WORD, REFERENCES, CODE, QUIZ = ClearanceCheck
ELSEWHERE = "11329"


@pytest.fixture
def delegate(client):
    user = make.commune_officer()
    make.delegation(user.affiliations.get().organisation, Right.RECORD_IDENTITY, DelegationScope.COMMUNE)
    client.force_login(user)
    return user


def waiting(home=None, check=IDENTITY):
    mentor = make.mentor(home or make.organisation(), cleared=False)
    make.clearance_request(mentor, check)
    return mentor


def far():
    return make.organisation(commune=make.commune(ELSEWHERE))


def test_the_queue_is_the_right_and_the_place(client, delegate):
    near = waiting()
    waiting(far())
    waiting(check=REFERENCES)
    make.reference(near, has_concern=True)

    page = client.get(reverse("clearance_queue")).content.decode()
    rows = client.get("/api/v1/clearances/").json()["results"]

    assert [(row["adult"], row["check_kind"], row["is_worrying"]) for row in rows] == [(near.pk, "identity", False)]
    assert page.count(near.full_name) == 1
    assert "có điều băn khoăn" not in page
    assert near.full_name in client.get(reverse("home")).content.decode()


def test_all_adults_are_those_of_the_place_with_one_check(client, delegate):
    near, away = make.mentor(), make.mentor(far())

    page = client.get(reverse("clearance_queue"), {"show": "all"}).content.decode()

    assert (near.full_name in page, away.full_name in page) == (True, False)
    assert (page.count("1/1</td>"), page.count("/5</td>")) == (1, 0)


def test_an_adults_page_has_the_identity_and_nothing_of_the_rest(client, delegate):
    near = waiting()
    for place in (1, 2):
        make.reference(near, place=place, with_children="Các em quý lắm.", has_concern=place == 2)
    make.quiz_try(near, finished_at=clock.now())

    page = client.get(reverse("clearance_review", args=[near.pk])).content.decode()
    dossier = client.get(f"/api/v1/clearances/{near.pk}/").json()

    assert f'id="check-{IDENTITY}"' in page
    assert not any(f'id="check-{check}"' in page for check in (WORD, REFERENCES, CODE, QUIZ))
    assert "Các em quý lắm." not in page
    assert "Được gặp học sinh đến đâu" not in page
    assert [step["check"] for step in dossier["steps"]] == [IDENTITY.value]
    assert (dossier["references"], dossier["levels"], dossier["is_worrying"]) == ([], [], False)


def test_the_delegate_records_what_was_seen(client, delegate):
    near = waiting()
    body = {"document": "citizen_card", "way": "in_person", "seen_on": clock.today().isoformat(), "note": ""}

    answer = client.post(reverse("clearance_grant", args=[near.pk, IDENTITY]), body)

    assert answer.status_code == 302
    assert Clearance.objects.get(user=near).reviewer == delegate


def test_people_of_elsewhere_and_of_the_own_organisations_are_not_found(client, delegate):
    own = waiting()
    make.hat(delegate, own.affiliations.get().organisation, Role.MENTOR)

    for adult in (waiting(far()), own):
        assert client.get(reverse("clearance_review", args=[adult.pk])).status_code == 404
        assert client.get(f"/api/v1/clearances/{adult.pk}/").status_code == 404


@pytest.mark.parametrize("check", [WORD, REFERENCES, CODE, QUIZ])
def test_other_checks_are_out_of_reach_at_every_door(client, delegate, check):
    near = make.mentor()
    row = Clearance.objects.get(user=near, check_kind=check)
    body = {"reason": "Xem lại.", "evidence": "Công văn.", "organisation": near.affiliations.get().organisation_id}

    assert client.post(reverse("clearance_grant", args=[near.pk, check]), body).status_code in {403, 409}
    assert client.post(reverse("clearance_revoke", args=[near.pk, row.pk]), body).status_code == 404
    assert (
        client.post(
            f"/api/v1/clearances/{near.pk}/revoke/", {"check": check, "reason": "Vì."}, content_type="application/json"
        ).status_code
        == 404
    )
    with pytest.raises(NotFound):
        selectors.standing_of(delegate, near.pk, check)
    assert Clearance.objects.filter(user=near, revoked_at=None).count() == 5


def test_without_the_right_the_queue_stays_shut(client):
    user = make.commune_officer()
    make.delegation(user.affiliations.get().organisation, Right.REVIEW_POSTS, DelegationScope.COMMUNE)
    client.force_login(user)

    assert client.get(reverse("clearance_queue")).status_code == 403
    assert client.get("/api/v1/clearances/").status_code == 403


def test_the_way_there_stands_beside_the_right(client, delegate):
    assert reverse("clearance_queue") in client.get(reverse("delegation_list")).content.decode()


@pytest.mark.parametrize("show", ["waiting", "all"])
def test_the_queue_asks_as_often_for_fifty_as_for_one(client, delegate, show):
    counts = []
    for more in (1, 49):
        for _ in range(more):
            waiting()
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("clearance_queue"), {"show": show})
        counts.append(len(queries))

    assert counts[0] == counts[1] <= 8
