"""The pages of concerns: a form without scripts, thanks without detail, and the lead's desk."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.cache import cache
from django.urls import reverse

from core import clock
from people import concern_subjects
from people.enums import ConcernOutcome, Role
from people.models import Concern, SafeguardingLead
from people.selectors import concerns as selectors
from people.services import concern_closing, concern_work
from tests import make

pytestmark = pytest.mark.django_db
FORM = "/lo-lang/"


@pytest.fixture(autouse=True)
def _fresh_limits():
    cache.clear()


@pytest.fixture
def home():
    return make.school()


@pytest.fixture
def lead(home):
    return make.adult(home, Role.SCHOOL_ADMIN)


@pytest.fixture
def engagement(home, lead):
    return make.engagement(make.idea(make.club(home), team=[make.pupil(home)]))


@pytest.fixture
def case(engagement):
    return make.concern("engagement", engagement.pk, by=engagement.proposal.idea.created_by, person=0)


def text(answer):
    return answer.content.decode()


def test_a_page_leads_to_the_form_with_what_it_shows(client, engagement):
    pupil = engagement.proposal.idea.created_by
    client.force_login(pupil)
    page = text(client.get(reverse("engagement_detail", args=[engagement.pk])))
    link = next(part.split('"')[0] for part in page.split('href="') if part.startswith(f"{FORM}?about="))

    form = client.get(link)

    assert engagement.proposal.idea.title in text(form)
    assert engagement.supporter.full_name in text(form)
    assert text(form).count('name="worry"') == 3


def test_a_pupil_sends_with_one_press(client, engagement):
    pupil = engagement.proposal.idea.created_by
    token = concern_subjects.reference("engagement", engagement.pk, pupil)
    client.force_login(pupil)

    answer = client.post(FORM, {"reference": token, "worry": "behaviour", "about": "person-0"}, follow=True)

    (made,) = Concern.objects.all()
    assert (made.reporter, made.worry, made.desk) == (pupil, "behaviour", "school")
    assert list(made.named.all()) == [engagement.supporter]
    assert "Thầy cô đã nhận" in text(answer)


def test_the_form_keeps_what_was_typed_when_no_button_was_meant(client, home):
    client.force_login(make.pupil(home))

    answer = client.post(FORM, {"text": "Em sợ đi học một mình."})

    assert "Em chọn một trong ba nút nhé." in text(answer)
    assert "Em sợ đi học một mình." in text(answer)
    assert not Concern.objects.exists()


def test_nobody_reports_by_a_free_number(client, engagement):
    """Somebody else's reference, a made-up one, and a person who is not on the page."""
    client.force_login(make.pupil())
    foreign = concern_subjects.reference("engagement", engagement.pk, engagement.proposal.idea.created_by)

    assert engagement.proposal.idea.title not in text(client.get(FORM, {"about": foreign}))
    client.post(FORM, {"reference": foreign, "worry": "other", "text": "x"})
    answer = client.post(FORM, {"worry": "other", "about": f"person-{engagement.supporter_id}"})

    (made,) = Concern.objects.all()
    assert (list(made.named.all()), selectors.report_of(made.reporter, made)["subject"]) == ([], None)
    assert 'aria-invalid="true"' in text(answer)


@pytest.mark.parametrize("lacking", [{"consents": ()}, {"assented": False}])
def test_help_is_open_to_pupils_whose_account_lacks_something(client, lacking):
    pupil = make.pupil(**lacking)
    client.force_login(pupil)

    assert client.post(FORM, {"worry": "unsafe"}).url == reverse("concern_sent")
    assert Concern.objects.get().reporter == pupil


