"""What a guardian is asked about a visit, on the page behind the code, and what each answer does."""

import re

import pytest
import time_machine
from django.core.cache import cache
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation

from core.errors import Conflict
from people import guardian_asks
from people.enums import ConsentPurpose
from people.guardian_asks import AskState, Said
from people.models import Consent, Refusal, TextMessage
from people.selectors import guardian_asks as selectors
from tests import make
from tests.visits import given, given_roster
from visits import sectors
from visits.enums import Answer, Change, VisitState
from visits.models import Agreement, Visit
from visits.selectors import visit_facts
from visits.services import agreements, visits

pytestmark = pytest.mark.django_db


CODE = "135790"


@pytest.fixture(autouse=True)
def _fresh_limits():
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def visit():
    return given_roster.prepared(purpose="Xem dây chuyền lắp ráp.")


@pytest.fixture
def row(visit):
    return given_roster.asked(visit, given_roster.pupil(visit, "Bùi Thị Tưkhuê"))


@pytest.fixture
def mother(row):
    return given_roster.guardian(row)


@pytest.fixture
def token(mother):
    return make.guardian_link(mother)


def text(answer):
    return answer.content.decode()


def enter(client, token):
    make.guardian_code(token)
    return client.post(reverse("guardian_enter", args=[token]), {"code": CODE}, follow=True)


def address(row, token, name="guardian_ask"):
    return reverse(name, args=[token, "visit", given_roster.guardian(row).pk, row.pk])


def say(row, agreed=True, note="", version=None):
    said = Said(agreed, row.visit.terms if version is None else version, note)
    agreements.answer(given_roster.guardian(row), row.pk, said)
    row.refresh_from_db()


def state_of(guardianship):
    return [ask.state for ask in selectors.asked_of([guardianship])[guardianship.pk]]


def test_a_fresh_link_with_something_asked_is_a_door_that_tells_nothing_of_it(client, token, visit, row):
    door = text(client.get(reverse("guardian_page", args=[token])))

    assert "Nhà trường đang chờ câu trả lời của gia đình" in door
    for secret in (visit.slot.offer.organisation.name, row.pupil.given_name, "Xem dây chuyền", "Tham quan"):
        assert secret not in door
    shut = text(client.get(address(row, token)))
    assert "Gửi mã cho tôi" in shut
    assert visit.slot.offer.organisation.name not in shut


def test_behind_the_code_everything_is_told_in_plain_words(client, token, visit, row):
    visit.safety = given.safety(
        visit.slot.offer,
        equipment=["helmet", "gloves"],
        answers={"first_aid": True, "insurance": False, "assembly_point": "Sân trước cổng số hai.", "old": "x"},
    )
    visit.save()
    overview = text(enter(client, token))
    page = text(client.get(address(row, token)))

    assert f"Tham quan {visit.slot.offer.organisation.name}" in overview
    assert "Chờ gia đình trả lời" in overview
    for told in (
        visit.slot.offer.organisation.name,
        "09:00–11:00",
        "Xem dây chuyền lắp ráp.",
        "Người hướng dẫn của nơi đón: Phạm Văn Đón",
        visit.organiser.full_name,
        "xe thuê",
        "Xe 45 chỗ đón ở cổng trường",
        "từ 11 tuổi",
        "mũ bảo hộ, găng tay",
        sectors.sector("mechanics").risks_in("vi")[0],
        "Suốt buổi đón có người biết sơ cứu và túi sơ cứu ở gần? Có.",
        "Nơi đón có bảo hiểm trách nhiệm cho khách tham quan? Không.",
        "Khi có báo động, cả đoàn tập trung ở đâu? Sân trước cổng số hai.",
        "Cô Lê Thị Trực · 0900000111",
    ):
        assert told in page
    assert "checked" not in page


