"""What a guardian's browser shows: nothing by the link alone, everything behind the code, a stop that acts at once."""

import datetime as dt
import re

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from core import clock
from people import consent_texts
from people.enums import ConsentPurpose
from people.models import Consent, GuardianCode, GuardianLink, Guardianship, Refusal, TextMessage
from people.selectors import gates
from people.services import read_log
from tests import make

pytestmark = pytest.mark.django_db
ACCOUNT, CHAT = ConsentPurpose.ACCOUNT, ConsentPurpose.MENTORING_CHAT
CODE = "135790"


@pytest.fixture(autouse=True)
def _fresh_limits():
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def school():
    return make.school(name="Trường THCS Ngô Quyền")


@pytest.fixture
def pupil(school):
    return make.pupil(school, full_name="Bùi Thị Tưkhuê")


@pytest.fixture
def mother(pupil):
    return pupil.guardianships.get()


@pytest.fixture
def token(mother):
    return make.guardian_link(mother)


def at(name, token):
    return reverse(name, args=[token])


def text(answer):
    return answer.content.decode()


def enter(client, token):
    make.guardian_code(token)
    answer = client.post(at("guardian_enter", token), {"code": CODE})
    assert (answer.status_code, answer.url) == (302, at("guardian_page", token))
    return client.get(at("guardian_page", token))


def test_the_link_asks_each_purpose_by_itself_and_chooses_nothing(client, token):
    page = text(client.get(at("guardian_page", token), follow=True))

    for purpose in ConsentPurpose:
        assert len(re.findall(rf'<input[^>]+type="radio"[^>]+name="{purpose.value}"', page)) == 2
    assert "checked" not in page
    assert page.count("Nếu không đồng ý:") == 6
    assert "Đồng ý rồi vẫn dừng được bất cứ lúc nào" in page


def test_the_link_alone_tells_the_school_and_one_letter(client, token, pupil, mother):
    page = text(client.get(at("guardian_answers", token)))

    assert "Trường THCS Ngô Quyền hỏi về cháu có tên bắt đầu bằng chữ T." in page
    for secret in (pupil.given_name, "10A1", mother.guardian.full_name, mother.guardian.phone, pupil.username):
        assert secret not in page


def test_answers_wait_for_the_code_and_then_count(client, token, pupil):
    Consent.objects.all().delete()
    sent = client.post(at("guardian_answers", token), {"account": "yes", "media": "no"})

    code = re.search(r"\b\d{6}\b", TextMessage.objects.get().text)[0]
    assert "Câu trả lời sẽ được ghi" in text(sent)
    assert code not in text(sent)
    assert (Consent.objects.count(), Refusal.objects.count()) == (0, 0)

    wrong = client.post(at("guardian_confirm", token), {"account": "yes", "media": "no", "code": "x"})
    assert 'aria-invalid="true"' in text(wrong)
    assert '<input type="hidden" name="account" value="yes">' in text(wrong)
    assert (Consent.objects.count(), Refusal.objects.count()) == (0, 0)

    page = client.post(at("guardian_confirm", token), {"account": "yes", "media": "no", "code": code}, follow=True)
    assert pupil.full_name in text(page)
    assert list(Consent.objects.values_list("purpose", flat=True)) == ["account"]
    assert list(Refusal.objects.values_list("purpose", flat=True)) == ["media"]


def test_the_code_page_sent_twice_says_so_and_changes_nothing(client, token):
    make.guardian_code(token)
    body = {"account": "yes", "code": CODE}
    client.post(at("guardian_confirm", token), body)

    again = client.post(at("guardian_confirm", token), body)

    assert "Mã chưa đúng hoặc đã hết hạn" in text(again)
    assert Consent.objects.filter(purpose="account", withdrawn_at=None).count() == 1


def test_nothing_chosen_is_asked_again(client, token):
    page = text(client.post(at("guardian_answers", token), {}))

    assert "Xin trả lời ít nhất một việc" in page
    assert not TextMessage.objects.exists()


def test_a_used_link_is_a_door_that_takes_no_yes(client, mother, pupil):
    used = make.guardian_link(mother, used=True)

    door = client.get(at("guardian_page", used))
    answered = client.post(at("guardian_answers", used), {"media": "yes"})

    assert "Gửi mã cho tôi" in text(door)
    assert "Gửi mã cho tôi" in text(answered)
    assert pupil.given_name not in text(door)
    assert not TextMessage.objects.exists()


