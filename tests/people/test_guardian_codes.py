"""The six digits: sent to the checked phone alone, few tries, few an hour, and worth nothing twice."""

import datetime as dt
import re

import pytest
import time_machine
from django.db import IntegrityError, transaction

from core import clock
from core.errors import Conflict, Invalid, TooOften
from people.enums import ConsentPurpose
from people.models import Consent, GuardianCode, GuardianLink, Guardianship, TextMessage
from people.selectors import gates, guardian_links
from people.services import guardian_answers, guardian_codes
from tests import make
from tests.races import race

pytestmark = pytest.mark.django_db
ACCOUNT, MEDIA = ConsentPurpose.ACCOUNT, ConsentPurpose.MEDIA
YES = {ACCOUNT: True, MEDIA: False}
BROWSER = "Mozilla/5.0 (Linux; Android 14; SM-A155F) AppleWebKit/537.36 Chrome/126.0.0.0 Mobile Safari/537.36"


@pytest.fixture
def pupil():
    return make.pupil(consents=())


@pytest.fixture
def guardianship(pupil):
    return make.guardianship(pupil, "Nguyễn Thị Nhung", phone="0912345678")


@pytest.fixture
def token(guardianship):
    return make.guardian_link(guardianship)


@pytest.fixture
def link(token):
    return guardian_links.find(token)


def code_sent():
    return re.search(r"\b\d{6}\b", TextMessage.objects.latest("pk").text)[0]


def confirm(link, code, answers=None):
    return guardian_answers.confirm(link=link, code=code, answers=answers or YES, browser=BROWSER)


def test_the_code_goes_to_the_phone_on_the_roster_and_only_its_digest_is_kept(link):
    row = guardian_codes.send(link=link)

    code = code_sent()
    assert TextMessage.objects.get().phone == "0912345678"
    assert row.expires_at - row.sent_at == dt.timedelta(minutes=10)
    assert code not in {row.digest, row.salt}
    assert len(row.digest) == 64


def test_with_the_right_code_the_answers_count(link, pupil):
    guardian_codes.send(link=link)

    _visit, done = confirm(link, code_sent())

    given = Consent.objects.get()
    assert (done.given, done.refused, done.held_back) == ([ACCOUNT], [MEDIA], [])
    assert (given.purpose, given.way, given.text_version) == ("account", "link", "2026.1")
    assert re.fullmatch(
        r"Mã gửi đến số 091••••678, đúng lúc \d\d:\d\d \d\d/\d\d/\d{4}. Trình duyệt: Chrome, Android.", given.evidence
    )
    assert list(gates.active_pupils()) == [pupil]
    assert GuardianLink.objects.get().used_at is not None


def test_without_the_right_code_nothing_is_stored(link):
    guardian_codes.send(link=link)
    wrong = f"{(int(code_sent()) + 1) % 10**6:06}"

    with pytest.raises(Invalid):
        confirm(link, wrong)

    assert not Consent.objects.exists()
    assert GuardianLink.objects.get().used_at is None
    assert GuardianCode.objects.get().tries == 1


def test_after_five_tries_the_right_code_is_worth_nothing(link):
    guardian_codes.send(link=link)
    code = code_sent()
    for _ in range(5):
        with pytest.raises(Invalid):
            confirm(link, "abcdef")

    with pytest.raises(Invalid):
        confirm(link, code)

    assert not Consent.objects.exists()
    assert GuardianCode.objects.get().tries == 5


def test_after_ten_minutes_it_is_worth_nothing(link):
    with time_machine.travel(clock.now(), tick=False) as traveller:
        guardian_codes.send(link=link)
        traveller.shift(dt.timedelta(minutes=10))
        with pytest.raises(Invalid):
            confirm(link, code_sent())


def test_a_newer_code_replaces_the_older(link):
    guardian_codes.send(link=link)
    old = code_sent()
    guardian_codes.send(link=link)
    new = code_sent()

    if old != new:
        with pytest.raises(Invalid):
            confirm(link, old)
    assert confirm(link, new)[1].given == [ACCOUNT]


