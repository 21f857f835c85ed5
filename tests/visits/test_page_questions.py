"""The pages of one visit ask as many questions for thirty pupils as for one."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from people.models import User
from tests import make
from tests.visits import given
from tests.visits.given_after import certificate, held, reflection
from tests.visits.given_chain import scene
from visits.enums import VisitState

pytestmark = pytest.mark.django_db
MANY = 29


def asked(client, user, name, pk):
    """Of a page that was opened before: what is asked once a process is not counted."""
    client.force_login(User.objects.get(pk=user.pk))
    client.get(reverse(name, args=[pk]))
    with CaptureQueriesContext(connection) as queries:
        assert client.get(reverse(name, args=[pk])).status_code == 200
    return len(queries)


@pytest.mark.parametrize(
    ("state", "who", "most"),
    [
        (VisitState.PREPARING, "teacher", 19),
        (VisitState.PREPARING, "head", 19),
        (VisitState.PREPARING, "host", 14),
        (VisitState.CONFIRMED, "teacher", 12),
    ],
)
@pytest.mark.parametrize("name", ["visit_detail", "api-visit-detail"])
def test_the_page_of_a_visit(client, name, state, who, most):
    here = scene(state)
    given.pupil_on(here.visit)
    one = asked(client, getattr(here, who), name, here.visit.pk)
    for _ in range(MANY):
        given.pupil_on(here.visit)

    assert asked(client, getattr(here, who), name, here.visit.pk) == one
    assert one <= most


@pytest.mark.parametrize(("who", "most"), [("teacher", 15), ("head", 15), ("host", 11), ("pupil", 9)])
@pytest.mark.parametrize("name", ["visit_after", "api-visit-after"])
def test_the_page_of_what_follows(client, name, who, most):
    here = held()
    _tells(here, here.place, 0)
    one = asked(client, getattr(here, who), name, here.visit.pk)
    for number in range(MANY):
        _tells(here, given.pupil_on(here.visit, make.pupil(here.school), answer=None), number + 1)

    assert asked(client, getattr(here, who), name, here.visit.pk) == one
    assert one <= most


def _tells(here, place, number):
    row = reflection(place)
    row.shared_at, row.shared_by = row.sent_at, here.teacher
    row.save()
    certificate(place, here.teacher, f"CODE{number:04}AAAA")
