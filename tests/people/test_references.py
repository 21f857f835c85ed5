"""Two people who speak for an adult: named, written to, answered, replaced, granted."""

import datetime as dt
import re

import pytest
import time_machine
from django.core import mail
from django.core.cache import cache
from django.urls import reverse

from core import clock
from core.errors import Conflict, Invalid, NotFound, Refused
from people import addresses, rules, tasks
from people.enums import ClearanceCheck, KnownFor, RefereeRelation
from people.models import Clearance, ClearanceRequest, Notice, Reference, ReferenceLink
from people.selectors import gates, my_clearance
from people.services import clearances, references, secret_links
from tests import make

pytestmark = pytest.mark.django_db
REFERENCES = ClearanceCheck.REFERENCES


@pytest.fixture(autouse=True)
def _letters(settings):
    cache.clear()
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"


def after(days):
    return time_machine.travel(clock.now() + dt.timedelta(days=days), tick=False)


def name(by, email="thay.cu@truong-xa.vn", **facts):
    facts = {"name": "Trần Thị Quen", "relation": RefereeRelation.TEACHER, **facts}
    return references.name(email=email, by=by, **facts)


def say(reference, **facts):
    facts = {"has_concern": False, "concern": "", "recommends": True, **facts}
    link = secret_links.find_open(ReferenceLink, make.reference_link(reference))
    return references.answer(link=link, known_for=KnownFor.OVER_TEN, with_children="", **facts)


def token_in(letter):
    return re.search(r"/references/([\w-]+)/", letter.body)[1]


def test_naming_sends_a_letter_with_a_link_that_opens_the_form(client, django_capture_on_commit_callbacks):
    mentor = make.mentor(cleared=False)

    with django_capture_on_commit_callbacks(execute=True):
        named = name(mentor)

    letter = mail.outbox[0]
    assert (letter.to, Reference.objects.get().mailed_at is not None) == ([named.email], True)
    page = client.get(reverse("referee_form", args=[token_in(letter)])).content.decode()
    assert mentor.full_name in page