def test_a_guardian_without_an_account_writes_and_is_shown_nothing(client, engagement):
    token = concern_subjects.reference("engagement", engagement.pk, AnonymousUser())

    page = text(client.get(FORM, {"about": token}))
    answer = client.post(FORM, {"worry": "harm", "text": "Con tôi kể…", "contact": "0912 000 000"}, follow=True)

    assert engagement.proposal.idea.title not in page
    assert engagement.supporter.full_name not in page
    assert (Concern.objects.get().reporter, Concern.objects.get().desk) == (None, "department")
    assert "Đã nhận" in text(answer)


def test_one_address_does_not_flood_the_desk(client):
    answers = [client.post(FORM, {"worry": "other"}).status_code for _ in range(21)]

    assert answers == [302] * 20 + [403]
    assert Concern.objects.count() == 20


def test_the_last_word_of_the_limit_is_the_helpline(client):
    client.force_login(make.pupil())
    answers = [client.post(FORM, {"worry": "other"}) for _ in range(11)]

    assert [answer.status_code for answer in answers] == [302] * 10 + [403]
    assert "111" in text(answers[-1])


def test_afterwards_a_pupil_sees_that_it_arrived_and_later_the_answer(client, case, lead):
    client.force_login(case.reporter)
    before = text(client.get(reverse("concern_mine")))
    concern_work.answer(concern=case, text="Cảm ơn em, thầy cô lo rồi.", by=lead)
    after = text(client.get(reverse("concern_mine")))

    assert "Thầy cô đã nhận" in before
    assert "Cảm ơn em, thầy cô lo rồi." in after
    for word in ("Anh ấy hỏi em", case.named.get().full_name, lead.full_name):
        assert word not in before + after


def test_the_footer_leads_to_help_everywhere(client, home):
    link = f'href="{FORM}"'
    assert link in text(client.get(reverse("welcome")))
    client.force_login(make.pupil(home))
    page = text(client.get(reverse("home")))
    assert link in page
    assert "Em cần giúp đỡ" in page


def test_the_lead_finds_it_on_the_home_page_and_reads_it(client, case, lead):
    client.force_login(lead)

    assert reverse("concern_detail", args=[case.pk]) in text(client.get(reverse("home")))
    assert "Anh ấy hỏi em" not in text(client.get(reverse("concern_list")))
    page = text(client.get(reverse("concern_detail", args=[case.pk])))

    for word in ("Anh ấy hỏi em", case.reporter.full_name, case.named.get().full_name, "Tạm dừng đồng hành"):
        assert word in page


def test_the_second_person_finds_the_way_to_confirm_in_the_case(client, case, lead, home):
    """The Department, once it has the case, is not asked to hand it to itself."""
    concern_work.look(concern=case, by=lead)
    concern_work.hand_to_department(concern=case, text="Nhờ Sở xem giúp.", by=lead)
    concern_closing.ask_close(concern=case, outcome=ConcernOutcome.SETTLED, text="Đã nói chuyện với em.", by=lead)
    confirm, hand_over = (reverse(f"concern_{name}", args=[case.pk]) for name in ("confirm", "hand_over"))
    shown = {}
    for who, reader in {
        "asker": lead,
        "colleague": make.adult(home, Role.SCHOOL_ADMIN),
        "officer": make.officer(),
    }.items():
        client.force_login(reader)
        page = text(client.get(reverse("concern_detail", args=[case.pk])))
        shown[who] = (f'href="{confirm}"' in page, f'action="{hand_over}"' in page)
    assert shown == {"asker": (False, True), "colleague": (True, True), "officer": (True, False)}


def test_what_waits_for_the_second_person_stands_once_in_the_list(client, case, lead, home):
    """With whoever can confirm it, where that is done; with the others among their cases."""
    concern_work.look(concern=case, by=lead)
    concern_work.hand_to_department(concern=case, text="Nhờ Sở xem giúp.", by=lead)
    concern_closing.ask_close(concern=case, outcome=ConcernOutcome.SETTLED, text="Đã nói chuyện với em.", by=lead)
    confirm, detail = (reverse(f"concern_{name}", args=[case.pk]) for name in ("confirm", "detail"))
    readers = {"asker": lead, "colleague": make.adult(home, Role.SCHOOL_ADMIN), "officer": make.officer()}
    shown = {}
    for who, reader in readers.items():
        client.force_login(reader)
        page = text(client.get(reverse("concern_list")))
        shown[who] = (page.count(f'href="{confirm}"'), page.count(f'href="{detail}"'), "Không có việc nào" in page)

    assert shown == {"asker": (0, 1, False), "colleague": (1, 0, False), "officer": (1, 0, False)}


