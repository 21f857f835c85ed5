"""Words in a mentorship that no teacher reads first: contact details are refused, a call for help is taken and kept."""

from uuid import uuid4

import pytest
from django.urls import reverse
from rest_framework.test import APIClient

from core import clock
from core.errors import Invalid
from messaging.services import conversations, messages
from network.models import CheckIn, Closing
from network.services import concern_subjects, engagements
from people.enums import Role
from people.models import Concern, Notice, SealedCopy
from people.selectors import concerns as selectors
from tests import make
from tests.network.given_engagements import engagement_of_two, sides

pytestmark = pytest.mark.django_db

CONTACTS = ["Anh nhắn zalo 0912 345 678 nhé", "Gửi vào thu.ha@vi-du.vn giúp em", "Vào https://hop.example.vn/x"]
HELP = "Em không muốn sống nữa"
KIND = "Em không một mình đâu."


@pytest.fixture
def engagement():
    return engagement_of_two()


def told(engagement, user, client) -> tuple[str, str]:
    client.force_login(user)
    api = APIClient()
    api.force_authenticate(user)
    page = client.get(reverse("engagement_detail", args=[engagement.pk])).content.decode()
    return page, api.get(f"/api/v1/engagements/{engagement.pk}/").content.decode()


@pytest.mark.parametrize("who", ["supporter", "adviser", "pupil"])
@pytest.mark.parametrize("words", CONTACTS)
def test_no_side_notes_a_way_to_somebody(engagement, who, words):
    by = sides(engagement)[who]

    with pytest.raises(Invalid) as noted:
        engagements.check_in(engagement=engagement, held_on=clock.today(), done="Xong", next_step=words, by=by)
    with pytest.raises(Invalid) as aimed:
        engagements.add_goal(engagement=engagement, text=words, by=by)

    assert (list(noted.value.errors), list(aimed.value.errors)) == (["next_step"], ["text"])
    assert (engagement.check_ins.count(), engagement.goals.count()) == (0, 0)


@pytest.mark.parametrize("words", ["Bán thử trên Tiktok và Zalo.", "Đo 0,5 lít trong 30 phút, ba lần 12 cm."])
def test_what_a_trade_is_called_and_what_was_measured_is_no_contact(engagement, words):
    engagements.check_in(engagement=engagement, held_on=clock.today(), done=words, by=engagement.supporter)

    assert engagement.check_ins.get().done == words


def test_page_and_api_refuse_by_the_field_and_keep_what_was_typed(engagement, client):
    body = {"held_on": clock.today().isoformat(), "minutes": 45, "done": CONTACTS[0], "next_step": "Đo lại"}
    client.force_login(engagement.supporter)
    api = APIClient()
    api.force_authenticate(engagement.supporter)

    page = client.post(reverse("engagement_check_in", args=[engagement.pk]), body)
    answer = api.post(f"/api/v1/engagements/{engagement.pk}/check-ins/", body, format="json")

    assert (page.status_code, list(page.context["check_in_form"].errors)) == (422, ["done"])
    assert CONTACTS[0] in page.content.decode()
    assert (answer.status_code, list(answer.json()["errors"])) == (422, ["done"])
    assert not CheckIn.objects.exists()


def test_why_an_adult_ends_it_no_pupil_reads(engagement, client):
    people = sides(engagement)
    engagements.end(engagement=engagement, reason=CONTACTS[0], by=engagement.supporter)

    read = {who: told(engagement, user, client) for who, user in people.items()}

    assert {who: [CONTACTS[0] in text for text in texts] for who, texts in read.items()} == {
        "supporter": [True, True],
        "adviser": [True, True],
        "pupil": [False, False],
        "mate": [False, False],
    }


def test_the_last_words_hold_no_contact(engagement):
    pupil = sides(engagement)["pupil"]
    closed = engagements.close(engagement=engagement, by=engagement.supporter)

    with pytest.raises(Invalid) as refused:
        engagements.answer_closing(engagement=closed, helped=5, best="Vui", thanks=CONTACTS[0], by=pupil)

    assert list(refused.value.errors) == ["thanks"]
    assert not Closing.objects.exists()