def test_a_code_is_used_once(link):
    guardian_codes.send(link=link)
    code = code_sent()
    confirm(link, code)

    with pytest.raises(Invalid):
        confirm(link, code, {ACCOUNT: False})
    assert Consent.objects.filter(withdrawn_at=None).count() == 1


def test_three_codes_an_hour_to_one_phone_whatever_the_child(link, guardianship):
    sister = Guardianship.objects.create(guardian=guardianship.guardian, pupil=make.pupil(consents=()))
    other = guardian_links.find(make.guardian_link(sister))
    with time_machine.travel(clock.now(), tick=False) as traveller:
        for each in (link, other, link):
            guardian_codes.send(link=each)
        for each in (link, other):
            with pytest.raises(TooOften):
                guardian_codes.send(link=each)
        assert GuardianCode.objects.count() == TextMessage.objects.count() == 3
        traveller.shift(dt.timedelta(hours=1))
        guardian_codes.send(link=link)


def test_a_code_of_another_link_opens_nothing(link, guardianship):
    sister = Guardianship.objects.create(guardian=guardianship.guardian, pupil=make.pupil(consents=()))
    guardian_codes.send(link=guardian_links.find(make.guardian_link(sister)))

    with pytest.raises(Invalid):
        confirm(link, code_sent())


def test_the_database_holds_the_tries(link):
    row = guardian_codes.send(link=link)
    with pytest.raises(IntegrityError), transaction.atomic():
        GuardianCode.objects.filter(pk=row.pk).update(tries=6)


def test_saying_nothing_is_no_answer(link):
    with pytest.raises(Invalid):
        guardian_answers.confirm(link=link, code="135790", answers={}, browser=BROWSER)


def test_whoever_stopped_being_the_guardian_agrees_to_nothing(link, guardianship):
    guardian_codes.send(link=link)
    guardianship.ended_on = clock.today()
    guardianship.save()

    with pytest.raises(Conflict):
        confirm(link, code_sent())


@pytest.mark.parametrize(
    ("agent", "family"),
    [
        (BROWSER, "Chrome, Android"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_5 like Mac OS X) Version/17.5 Safari/604.1", "Safari, iOS"),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/126.0 Safari/537.36 Edg/126.0", "Edge, Windows"),
        ("Mozilla/5.0 (Linux; Android 13) Chrome/120 Mobile Zalo android/24", "Zalo, Android"),
        ("<script>", "?, ?"),
        ("", "?, ?"),
    ],
)
def test_of_the_browser_only_its_family_is_kept(agent, family):
    assert guardian_answers.family_of(agent) == family


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_of_two_tabs_that_confirm_at_once_one_counts():
    token = make.guardian_link(make.guardianship(make.pupil(consents=()), phone="0912345678"))
    make.guardian_code(token)

    outcomes = race(2, lambda index: confirm(guardian_links.find(token), "135790"))

    assert sorted(isinstance(outcome, Invalid) for outcome in outcomes) == [False, True]
    assert Consent.objects.count() == 1


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_of_many_asked_for_at_once_three_codes_are_sent():
    token = make.guardian_link(make.guardianship(make.pupil(consents=()), phone="0912345678"))

    outcomes = race(5, lambda index: guardian_codes.send(link=guardian_links.find(token)))

    assert sum(isinstance(outcome, TooOften) for outcome in outcomes) == 2
    assert GuardianCode.objects.count() == 3


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_many_guesses_at_once_are_five_tries():
    token = make.guardian_link(make.guardianship(make.pupil(consents=()), phone="0912345678"))
    make.guardian_code(token)

    outcomes = race(8, lambda index: confirm(guardian_links.find(token), f"00000{index}"))

    assert all(isinstance(outcome, Invalid) for outcome in outcomes)
    assert GuardianCode.objects.get().tries == 5