def test_who_confirms_and_leads_the_case_opens_it_whole_from_there(client, case, lead, home):
    """An administrator who does not lead safety at school confirms without reading the report."""
    teacher = make.adult(home, Role.TEACHER)
    for person in (lead, teacher):
        SafeguardingLead.objects.create(
            affiliation=person.affiliations.get(), appointed_by=lead, appointed_at=clock.now()
        )
    concern_work.look(concern=case, by=lead)
    concern_closing.ask_close(concern=case, outcome=ConcernOutcome.SETTLED, text="Đã nói chuyện với em.", by=lead)
    confirm, detail = (reverse(f"concern_{name}", args=[case.pk]) for name in ("confirm", "detail"))
    shown = {}
    for who, reader in {"teacher": teacher, "administrator": make.adult(home, Role.SCHOOL_ADMIN)}.items():
        client.force_login(reader)
        shown[who] = f'href="{detail}"' in text(client.get(confirm))

    assert shown == {"teacher": True, "administrator": False}


def test_each_button_does_what_it_says(client, case, lead, home):
    client.force_login(lead)
    at = lambda name: reverse(f"concern_{name}", args=[case.pk])  # noqa: E731
    target = f"engagement-{case.named.get().engagements_supported.get().pk}"
    client.get(at("detail"))
    client.post(at("note"), {"act": "talked", "text": "Gặp em."})
    client.post(at("111"), {"text": "Mã 12."})
    client.post(at("hold"), {"target": target})
    client.post(at("release"), {"target": target})
    client.post(at("answer"), {"text": "Cảm ơn em."})
    client.post(at("ask_suspension"), {"adult": case.named.get().pk})
    client.post(at("hand_over"), {"text": "Nhờ Sở."})
    client.post(at("ask_close"), {"outcome": "settled", "text": "Xong."})
    client.force_login(make.adult(home, Role.SCHOOL_ADMIN))
    client.post(at("confirm"), {"confirm": "yes"})

    assert [link.act for link in case.actions.order_by("number")] == [
        "reported", "opened", "talked", "to_111", "held", "released", "answered", "asked_suspension", "to_department",
        "asked_close", "closed",
    ]  # fmt: skip


def test_a_mistake_loses_no_word(client, case, lead):
    client.force_login(lead)

    answer = client.post(reverse("concern_note", args=[case.pk]), {"act": "zzz", "text": "Gặp em ở phòng tư vấn."})

    assert answer.status_code == 422
    assert "Gặp em ở phòng tư vấn." in text(answer)


def test_the_lists_ask_the_same_of_the_database_at_1_and_50_rows(client, home, lead, django_assert_max_num_queries):
    pupil, asked = make.pupil(home), {}
    for who, name in ((lead, "concern_list"), (pupil, "concern_mine"), (lead, "safeguarding")):
        client.force_login(who)
        for count in (1, 50):
            while Concern.objects.count() < count:
                make.concern(by=pupil)
                make.adult(home, Role.TEACHER)
            cache.clear()
            with django_assert_max_num_queries(30) as counted:
                client.get(reverse(name))
            asked.setdefault(name, []).append(len(counted))
        Concern.objects.filter(pk__gt=Concern.objects.earliest("pk").pk).exists()

    assert [set(numbers) for numbers in asked.values()] == [{numbers[0]} for numbers in asked.values()]
    assert max(max(numbers) for numbers in asked.values()) <= 8