def broken_links(mother, pupil):
    expired = make.guardian_link(mother, days=1)
    GuardianLink.objects.filter(pk=GuardianLink.objects.latest("pk").pk).update(
        created_at=clock.now() - dt.timedelta(days=3), expires_at=clock.now() - dt.timedelta(days=1)
    )
    revoked = make.guardian_link(mother, used=True)
    GuardianLink.objects.filter(pk=GuardianLink.objects.latest("pk").pk).update(revoked_at=clock.now())
    ended = make.guardianship(pupil, "Cô")
    of_ended = make.guardian_link(ended, used=True)
    type(ended).objects.filter(pk=ended.pk).update(ended_on=clock.today())
    unchecked = make.guardian_link(make.guardianship(pupil, "Dì", checked=False))
    elsewhere = make.person()
    gone = make.guardian_link(make.guardianship(elsewhere))
    return {
        "made-up": "khong-co",
        "expired": expired,
        "revoked": revoked,
        "ended": of_ended,
        "unchecked": unchecked,
        "gone": gone,
    }


def test_every_link_that_does_not_work_is_told_alike(client, mother, pupil):
    told = {}
    for what, token in broken_links(mother, pupil).items():
        answer = client.get(at("guardian_page", token))
        told[what] = (
            answer.status_code,
            re.sub(r"(csrf-token|csrfmiddlewaretoken)[^>]+>|/g/[\w-]+/", "", text(answer)),
        )

    assert {status for status, _ in told.values()} == {404}
    assert len({body for _, body in told.values()}) == 1
    assert "Xin nhà trường một đường dẫn mới" in told["made-up"][1]


@pytest.mark.parametrize("name", ["guardian_page", "guardian_answers"])
@pytest.mark.parametrize("works", [True, False])
def test_no_cache_no_referrer_no_search(client, token, name, works):
    answer = client.get(at(name, token if works else "khong-co"))

    assert answer.headers["Cache-Control"] == "private, no-store"
    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"


def test_the_cookie_is_for_this_page_alone(client, token):
    enter(client, token)

    cookie = client.cookies["nc_guardian"]
    assert (cookie["path"], cookie["httponly"], cookie["samesite"], cookie["max-age"]) == ("/g/", True, "Lax", 1800)


def test_the_page_shows_the_child_for_half_an_hour(client, token, pupil):
    with time_machine.travel(clock.now(), tick=False) as traveller:
        assert pupil.full_name in text(enter(client, token))
        traveller.shift(dt.timedelta(minutes=29))
        assert pupil.full_name in text(client.get(at("guardian_page", token)))
        traveller.shift(dt.timedelta(minutes=2))
        assert pupil.full_name not in text(client.get(at("guardian_page", token), follow=True))


def test_leaving_ends_the_visit_also_for_a_kept_cookie(client, token, pupil):
    enter(client, token)
    kept = client.cookies["nc_guardian"].value

    client.post(at("guardian_leave", token))

    thief = Client()
    thief.cookies["nc_guardian"] = kept
    assert pupil.full_name not in text(thief.get(at("guardian_page", token), follow=True))


def test_a_visit_opens_no_other_guardians_page(client, token):
    enter(client, token)
    stranger = make.pupil(full_name="Trần Văn Khác")

    other = make.guardian_link(stranger.guardianships.get(), used=True)

    page = text(client.get(at("guardian_page", other)))
    assert "Gửi mã cho tôi" in page
    assert "Trần Văn Khác" not in page


def test_a_forged_cookie_is_none(client, token, pupil):
    row = make.guardian_code(token, used=True)
    client.cookies["nc_guardian"] = str(row.pk)

    assert pupil.full_name not in text(client.get(at("guardian_page", token), follow=True))


def test_several_children_of_one_guardian_stand_on_one_page(client, token, mother, school):
    sister = make.pupil(school, full_name="Bùi Thị Mộcdiệp", consents=())
    Guardianship.objects.create(guardian=mother.guardian, pupil=sister)
    namesake = make.pupil(school, full_name="Lê Thị Người Khác")

    page = text(enter(client, token))

    assert "Bùi Thị Tưkhuê" in page
    assert "Bùi Thị Mộcdiệp" in page
    # The same number on another guardian's row is another guardian.
    assert namesake.guardianships.get().guardian.phone == mother.guardian.phone
    assert "Người Khác" not in page


def test_reads_from_outside_are_all_shown_and_the_schools_own_are_not(client, token, pupil, school):
    company = make.organisation(name="Công ty Bao bì Tràng Cát")
    mentor = make.mentor(company)
    officer, teacher = make.officer(), make.adviser(school)
    for reader in (mentor, officer, teacher):
        read_log.record(reader=reader, pupils=[pupil.pk], what="engagement")

    page = text(enter(client, token))

    assert mentor.full_name in page
    assert "Công ty Bao bì Tràng Cát" in page
    assert officer.full_name in page
    assert teacher.full_name not in page
    assert "ở trang đồng hành của nhóm" in page


