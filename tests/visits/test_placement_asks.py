"""What a guardian is asked about an internship, on the page behind the code, and what each answer does."""

import pytest
from django.core.cache import cache
from django.urls import reverse

from core.errors import Conflict
from people.guardian_asks import AskState, Said
from people.models import Guardianship, TextMessage
from people.selectors import guardian_asks as selectors
from tests import make
from tests.visits import given_placements
from visits.enums import Answer, PlacementState
from visits.models import PlacementAgreement
from visits.selectors import placement_asks
from visits.services import placement_guardians, placements

pytestmark = pytest.mark.django_db
CODE = "135790"


@pytest.fixture(autouse=True)
def _fresh_limits():
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def made():
    return given_placements.placement()


@pytest.fixture
def mother(made):
    return Guardianship.objects.get(pupil=made.pupil)


@pytest.fixture
def token(mother):
    return make.guardian_link(mother)


def text(answer):
    return answer.content.decode()


def enter(client, token):
    make.guardian_code(token)
    return text(client.post(reverse("guardian_enter", args=[token]), {"code": CODE}, follow=True))


def address(made, mother, token, name="guardian_ask"):
    return reverse(name, args=[token, "placement", mother.pk, made.pk])


def state_of(mother):
    return [ask.state for ask in selectors.asked_of([mother])[mother.pk]]


def test_the_page_behind_the_code_tells_all_of_it(client, made, mother, token):
    door = text(client.get(reverse("guardian_page", args=[token])))
    overview = enter(client, token)
    page = text(client.get(address(made, mother, token)))

    assert (made.offer.title in door, f"Thực tập: {made.offer.title}" in overview) == (False, True)
    for told in (made.offer.organisation.name, made.supervisor.full_name, made.adviser.full_name, "thước cặp"):
        assert told in page


def test_a_yes_waits_for_a_code_of_its_own_and_then_counts(client, made, mother, token):
    enter(client, token)
    body = {"answer": "yes", "version": made.terms}
    client.post(address(made, mother, token), body)
    assert not PlacementAgreement.objects.exists()
    make.guardian_code(token)

    client.post(address(made, mother, token, "guardian_ask_confirm"), {**body, "code": CODE})

    assert (PlacementAgreement.objects.get().answer, state_of(mother)) == (Answer.YES, [AskState.YES])


def test_a_no_counts_at_once_and_takes_the_agreement_back(client, mother, token):
    made = given_placements.placement(
        club=make.club(mother.pupil.affiliations.get().organisation.school),
        who=mother.pupil,
        state=PlacementState.AGREED,
        first=5,
    )
    enter(client, token)
    texts = TextMessage.objects.count()

    client.post(address(made, mother, token), {"answer": "no", "version": made.terms})

    made.refresh_from_db()
    assert (made.state, TextMessage.objects.count()) == (PlacementState.ASKED, texts)


def test_a_yes_to_what_has_changed_since_is_refused_and_a_no_is_not(made, mother):
    with pytest.raises(Conflict):
        placement_guardians.answer_ask(mother, made.pk, Said(True, made.terms + 1))
    placement_guardians.answer_ask(mother, made.pk, Said(False, made.terms + 1))

    assert state_of(mother) == [AskState.NO]


def test_another_childs_guardian_answers_nothing(made):
    other = Guardianship.objects.get(pupil=make.pupil())

    with pytest.raises(Conflict):
        placement_guardians.answer_ask(other, made.pk, Said(True, made.terms))

    assert selectors.asked_of([other])[other.pk] == []


def test_what_is_not_described_or_ended_is_not_asked(mother, made):
    placements.refuse(placement=made, reason="Trùng lịch", by=made.offer.author)
    assert state_of(mother) == []
    given_placements.placement(club=make.club(made.school), who=made.pupil, described=False)

    assert state_of(mother) == []


def test_as_many_questions_for_six_as_for_one(mother, made, django_assert_num_queries):
    for _ in range(5):
        given_placements.placement(club=make.club(made.school), who=made.pupil)

    with django_assert_num_queries(2):
        assert len(placement_asks.asked_of([mother])[mother.pk]) == 6