@pytest.mark.parametrize("words", [HELP, f"{HELP}. {CONTACTS[0]}"])
def test_a_pupils_call_for_help_is_taken_and_stays_with_the_school(engagement, client, words):
    people = sides(engagement)
    body = {"held_on": clock.today().isoformat(), "minutes": "30", "done": words}

    client.force_login(people["pupil"])
    answer = client.post(reverse("engagement_check_in", args=[engagement.pk]), body)

    assert (answer.status_code, engagement.check_ins.get().done) == (302, words)
    read = {who: told(engagement, user, client) for who, user in people.items()}
    assert {who: [words in text for text in texts] for who, texts in read.items()} == {
        "supporter": [False, False],
        "adviser": [True, True],
        "pupil": [True, True],
        "mate": [False, False],
    }
    assert {who: "Thầy cô đọc kỹ chỗ này" in page for who, (page, _api) in read.items()} == {
        "supporter": False,
        "adviser": True,
        "pupil": False,
        "mate": False,
    }
    assert "Phần này ở lại với thầy cô của trường." in read["mate"][0]


@pytest.mark.parametrize(
    ("who", "words", "cases"),
    [
        ("pupil", HELP, 1),
        ("supporter", "Em ấy nói không muốn sống nữa", 1),
        ("adviser", HELP, 0),
        ("pupil", "Hôm nay vui lắm", 0),
    ],
)
def test_whoever_leads_safety_at_school_knows_of_a_call_for_help_at_once(engagement, who, words, cases):
    lead = make.adult(engagement.proposal.idea.club.school, Role.SCHOOL_ADMIN)

    engagements.check_in(engagement=engagement, held_on=clock.today(), done=words, by=sides(engagement)[who])

    told = Notice.objects.filter(kind="talk_needs_care").values_list("recipient", flat=True)
    assert (list(told), Concern.objects.count()) == ([lead.pk] * cases, cases)


def test_the_api_takes_a_call_for_help(engagement):
    api = APIClient()
    api.force_authenticate(sides(engagement)["pupil"])

    answer = api.post(
        f"/api/v1/engagements/{engagement.pk}/check-ins/",
        {"held_on": clock.today().isoformat(), "done": HELP},
        format="json",
    )

    assert (answer.status_code, answer.json()["check_ins"][0]["done"]) == (200, HELP)


def test_what_was_written_before_is_not_shown_either(engagement, client):
    CheckIn.objects.create(
        engagement=engagement, author=engagement.supporter, held_on=clock.today(), done=CONTACTS[0], minutes=30
    )

    page, answer = told(engagement, sides(engagement)["pupil"], client)

    assert ("0912 345 678" in page, "0912 345 678" in answer) == (False, False)


def test_a_report_seals_the_note_whole(engagement):
    people = sides(engagement)
    engagements.check_in(engagement=engagement, held_on=clock.today(), done=HELP, by=people["pupil"])

    sealed = concern_subjects.engagement(people["mate"], engagement.pk)

    assert sealed.content["meetings"][0]["done"] == HELP


def test_whoever_calls_for_help_in_a_note_reads_a_kind_word(engagement, client):
    people = sides(engagement)
    engagements.check_in(engagement=engagement, held_on=clock.today(), done=HELP, by=people["pupil"])

    pages = {who: told(engagement, user, client)[0] for who, user in people.items()}

    assert {who: KIND in page for who, page in pages.items()} == {
        "supporter": False,
        "adviser": False,
        "pupil": True,
        "mate": False,
    }


