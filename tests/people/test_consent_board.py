"""A school sees what is missing, prints it, asks for it once a day, and takes it along as a table."""

import datetime as dt

import pytest
import time_machine
from django.urls import reverse
from rest_framework.test import APIClient

from core import clock
from people import rules
from people.enums import ConsentPurpose, ConsentState, Role
from people.models import Consent, GuardianLink, Notice, RecordRead, Refusal, TextMessage
from people.selectors import consent_board, consent_states
from people.services import consent_papers, consent_reminders, guardian_links
from tests import make
from tests.people import papers
from tests.races import race

pytestmark = pytest.mark.django_db
ACCOUNT, CHAT, MEDIA = ConsentPurpose.ACCOUNT, ConsentPurpose.MENTORING_CHAT, ConsentPurpose.MEDIA


@pytest.fixture
def school():
    return make.school()


@pytest.fixture
def teacher(school):
    return make.adviser(school)


def pupil(school, name="Nguyễn Minh Anh", **facts):
    return make.pupil(school, full_name=name, **facts)


def state(of, purpose=ACCOUNT):
    return consent_states.of([of.pk])[of.pk][purpose]


def class_page(client, school, **query):
    return client.get(reverse("consent_class", args=[school.pk]), {"name": "10A1", **query}).content.decode()


def test_each_state_is_told(school, teacher):
    asked = {name: pupil(school, f"Em {name}", consents=()) for name in ("yes", "no", "never", "over", "paper", "old")}
    for name in ("yes", "over", "old", "no"):
        make.consent(asked[name], ACCOUNT)
    Consent.objects.filter(guardianship__pupil=asked["over"]).update(expires_on=clock.today() - dt.timedelta(days=1))
    Consent.objects.filter(guardianship__pupil=asked["old"]).update(text_version="2025.1")
    Consent.objects.filter(guardianship__pupil=asked["no"]).update(withdrawn_at=clock.now())
    home = asked["paper"].guardianships.get()
    consent_papers.upload(guardianship=home, file=papers.pdf(), answers={ACCOUNT: True}, by=teacher)

    told = {name: state(one) for name, one in asked.items()}

    assert told == {
        "yes": ConsentState.YES,
        "no": ConsentState.NO,
        "never": ConsentState.NOT_ASKED,
        "over": ConsentState.EXPIRED,
        "paper": ConsentState.WAITING,
        "old": ConsentState.OUTDATED,
    }


def test_a_refusal_of_one_guardian_is_a_no(school):
    one = pupil(school)
    Refusal.objects.create(
        guardianship=make.guardianship(one, "Bố"),
        purpose=ACCOUNT,
        text_version="2026.1",
        said_at=clock.now(),
        expires_on=rules.consent_ends(clock.today()),
    )

    assert state(one) == ConsentState.NO


def test_what_an_ended_guardian_said_is_not_told(school):
    one = pupil(school)
    one.guardianships.update(ended_on=clock.today())

    assert state(one) == ConsentState.NOT_ASKED


def test_classes_are_counted(school):
    pupil(school)
    pupil(school, consents=())
    away = pupil(school)
    away.affiliations.update(title="6A")

    lines = consent_board.classes(school)

    assert [(line.name, line.pupils, line.missing, line.yes[ACCOUNT]) for line in lines] == [
        ("6A", 1, 1, 1),
        ("10A1", 2, 2, 1),
    ]


def test_the_page_of_a_class_filters_counts_and_notes_the_read(client, school, teacher):
    one, two = pupil(school), pupil(school, "Trần Văn Bình", consents=())
    make.pupil(full_name="Người Trường Khác")
    client.force_login(teacher)

    everything = class_page(client, school)
    missing = class_page(client, school, purpose="account", state="not_asked")

    assert all(name in everything for name in (one.full_name, two.full_name))
    assert "Người Trường Khác" not in everything
    assert (one.full_name in missing, two.full_name in missing) == (False, True)
    assert set(RecordRead.objects.values_list("pupil", "what")) == {(one.pk, "consents"), (two.pk, "consents")}


@pytest.mark.parametrize("count", [1, 50])
def test_as_many_questions_for_one_as_for_fifty(school, count, django_assert_max_num_queries):
    for number in range(count):
        pupil(school, f"Nguyễn Văn Em{number}")

    with django_assert_max_num_queries(8):
        consent_board.rows(school, "10A1")
    with django_assert_max_num_queries(4):
        consent_board.classes(school)


def test_a_round_reaches_each_guardian_once_a_day(school, teacher):
    one = pupil(school)
    make.guardianship(one, "Bố", phone="0911111111")
    make.guardianship(one, "Dì", phone="0922222222", checked=False)
    pupil(school, "Trần Văn Bình").guardianships.all().delete()

    first = guardian_links.send_to_class(school=school, class_name="10A1", by=teacher)
    second = guardian_links.send_to_class(school=school, class_name="10A1", by=teacher)

    assert (first.sent, first.already_today, first.without_phone) == (2, 0, 1)
    assert (second.sent, second.already_today) == (0, 2)
    assert sorted(TextMessage.objects.values_list("phone", flat=True)) == ["0900000000", "0911111111"]
    with time_machine.travel(clock.now() + dt.timedelta(days=1), tick=False):
        assert guardian_links.send_to_class(school=school, class_name="10A1", by=teacher).sent == 2