def test_adults_in_contact_are_named(client, token, pupil, school):
    page = text(enter(client, token))
    assert "Hiện chưa có người lớn nào ngoài trường trao đổi với cháu." in page

    company = make.organisation(name="Công ty Bao bì Tràng Cát")
    offer = make.offer(company)
    make.engagement(make.idea(make.club(school), team=[pupil]), offer)

    page = text(client.get(at("guardian_page", token)))
    assert offer.author.full_name in page
    assert "Công ty Bao bì Tràng Cát" in page


def test_stopping_acts_at_once(client, token, pupil, mother):
    enter(client, token)

    answer = client.post(at("guardian_stop", token), {"purpose": "mentoring_chat", "child": mother.pk}, follow=True)

    assert "Đã dừng. Việc này có hiệu lực ngay" in text(answer)
    assert gates.pupils_without_consent([pupil.pk], CHAT) == {pupil.pk}
    assert gates.pupils_without_consent([pupil.pk], ACCOUNT) == set()
    assert Refusal.objects.get().purpose == "mentoring_chat"


def test_stopping_twice_is_stopping_once(client, token, mother):
    enter(client, token)
    for _ in range(2):
        client.post(at("guardian_stop", token), {"purpose": "account", "child": mother.pk})

    assert Refusal.objects.filter(lifted_at=None).count() == 1


@pytest.mark.parametrize("visiting", [True, False])
def test_nobody_stops_for_another_child_or_without_a_code(client, token, pupil, mother, visiting):
    stranger = make.pupil()
    child = mother
    if visiting:
        enter(client, token)
        child = stranger.guardianships.get()

    client.post(at("guardian_stop", token), {"purpose": "account", "child": child.pk})

    assert set(gates.active_pupils()) == {pupil, stranger}
    assert not Refusal.objects.exists()


def test_renewing_shows_what_was_agreed_and_chooses_nothing(client, token, pupil):
    Consent.objects.update(expires_on=clock.today() - dt.timedelta(days=1))

    page = text(client.get(at("guardian_answers", token)))

    assert page.count("Lần trước ông bà, bố mẹ đã đồng ý") == 2
    assert "checked" not in page


def test_a_consent_is_shown_in_the_words_it_was_given_to(client, token, monkeypatch, tmp_path):
    old = (consent_texts.FOLDER / "2026.1.json").read_text("utf-8")
    (tmp_path / "2026.1.json").write_text(old, "utf-8")
    (tmp_path / "2027.1.json").write_text(old.replace("Cho cháu có tài khoản", "Lời mới về tài khoản"), "utf-8")
    monkeypatch.setattr(consent_texts, "FOLDER", tmp_path)
    monkeypatch.setattr("people.rules.CONSENT_TEXT", "2027.1")

    page = text(enter(client, token))
    asked = text(client.get(at("guardian_answers", token)))

    assert "Cho cháu có tài khoản" in page
    assert "Lời mới về tài khoản" not in page
    assert "Lời mới về tài khoản" in asked


def test_a_child_holding_the_phone_is_not_sent_elsewhere(client, token):
    client.force_login(make.pupil(consents=()))

    assert client.get(at("guardian_answers", token)).status_code == 200


def test_guesses_are_limited_by_link_and_by_address(client, token):
    make.guardian_code(token)
    told = [client.post(at("guardian_enter", token), {"code": "1"}).status_code for _ in range(31)]

    assert (told[:30], told[30]) == ([200] * 30, 429)
    assert GuardianCode.objects.get().tries == 5


def test_the_page_asks_as_often_for_one_read_as_for_fifty(client, token, pupil, django_assert_max_num_queries):
    mentor = make.mentor()
    enter(client, token)
    for what in range(50):
        read_log.record(reader=mentor, pupils=[pupil.pk], what=f"w{what}")
    with django_assert_max_num_queries(16):
        client.get(at("guardian_page", token))


def test_forms_pass_though_the_browser_hides_where_they_come_from(token):
    """With no referrer the browser names no origin either."""
    strict = Client(enforce_csrf_checks=True, headers={"Origin": "null"})

    answer = strict.post(at("guardian_answers", token), {"account": "yes"})
    turned = strict.post(at("guardian_language", token), {"language": "en", "next": at("guardian_page", token)})

    assert "Câu trả lời sẽ được ghi" in text(answer)
    assert (turned.status_code, turned.url) == (302, at("guardian_page", token))
    assert "Yes, I agree" in text(strict.get(at("guardian_answers", token)))