def test_what_the_host_signed_is_told_in_the_readers_language(visit):
    visit.safety = given.safety(visit.slot.offer, equipment=["helmet"], answers={"first_aid": True})
    with translation.override("en"):
        told = {fact.label: fact.text for fact in visit_facts.facts_of(visit)}

    assert "safety helmet" in told.values()
    assert "Is somebody trained in first aid, with a kit at hand, there all the time? Yes." in told.values()


def test_a_yes_waits_for_a_code_of_its_own_and_then_counts(client, token, visit, row):
    enter(client, token)
    body = {"answer": "yes", "version": visit.terms, "note": "Cháu dị ứng tôm"}
    asked = text(client.post(address(row, token), body))
    assert ("Câu trả lời sẽ được ghi" in asked, Agreement.objects.count()) == (True, 0)
    code = re.search(r"\b\d{6}\b", TextMessage.objects.latest("pk").text)[0]

    wrong = text(client.post(address(row, token, "guardian_ask_confirm"), {**body, "code": "x"}))
    assert ("Mã chưa đúng" in wrong, Agreement.objects.count()) == (True, 0)
    page = text(client.post(address(row, token, "guardian_ask_confirm"), {**body, "code": code}, follow=True))

    assert "Đã đồng ý" in page
    assert given_roster.answers(visit) == {row.pupil_id: "yes"}
    assert Agreement.objects.get().note == "Cháu dị ứng tôm"


def test_the_same_code_does_not_say_yes_twice(client, token, visit, row):
    enter(client, token)
    make.guardian_code(token)
    body = {"answer": "yes", "version": visit.terms, "code": CODE}
    client.post(address(row, token, "guardian_ask_confirm"), body)
    Agreement.objects.all().delete()

    client.post(address(row, token, "guardian_ask_confirm"), body)

    assert not Agreement.objects.exists()


def test_a_no_counts_at_once(client, token, visit, row):
    enter(client, token)
    texts = TextMessage.objects.count()

    page = text(client.post(address(row, token), {"answer": "no", "version": visit.terms}, follow=True))

    row.refresh_from_db()
    assert ("Không đồng ý" in page, TextMessage.objects.count()) == (True, texts)
    assert Agreement.objects.get().answer == Answer.NO
    assert row.left_off_at is not None


def test_nothing_chosen_is_asked_again(client, token, visit, row):
    enter(client, token)

    page = text(client.post(address(row, token), {"version": visit.terms, "note": "Cháu say xe"}))

    assert "Xin chọn đồng ý hoặc không." in page
    assert "Cháu say xe" in page
    assert not Agreement.objects.exists()


def test_a_missing_standing_consent_is_asked_on_the_same_page_and_counts_with_it(client, visit):
    row = given_roster.asked(visit, given_roster.pupil(visit, consents=(ConsentPurpose.ACCOUNT,)))
    token = make.guardian_link(given_roster.guardian(row))
    enter(client, token)
    page = text(client.get(address(row, token)))
    assert "Và điều hỏi chung cho cả năm học" in page
    body = {"answer": "yes", "version": visit.terms}
    assert "Xin trả lời cả việc này." in text(client.post(address(row, token), body))
    make.guardian_code(token)

    client.post(address(row, token, "guardian_ask_confirm"), {**body, "consent": "yes", "code": CODE})

    assert Consent.objects.filter(purpose="visit", withdrawn_at=None).count() == 1
    assert given_roster.answers(visit) == {row.pupil_id: "yes"}


def test_a_yes_without_the_standing_consent_does_not_count_and_says_so(client, visit):
    row = given_roster.asked(visit, given_roster.pupil(visit, consents=(ConsentPurpose.ACCOUNT,)))
    token = make.guardian_link(given_roster.guardian(row))
    enter(client, token)
    make.guardian_code(token)
    body = {"answer": "yes", "consent": "no", "version": visit.terms, "code": CODE}

    page = text(client.post(address(row, token, "guardian_ask_confirm"), body, follow=True))

    assert "chưa đồng ý chung cho các chuyến tham quan" in page
    assert (Refusal.objects.count(), given_roster.answers(visit)) == (1, {})


