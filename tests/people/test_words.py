"""The word of an organisation."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from core import clock
from core.errors import Conflict, Invalid, NotFound, Refused
from people.enums import ClearanceCheck, OrganisationKind, OrganisationStatus, RequestOutcome, Role
from people.models import Affiliation, Clearance, ClearanceRequest, Notice, Organisation, User
from people.selectors import contact_levels, gates, hats
from people.selectors import words as selectors
from people.services import clearances, words
from tests import make

pytestmark = pytest.mark.django_db
WORD = ClearanceCheck.ORGANISATION_WORD


@pytest.fixture
def home():
    return make.organisation()


def ask(mentor, home):
    return words.ask(organisation=home, by=mentor)


def test_the_representative_finds_the_request_and_gives_the_word(home):
    mentor, speaker = make.mentor(home, cleared=False), make.representative(home, cleared=False)

    asked = ask(mentor, home)
    assert list(Notice.objects.values_list("recipient", "kind")) == [(speaker.pk, "word_asked")]
    assert list(selectors.waiting_for(speaker)) == [asked]
    words.give(request=asked, by=speaker)

    row = Clearance.objects.get(user=mentor)
    assert (row.check_kind, row.reviewer, row.evidence) == (WORD, speaker, home.name)
    assert not selectors.waiting_for(speaker).exists()


def test_a_school_administrator_vouches_for_an_alumnus():
    school = make.school()
    alumnus = make.adult(school, Role.ALUMNUS)
    asked = ask(alumnus, school.organisation)

    words.give(request=asked, by=make.adult(school, Role.SCHOOL_ADMIN))

    assert Clearance.objects.get(user=alumnus).check_kind == WORD


def test_nobody_vouches_for_oneself(home):
    speaker = make.representative(home, cleared=False)
    asked = ask(speaker, home)

    assert not selectors.waiting_for(speaker).exists()
    with pytest.raises(Refused):
        words.give(request=asked, by=speaker)


@pytest.mark.parametrize(
    "who",
    [
        lambda home: make.representative(),
        lambda home: make.mentor(home),
        lambda home: make.officer(),
        lambda home: make.adviser(),
        lambda home: make.pupil(),
    ],
)
def test_nobody_else_answers(home, who):
    asked, by = ask(make.mentor(home, cleared=False), home), who(home)

    with pytest.raises(Refused):
        words.give(request=asked, by=by)
    with pytest.raises(Refused):
        words.decline(request=asked, reason="Không biết.", by=by)
    with pytest.raises(NotFound):
        selectors.get_for(by, asked.pk)


def test_no_is_said_with_a_reason_and_grants_nothing(home):
    mentor, speaker = make.mentor(home, cleared=False), make.representative(home)
    asked = ask(mentor, home)

    with pytest.raises(Invalid):
        words.decline(request=asked, reason=" ", by=speaker)
    words.decline(request=asked, reason="Đã nghỉ việc.", by=speaker)

    asked.refresh_from_db()
    assert (asked.outcome, asked.reason) == (RequestOutcome.REFUSED, "Đã nghỉ việc.")
    assert not Clearance.objects.filter(user=mentor).exists()


def test_an_answer_is_given_once(home):
    speaker = make.representative(home)
    asked = ask(make.mentor(home, cleared=False), home)
    words.give(request=asked, by=speaker)

    with pytest.raises(Conflict):
        words.decline(request=asked, reason="Nhầm.", by=speaker)


def test_asking_another_organisation_takes_the_first_request_back(home):
    mentor, other = make.mentor(home, cleared=False), make.organisation()
    make.hat(mentor, other, Role.MENTOR)
    first = ask(mentor, home)

    second = ask(mentor, other)

    first.refresh_from_db()
    assert (first.outcome, second.outcome) == (RequestOutcome.WITHDRAWN, "")


def test_a_request_that_was_taken_back_answers_nothing_for_the_one_that_waits(home):
    mentor, other = make.mentor(home, cleared=False), make.organisation()
    make.hat(mentor, other, Role.MENTOR)
    first = ask(mentor, home)
    second = ask(mentor, other)

    with pytest.raises(Conflict):
        words.give(request=first, by=make.representative(home))

    second.refresh_from_db()
    assert (second.outcome, Clearance.objects.filter(user=mentor).exists()) == ("", False)


def test_who_left_or_whose_organisation_waits_gets_no_word(home):
    mentor, speaker = make.mentor(home, cleared=False), make.representative(home)
    asked = ask(mentor, home)
    Affiliation.objects.filter(user=mentor).delete()

    with pytest.raises(Conflict):
        words.give(request=asked, by=speaker)
    Organisation.objects.filter(pk=home.pk).update(status=OrganisationStatus.PENDING, verified_at=None)
    home.refresh_from_db()
    with pytest.raises(Conflict):
        ask(make.mentor(home, cleared=False), home)


def test_only_an_organisation_of_ones_own_is_asked(home):
    with pytest.raises(Invalid):
        ask(make.mentor(cleared=False), home)


def test_where_nobody_speaks_the_department_still_sees_it(home):
    union = make.organisation(OrganisationKind.YOUTH_UNION)
    ask(make.adult(union, Role.VOLUNTEER), union)

    assert not Notice.objects.exists()
    assert ClearanceRequest.objects.filter(decided_at=None).count() == 1


def test_the_pages_of_a_representative(client, home):
    mentor, speaker = make.mentor(home, cleared=False), make.representative(home)
    asked = ask(mentor, home)
    client.force_login(speaker)

    assert mentor.full_name in client.get(reverse("word_list")).content.decode()
    assert mentor.full_name in client.get(reverse("home")).content.decode()
    refused = client.post(reverse("word_answer", args=[asked.pk]), {"answer": "no", "reason": ""})
    assert (refused.status_code, "Hãy ghi lý do" in refused.content.decode()) == (422, True)
    client.post(reverse("word_answer", args=[asked.pk]), {"answer": "yes"})

    assert Clearance.objects.get(user=mentor).reviewer == speaker


def test_the_list_asks_as_often_for_fifty_as_for_one(client, home, django_assert_num_queries):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    client.force_login(make.representative(home))
    counts = []
    for more in (1, 49):
        for _ in range(more):
            make.clearance_request(make.mentor(home, cleared=False), WORD)
        with CaptureQueriesContext(connection) as queries:
            client.get(reverse("word_list"))
        counts.append(len(queries))

    assert counts[0] == counts[1] <= 8


# --- A word is of one organisation ------------------------------------------------------------------------------------
def move(adult, new):
    Affiliation.objects.filter(user=adult).update(ends_on=clock.today() - dt.timedelta(days=1))
    make.hat(adult, new, Role.MENTOR, starts_on=clock.today())
    hats.forget(adult)


def shown(adult):
    """Asked of a list, of the person, and of how closely they may meet pupils."""
    return (
        gates.cleared_adults().filter(pk=adult.pk).exists(),
        hats.of(User.objects.get(pk=adult.pk)).is_cleared_supporter,
        contact_levels.level_of(adult) is not None,
    )


def test_who_moves_does_not_take_the_word_along(home):
    mentor, new = make.mentor(home), make.organisation()
    assert shown(mentor) == (True, True, True)

    move(mentor, new)

    assert shown(mentor) == (False, False, False)
    words.give(request=ask(mentor, new), by=make.representative(new))
    assert shown(mentor) == (True, True, True)


def test_the_word_of_a_suspended_organisation_does_not_count_for_another(home):
    mentor = make.mentor(home)
    make.hat(mentor, make.organisation(), Role.MENTOR)

    Organisation.objects.filter(pk=home.pk).update(status=OrganisationStatus.SUSPENDED)

    assert shown(mentor) == (False, False, False)


def test_the_page_and_the_api_say_whose_word_it_was_and_ask_for_another(client, home):
    mentor = make.mentor(home)
    move(mentor, make.organisation())
    client.force_login(mentor)

    page = client.get(reverse("clearance")).content.decode()
    steps = client.get("/api/v1/clearance/").json()["steps"]

    assert f"{home.name} đã bảo lãnh cho anh chị" in page
    assert reverse("clearance_word") in page
    assert [(step["state"], step["organisation"]) for step in steps if step["check"] == WORD] == [("moved", home.name)]
    assert "Anh chị đã đủ năm mục" not in client.get(reverse("profile")).content.decode()


def test_the_department_says_whose_word_came_on_paper(home):
    mentor, other = make.mentor(home, cleared=False), make.organisation()
    make.hat(mentor, other, Role.MENTOR)
    facts = {"user": mentor, "check": WORD, "evidence": "Công văn.", "by": make.officer()}

    for wrong in (None, make.organisation().pk):
        with pytest.raises(Invalid, match="chọn tổ chức"):
            clearances.record(**facts, organisation=wrong)

    assert clearances.record(**facts, organisation=other.pk).organisation == other


def test_the_database_wants_to_know_whose_word_it_is(home):
    mentor = make.mentor(home)

    with pytest.raises(IntegrityError), transaction.atomic():
        Clearance.objects.filter(user=mentor, check_kind=WORD).update(organisation=None)
    with pytest.raises(IntegrityError), transaction.atomic():
        Clearance.objects.filter(user=mentor, check_kind="identity").update(organisation=home)


def test_reviewers_choose_the_organisation_on_the_page(client, settings, home):
    settings.MFA_REQUIRED = False
    mentor = make.mentor(home, cleared=False)
    client.force_login(make.officer())

    client.post(
        reverse("clearance_grant", args=[mentor.pk, WORD]), {"organisation": home.pk, "evidence": "Công văn số 7."}
    )

    assert Clearance.objects.get(user=mentor).organisation == home
    assert home.name in client.get(reverse("clearance_review", args=[mentor.pk])).content.decode()