def test_whoever_answered_everything_is_not_asked(school, teacher):
    done = pupil(school, consents=tuple(ConsentPurpose))

    assert guardian_links.send_to_class(school=school, class_name="10A1", by=teacher).sent == 0
    Consent.objects.filter(guardianship__pupil=done, purpose=MEDIA).update(text_version="2025.1")
    assert guardian_links.send_to_class(school=school, class_name="10A1", by=teacher).sent == 1


def test_the_message_names_the_school_and_no_child(school, teacher):
    one = pupil(school)
    guardian_links.send(guardianship=one.guardianships.get(), by=teacher)

    text = TextMessage.objects.get().text
    assert school.organisation.name in text
    assert "cháu A." in text
    assert "Minh Anh" not in text
    assert "/g/" in text


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_two_rounds_at_once_send_one_message_each():
    school = make.school()
    teacher = make.adviser(school)
    for number in range(3):
        pupil(school, f"Nguyễn Văn Em{number}")

    outcomes = race(2, lambda index: guardian_links.send_to_class(school=school, class_name="10A1", by=teacher))

    assert sum(outcome.sent for outcome in outcomes) == 3
    assert TextMessage.objects.count() == GuardianLink.objects.count() == 3


def test_the_forms_of_a_class_carry_a_code_for_each_checked_guardian(client, school, teacher):
    one = pupil(school)
    make.guardianship(one, "Dì Hoa", checked=False)
    client.force_login(teacher)

    page = client.post(reverse("consent_print", args=[school.pk]), {"name": "10A1"}).content.decode()

    assert page.count('nc-sheet-sign"') == 2
    assert page.count("data:image/svg+xml") == 1
    assert (page.count("☐"), "Dì Hoa" in page) == (12, True)
    assert GuardianLink.objects.count() == 1
    assert "digest" not in page


def test_the_table_is_safe_for_excel(client, school, teacher):
    one = pupil(school)
    make.guardianship(one, "=HYPERLINK(1)")
    client.force_login(teacher)

    content = client.get(reverse("consent_export", args=[school.pk])).content.decode("utf-8-sig")

    head, row = content.strip().splitlines()
    assert head.startswith("Lớp;Họ và tên;")
    assert row.startswith("10A1;Nguyễn Minh Anh;đồng ý;đồng ý;chưa trả lời")
    assert ";=" not in content


def test_over_the_api_the_same(school, teacher):
    one = pupil(school)
    api = APIClient()
    api.force_authenticate(teacher)
    place = f"/api/v1/consents/{school.pk}/"

    assert api.get(place).json()[0]["yes"]["account"] == 1
    [row] = api.get(f"{place}class/", {"name": "10A1"}).json()
    assert (row["pupil"], row["states"]["account"], row["states"]["media"]) == (one.pk, "yes", "not_asked")
    assert api.get(f"{place}remind/").json() == {"sent": 1, "already_today": 0, "without_phone": 0}
    assert api.post(f"{place}remind/", {"name": "10A1"}).json() == {"sent": 1, "already_today": 0, "without_phone": 0}
    assert api.get(f"{place}class/", {"name": "12Z"}).status_code == 404
    answer = api.post(f"/api/v1/pupils/{one.pk}/guardians/", {"full_name": "Lê Thị Lan", "phone": "0912345678"})
    assert answer.status_code == 201
    assert answer.json()["guardians"][1]["waiting_phone"] == "0912345678"
    stopped = api.post(f"/api/v1/guardians/{one.guardianships.first().pk}/withdraw/", {"purpose": "account"})
    assert stopped.json()["states"]["account"] == "no"


def test_the_school_hears_a_month_before_and_a_month_after(school, teacher):
    admin = make.adult(school, Role.SCHOOL_ADMIN)
    with time_machine.travel(dt.datetime(2026, 10, 5, 3, tzinfo=dt.UTC), tick=False) as traveller:
        one = pupil(school)
        Consent.objects.filter(guardianship__pupil=one).update(expires_on=dt.date(2027, 7, 31))
        days = {(6, 30): 0, (7, 1): 1, (7, 20): 1, (8, 1): 2, (8, 20): 2}
        for (month, day), told in days.items():
            traveller.move_to(dt.datetime(2027, month, day, 3, tzinfo=dt.UTC))
            for _ in range(2):
                consent_reminders.remind_schools()
            assert Notice.objects.filter(recipient=teacher).count() == told, (month, day)

    assert Notice.objects.filter(recipient=admin).count() == 2
    kinds = list(Notice.objects.filter(recipient=teacher).order_by("pk").values_list("kind", flat=True))
    assert kinds == ["consents_ending", "consents_ended"]
    assert Notice.objects.first().facts == {"pupils": 1, "day": "31/07/2027"}