def test_a_letter_is_sent_once_and_its_token_is_kept_nowhere(django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        named = name(make.mentor(cleared=False))
    tasks.write_to_referee(named.pk)

    assert len(mail.outbox) == 1
    assert token_in(mail.outbox[0]) not in str(list(ReferenceLink.objects.values()))


@pytest.mark.parametrize(
    ("email", "why"),
    [
        ("Toi+viec@Vi-Du.vn", "chính anh chị"),
        ("MOT+x@noi-mot.vn", "hai địa chỉ khác nhau"),
        ("hai@noi-mot.vn", "hai nơi làm việc khác nhau"),
    ],
)
def test_an_address_that_says_nothing_new_is_refused(email, why):
    mentor = make.mentor(cleared=False)
    type(mentor).objects.filter(pk=mentor.pk).update(email="toi@vi-du.vn")
    mentor.refresh_from_db()
    name(mentor, "mot@noi-mot.vn")

    with pytest.raises(Invalid, match=why) as refusal:
        name(mentor, email)

    assert set(refusal.value.errors) == {"email"}
    assert Reference.objects.count() == 1


def test_two_of_a_public_mail_service_are_two_people():
    mentor = make.mentor(cleared=False)

    name(mentor, "mot.nguoi@gmail.com")
    name(mentor, "hai.nguoi@gmail.com")

    assert Reference.objects.filter(user=mentor, ended_at=None).count() == 2
    assert addresses.plain("Mot.Nguoi+a@GMAIL.com") == "motnguoi@gmail.com"


def test_a_third_waits_until_one_is_replaced_whose_link_closes():
    mentor = make.mentor(cleared=False)
    first = name(mentor)
    name(mentor, "hai@noi-hai.vn")
    token = make.reference_link(first)

    with pytest.raises(Conflict, match="đủ hai người"):
        name(mentor, "ba@noi-ba.vn")
    references.replace(reference=first, by=mentor)
    third = name(mentor, "ba@noi-ba.vn")

    assert third.place == first.place
    with pytest.raises(NotFound):
        secret_links.find_open(ReferenceLink, token)


def test_letters_to_strangers_end_at_six_a_day():
    mentor = make.mentor(cleared=False)
    for number in range(rules.REFEREES_A_DAY):
        references.replace(reference=name(mentor, f"nguoi@noi-{number}.vn"), by=mentor)

    with pytest.raises(Conflict, match="chờ đến mai"):
        name(mentor, "them@noi-nua.vn")


def test_who_answered_cannot_be_replaced_by_the_adult():
    mentor = make.mentor(cleared=False)
    answered = make.reference(mentor, has_concern=True)

    with pytest.raises(Conflict):
        references.replace(reference=answered, by=mentor)


def test_two_good_answers_wait_for_a_reviewer_who_grants():
    mentor, officer = make.mentor(cleared=False), make.officer()
    one, two = make.reference(mentor, answered=False), make.reference(mentor, place=2, answered=False)

    say(one)
    with pytest.raises(Conflict, match="đủ hai người"):
        clearances.grant_references(user=mentor, by=officer)
    assert not ClearanceRequest.objects.exists()
    say(two)
    assert ClearanceRequest.objects.get(user=mentor, decided_at=None).check_kind == REFERENCES
    clearances.grant_references(user=mentor, by=officer)

    assert Clearance.objects.get(user=mentor, check_kind=REFERENCES).reviewer == officer
    assert not ClearanceRequest.objects.filter(decided_at=None).exists()


def test_an_answer_counts_once():
    mentor = make.mentor(cleared=False)
    asked = make.reference(mentor, answered=False)
    link = secret_links.find_open(ReferenceLink, make.reference_link(asked))
    say(asked)

    with pytest.raises(Conflict):
        references.answer(
            link=link, known_for=KnownFor.OVER_TEN, with_children="", has_concern=True, concern="x", recommends=False
        )
    assert Reference.objects.get().has_concern is False


def test_a_concern_blocks_tells_the_reviewers_and_hides_who_stood():
    mentor, officer = make.mentor(), make.officer()
    assert list(gates.cleared_adults()) == [mentor]
    two = make.reference(mentor, place=2)

    say(make.reference(mentor, answered=False), has_concern=True, concern="Nghe chuyện không hay.")

    assert not gates.cleared_adults().exists()
    assert list(Notice.objects.values_list("recipient", "kind")) == [(officer.pk, "reference_concern")]
    with pytest.raises(Conflict, match="băn khoăn"):
        clearances.grant_references(user=mentor, by=officer)
    assert two.is_positive


def test_a_concern_blocks_also_what_is_recorded_by_hand():
    mentor = make.mentor(cleared=False)
    make.reference(mentor, has_concern=True)

    with pytest.raises(Conflict, match="băn khoăn"):
        clearances.record(user=mentor, check=REFERENCES, evidence="Đã gọi hai người.", by=make.officer())


def test_the_adult_is_not_told_that_somebody_worries(client):
    mentor = make.mentor()
    make.reference(mentor, place=2, answered=False)
    say(make.reference(mentor, answered=False), has_concern=True, concern="Nghe chuyện không hay.")
    client.force_login(mentor)

    page, mine = client.get(reverse("clearance")).content.decode(), client.get("/api/v1/clearance/").json()

    step = next(step for step in mine["steps"] if step["check"] == REFERENCES)
    assert (step["state"], step["waits_since"], step["reason"]) == ("revoked", None, "Sở cần xem lại mục này.")
    assert not any(word in page for word in ("băn khoăn", "Nghe chuyện", "Sở đang xem"))


def test_a_concern_needs_words_and_the_link_stays_open_until_then():
    asked = make.reference(make.mentor(cleared=False), answered=False)
    link = secret_links.find_open(ReferenceLink, make.reference_link(asked))

    with pytest.raises(Invalid):
        references.answer(
            link=link, known_for=KnownFor.OVER_TEN, with_children="", has_concern=True, concern=" ", recommends=False
        )

    link.refresh_from_db()
    assert link.used_at is None


def test_a_settled_concern_no_longer_blocks_and_no_place_given_away_hides_one():
    mentor, officer = make.mentor(cleared=False), make.officer()
    worry = make.reference(mentor, has_concern=True)
    make.reference(mentor, place=2)
    make.clearance_request(mentor, REFERENCES)
    clearances.refuse(user=mentor, check=REFERENCES, reason="Cần một người khác.", by=officer)
    make.reference(mentor)

    with pytest.raises(Conflict, match="băn khoăn"):
        clearances.grant_references(user=mentor, by=officer)
    clearances.settle_concern(reference=worry, note="Đã hỏi nơi cũ, nhầm người.", by=officer)
    clearances.grant_references(user=mentor, by=officer)

    assert Clearance.objects.filter(user=mentor, check_kind=REFERENCES, revoked_at=None).exists()


def test_old_answers_grant_nothing():
    mentor, officer = make.mentor(cleared=False), make.officer()
    make.reference(mentor)
    make.reference(mentor, place=2)

    with after(rules.REFERENCE_FRESH_DAYS), pytest.raises(Conflict):
        clearances.grant_references(user=mentor, by=officer)


def test_after_a_revocation_two_others_are_asked():
    mentor, officer = make.mentor(cleared=False), make.officer()
    make.reference(mentor)
    make.reference(mentor, place=2)
    row = clearances.grant_references(user=mentor, by=officer)

    clearances.revoke(clearance=row, reason="Cần hỏi lại.", by=officer)

    with pytest.raises(Conflict):
        clearances.grant_references(user=mentor, by=officer)
    assert name(mentor).place == 1


def test_silence_is_reminded_once_then_expires_and_makes_room(django_capture_on_commit_callbacks):
    mentor = make.mentor(cleared=False)
    with django_capture_on_commit_callbacks(execute=True):
        first = name(mentor)
    for days in (4, 5, 6):
        with after(days), django_capture_on_commit_callbacks(execute=True):
            tasks.mind_clearances()
    assert [letter.to for letter in mail.outbox] == [[first.email]] * 2

    with after(rules.REFERENCE_DAYS + 1):
        for _ in range(2):
            tasks.mind_clearances()
        assert my_clearance.of(mentor).referees[0].state == "expired"
        assert name(mentor, "khac@noi-khac.vn").place == 1
        with pytest.raises(NotFound):
            secret_links.find_open(ReferenceLink, token_in(mail.outbox[1]))

    assert list(Notice.objects.values_list("recipient", "kind")) == [(mentor.pk, "reference_expired")]


def test_nobody_names_referees_of_a_pupil_or_a_teacher():
    for who in (make.pupil(), make.adviser(), make.officer()):
        with pytest.raises(Refused):
            name(who)


# --- The form of whoever holds the link -----------------------------------------------------------------------------
FORM = {
    "known_for": "over_10",
    "with_children": "Dạy lớp trẻ.",
    "has_concern": "no",
    "concern": "",
    "recommends": "yes",
}
# What differs from one answer to the next whatever is asked.
CHANGING = re.compile(r'(csrf-token" content="|name="csrfmiddlewaretoken" value="|/references/)[^"]+')


def test_the_form_takes_one_answer_and_is_gone(client):
    asked = make.reference(make.mentor(cleared=False), answered=False)
    place = reverse("referee_form", args=[make.reference_link(asked)])

    answer = client.post(place, FORM, HTTP_ORIGIN="null")

    asked.refresh_from_db()
    assert (answer.status_code, asked.recommends, asked.with_children) == (200, True, "Dạy lớp trẻ.")
    assert [client.get(place).status_code, client.post(place, FORM).status_code] == [404, 404]


def test_used_made_up_and_expired_links_are_told_alike(client):
    asked = make.reference(make.mentor(cleared=False), answered=False)
    used = make.reference_link(asked)
    client.post(reverse("referee_form", args=[used]), FORM)
    expired = make.reference_link(make.reference(make.mentor(cleared=False), answered=False))

    with after(30):
        told = {client.get(reverse("referee_form", args=[token])).content for token in (used, "bia-ra", expired)}

    assert len({CHANGING.sub("", page.decode()) for page in told}) == 1


def test_the_form_is_kept_by_nobody_and_tells_no_other_page(client):
    asked = make.reference(make.mentor(cleared=False), answered=False)

    answer = client.get(reverse("referee_form", args=[make.reference_link(asked)]))

    assert answer.headers["Referrer-Policy"] == "no-referrer"
    assert "no-store" in answer.headers["Cache-Control"]
    assert asked.email not in answer.content.decode()
    assert asked.user.email not in answer.content.decode()


def test_a_mistake_keeps_what_was_typed(client):
    asked = make.reference(make.mentor(cleared=False), answered=False)
    place = reverse("referee_form", args=[make.reference_link(asked)])

    answer = client.post(place, {**FORM, "has_concern": "yes"})

    assert answer.status_code == 422
    assert "Dạy lớp trẻ." in answer.content.decode()
    asked.refresh_from_db()
    assert asked.answered_at is None


def test_guessing_is_slowed_down(client):
    told = [client.get(reverse("referee_form", args=[f"doan-{number}"])).status_code for number in range(31)]

    assert (told[:30], told[30]) == ([404] * 30, 429)


def test_the_adult_reads_who_answered_and_nothing_of_it(client):
    mentor = make.mentor(cleared=False)
    make.reference(mentor, has_concern=True, concern="Chuyện riêng kín đáo.", with_children="Rất ít khi.")
    client.force_login(mentor)

    names = ("clearance", "clearance_referees", "api-clearance")
    pages = [client.get(reverse(name)).content.decode() for name in names]

    assert all("Trần Thị Quen" in page for page in pages)
    assert not any(word in page for page in pages for word in ("Chuyện riêng", "Rất ít khi"))