@pytest.mark.parametrize("field", ["best", "better", "thanks"])
@pytest.mark.parametrize("words", [HELP, f"{HELP}. {CONTACTS[0]}"])
def test_last_words_that_call_for_help_are_taken_and_stay_with_the_school(engagement, client, field, words):
    people = sides(engagement)
    engagement = engagements.close(engagement=engagement, by=engagement.supporter)

    client.force_login(people["pupil"])
    body = {"helped": "5", "best": "Vui", field: words}
    answer = client.post(reverse("engagement_answer_closing", args=[engagement.pk]), body)

    assert (answer.status_code, getattr(engagement.closings.get(), field)) == (302, words)
    pages = {who: told(engagement, user, client)[0] for who, user in people.items()}
    shown = {
        who: (HELP in page, "Thầy cô đọc kỹ chỗ này" in page, KIND in page, "Phần này ở lại với thầy cô" in page)
        for who, page in pages.items()
    }
    assert shown == {
        "supporter": (False, False, False, True),
        "adviser": (True, True, False, False),
        "pupil": (field != "better", False, True, False),
        "mate": (False, False, False, True),
    }


@pytest.mark.parametrize(
    ("who", "words", "cases"),
    [
        ("pupil", HELP, 1),
        ("supporter", "Em ấy nói không muốn sống nữa", 1),
        ("adviser", HELP, 0),
        ("pupil", "Hôm nay vui lắm", 0),
    ],
)
def test_whoever_leads_safety_at_school_knows_of_a_call_in_last_words_at_once(engagement, who, words, cases):
    lead = make.adult(engagement.proposal.idea.club.school, Role.SCHOOL_ADMIN)
    engagement = engagements.close(engagement=engagement, by=engagement.supporter)

    engagements.answer_closing(engagement=engagement, helped=3, best=words, by=sides(engagement)[who])

    told = Notice.objects.filter(kind="talk_needs_care").values_list("recipient", flat=True)
    assert (list(told), Concern.objects.count()) == ([lead.pk] * cases, cases)
    assert [words in sealed.content for sealed in SealedCopy.objects.all()] == [True] * cases


def test_the_api_takes_last_words_that_call_for_help(engagement):
    engagement = engagements.close(engagement=engagement, by=engagement.supporter)
    api = APIClient()
    api.force_authenticate(sides(engagement)["pupil"])

    answer = api.post(f"/api/v1/engagements/{engagement.pk}/closing/", {"helped": 1, "best": HELP}, format="json")

    assert (answer.status_code, engagement.closings.get().best, Concern.objects.count()) == (200, HELP, 1)


def test_a_report_seals_the_last_words_whole(engagement):
    people = sides(engagement)
    engagement = engagements.close(engagement=engagement, by=engagement.supporter)
    engagements.answer_closing(
        engagement=engagement, helped=5, best="Vui", better=HELP, thanks="Cảm ơn anh", by=people["pupil"]
    )

    sealed = {who: concern_subjects.engagement(people[who], engagement.pk) for who in ("mate", "supporter")}

    words = {"side": "team", "best": "Vui", "better": HELP, "thanks": "Cảm ơn anh"}
    assert {who: subject.content["closings"] for who, subject in sealed.items()} == {
        "mate": [{**words, "who": people["pupil"].full_name}],
        "supporter": [{**words, "who": "Nhóm học sinh"}],
    }


@pytest.mark.parametrize(("who", "cases"), [("pupil", 1), ("mate", 2)])
def test_a_note_and_last_words_of_one_pupil_are_one_case(engagement, who, cases):
    people = sides(engagement)
    engagements.check_in(engagement=engagement, held_on=clock.today(), done=HELP, by=people["pupil"])
    engagement = engagements.close(engagement=engagement, by=engagement.supporter)

    engagements.answer_closing(engagement=engagement, helped=1, best=HELP, by=people[who])

    assert Concern.objects.count() == cases


def test_a_message_and_a_note_of_one_pupil_are_one_case(engagement):
    pupil = sides(engagement)["pupil"]
    talk = conversations.open_about(kind="engagement", subject=engagement.pk, by=pupil)
    draft = messages.Draft(client_id=uuid4(), body=HELP)
    messages.send(conversation=talk.pk, draft=draft, by=pupil)

    engagements.check_in(engagement=engagement, held_on=clock.today(), done=f"{HELP} thật", by=pupil)

    case = Concern.objects.get()
    assert selectors.sealed_pages_of(case) == {("conversation", talk.pk), ("engagement", engagement.pk)}
    assert (case.called_by, case.school_id) == (pupil, engagement.proposal.idea.club.school_id)