def test_another_familys_question_is_not_found(client, token, visit, row):
    other = given_roster.asked(visit)
    enter(client, token)

    for child, pk in ((given_roster.guardian(other).pk, other.pk), (given_roster.guardian(row).pk, other.pk)):
        assert client.get(reverse("guardian_ask", args=[token, "visit", child, pk])).status_code == 404


def test_nothing_is_asked_before_the_school_asks_nor_after_it_begins(visit, row, mother):
    not_yet = given.pupil_on(visit, answer=None)

    assert state_of(mother) == [AskState.WAITING]
    assert state_of(given_roster.guardian(not_yet)) == []
    with time_machine.travel(visit.slot.starts_at):
        assert state_of(mother) == []
        with pytest.raises(Conflict, match="đã bắt đầu"):
            say(row, agreed=False)


def test_a_change_of_terms_shows_the_answer_as_outdated_and_asks_again(visit, row, mother):
    say(row)
    visits.reopen(Visit.objects.get(pk=visit.pk), Change.TRANSPORT, visit.organiser, "Đi tàu")

    assert state_of(mother) == [AskState.OUTDATED]
    assert given_roster.answers(visit) == {}
    with pytest.raises(Conflict, match="vừa thay đổi"):
        say(row, version=visit.terms)
    row.visit.refresh_from_db()
    say(row)
    assert (state_of(mother), given_roster.answers(visit)) == ([AskState.YES], {row.pupil_id: "yes"})


def test_a_yes_to_what_has_changed_meanwhile_is_asked_again_and_nothing_is_lost(client, token, visit, row):
    enter(client, token)
    body = {"answer": "yes", "version": visit.terms, "note": "Cháu say xe"}
    visits.reopen(Visit.objects.get(pk=visit.pk), Change.TRANSPORT, visit.organiser)

    page = text(client.post(address(row, token), body))

    assert ("Xin đọc lại rồi trả lời" in page, "Cháu say xe" in page, Agreement.objects.count()) == (True, True, 0)


def test_another_guardians_answer_is_told_by_what_it_does(visit, row, mother):
    father = make.guardianship(row.pupil, "Bố", phone="0900000222")
    agreements.answer(father, row.pk, Said(False, visit.terms))

    (ask,) = selectors.asked_of([mother])[mother.pk]
    assert (ask.state, ask.remark) == (
        AskState.WAITING,
        "Một người giám hộ khác đã nói không, nên cháu chưa đi. Xin gia đình bàn với nhau.",
    )


def test_the_overview_shows_where_the_child_has_been(client):
    visit = given.visit(state=VisitState.HELD)
    row = given.pupil_on(visit)

    page = text(enter(client, make.guardian_link(given_roster.guardian(row))))

    assert "Những nơi cháu đã đến tham quan" in page
    assert visit.slot.offer.organisation.name in page


def test_the_page_asks_as_often_for_six_visits_as_for_one():
    first = given_roster.prepared()
    pupil = given_roster.pupil(first)
    mother = pupil.guardianships.get()
    counts = []
    for hours in (range(1), range(1, 6)):
        for hour in hours:
            at = given.slot(days=30 + hour)
            given_roster.asked(given_roster.prepared(at=at, by=given.teacher(first.school)), pupil)
        with CaptureQueriesContext(connection) as queries:
            found = guardian_asks.KINDS["visit"].asked_of([mother])[mother.pk]
        counts.append((len(found), len(queries)))

    assert counts == [(1, 3), (6, 3)]


def test_a_kind_is_registered_once():
    kind = guardian_asks.KINDS["visit"]
    guardian_asks.register(kind)
    with pytest.raises(ValueError, match="two kinds"):
        guardian_asks.register(guardian_asks.Kind("visit", lambda rows: {}, kind.answer))
