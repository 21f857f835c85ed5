"""The inbox: unread on top, read when opened, kinds that switch off but the urgent ones, a counter for nothing."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from rest_framework.test import APIClient

from core import clock
from core.errors import Invalid, Refused
from people import notice_kinds
from people.enums import DigestRhythm
from people.models import Notice, NoticePreference
from people.notice_kinds import Kind
from people.selectors import hats
from people.selectors import notices as selectors
from people.services import notice_preferences, notices
from tests import make

pytestmark = pytest.mark.django_db
USUAL = Kind("test_usual", "thường", "Việc %(what)s.")
OTHER = Kind("test_other", "khác", "Khác.")
URGENT = Kind("test_urgent", "khẩn", "Khẩn.", is_urgent=True)


@pytest.fixture(autouse=True)
def _known_kinds(monkeypatch):
    for kind in (USUAL, OTHER, URGENT):
        monkeypatch.setitem(notice_kinds.KINDS, kind.code, kind)


@pytest.fixture
def mentor():
    return make.mentor()


def tell(person, *words, kind=USUAL, path=""):
    for word in words:
        notices.send(to=[person.pk], kind=kind, path=path, **({"what": word} if kind is USUAL else {}))


def sentences(person, **wanted):
    return [row.sentence for row in selectors.piece(person, **wanted).rows]


def read(person, word):
    notices.read(notice=Notice.objects.get(recipient=person, facts={"what": word}))


def test_unread_first_then_the_newest(mentor):
    tell(mentor, "a", "b", "c", "d")
    tell(make.mentor(), "z")
    read(mentor, "d")
    read(mentor, "b")

    assert sentences(mentor) == ["Việc c.", "Việc a.", "Việc d.", "Việc b."]


def test_the_cursor_neither_repeats_nor_loses_a_row(mentor):
    tell(mentor, *(str(number) for number in range(45)))
    for word in map(str, range(0, 45, 2)):
        read(mentor, word)
    wanted = sentences(mentor)
    first = selectors.piece(mentor)
    tell(mentor, "mới")
    second = selectors.piece(mentor, cursor=first.next_cursor)
    third = selectors.piece(mentor, cursor=second.next_cursor)

    seen = [row.notice.pk for part in (first, second, third) for row in part.rows]
    assert len(seen) == len(set(seen)) == 45
    assert [row.sentence for row in first.rows] == wanted
    assert third.next_cursor == ""


@pytest.mark.parametrize("cursor", ["x", "u", "u" * 40, "r99999999999999999999", "٣", "u1;"])
def test_a_strange_cursor_is_the_beginning(mentor, cursor):
    tell(mentor, "a")

    assert sentences(mentor, cursor=cursor) == ["Việc a."]


def test_filtering_by_kind(mentor):
    tell(mentor, "a")
    tell(mentor, "", kind=OTHER)

    assert sentences(mentor, kind="test_other") == ["Khác."]
    assert [kind.code for kind in selectors.kinds_of(mentor)] == ["test_usual", "test_other"]


def test_opening_reads_it_and_leads_on(client, mentor):
    tell(mentor, "a", path="/offers/")
    notice = Notice.objects.get()
    client.force_login(mentor)

    answer = client.get(reverse("notice_open", args=[notice.pk]))

    notice.refresh_from_db()
    assert (answer.url, notice.read_at is None) == ("/offers/", False)


def test_nobody_opens_anothers(client, mentor):
    tell(mentor, "a")
    client.force_login(make.mentor())

    assert client.get(reverse("notice_open", args=[Notice.objects.get().pk])).status_code == 404
    assert Notice.objects.get().read_at is None


def test_all_at_once_or_all_of_a_kind(client, mentor):
    other = make.mentor()
    tell(mentor, "a")
    tell(mentor, "", kind=OTHER)
    tell(other, "z")
    client.force_login(mentor)

    client.post(reverse("notice_read_all"), {"kind": "test_other"})
    assert Notice.objects.filter(read_at=None).count() == 2
    client.post(reverse("notice_read_all"))
    assert list(Notice.objects.filter(read_at=None).values_list("recipient", flat=True)) == [other.pk]


def test_the_counter_stands_on_every_page_and_asks_nothing_of_its_own(client, mentor):
    counts = []
    for told in (0, 3, 120):
        tell(mentor, *(str(number) for number in range(told)))
        client.force_login(type(mentor).objects.get(pk=mentor.pk))
        with CaptureQueriesContext(connection) as queries:
            page = client.get(reverse("offer_list")).content.decode()
        bell = page[page.index("nc-bell") :]
        shown = bell[: bell.index("</a>")]
        counts.append((len(queries), '<span class="nc-count">3<' in shown, '<span class="nc-count">99+<' in shown))

    assert [facts[1:] for facts in counts] == [(False, False), (True, False), (False, True)]
    assert len({facts[0] for facts in counts}) == 1


def test_hats_and_counter_are_one_question(mentor, django_assert_num_queries):
    tell(mentor, "a", "b")
    person = type(mentor).objects.get(pk=make.pupil().pk)

    with django_assert_num_queries(1):
        assert hats.of(person).unread == 0
    hats.forget(mentor)
    assert hats.of(mentor).unread == 2


def test_a_muted_kind_stays_out_and_an_urgent_one_does_not(mentor):
    notice_preferences.choose(muted=["test_usual"], by=mentor)
    tell(mentor, "a")
    tell(mentor, "", kind=OTHER)
    NoticePreference.objects.update(muted=["test_urgent"])
    tell(mentor, "", kind=URGENT)

    assert sentences(mentor) == ["Khẩn.", "Khác."]


@pytest.mark.parametrize("muted", [["test_urgent"], ["khong-co"]])
def test_what_cannot_be_muted(mentor, muted):
    with pytest.raises(Invalid):
        notice_preferences.choose(muted=muted, by=mentor)


def test_pupils_choose_no_mail():
    pupil = make.pupil()

    with pytest.raises(Refused):
        notice_preferences.choose(digest=DigestRhythm.DAILY, by=pupil)


def test_the_settings_page_keeps_what_is_unticked_out(client, mentor):
    client.force_login(mentor)
    page = client.get(reverse("notice_settings")).content.decode()
    told = [code for code, kind in notice_kinds.KINDS.items() if not kind.is_urgent and code != "test_usual"]

    client.post(reverse("notice_settings"), {"digest": "weekly", "told": told})

    wanted = NoticePreference.objects.get()
    assert 'value="test_urgent"' not in page
    assert (wanted.user, wanted.digest, wanted.muted) == (mentor, "weekly", ["test_usual"])


def test_a_pupils_settings_have_no_mail(client):
    client.force_login(make.pupil())

    assert 'name="digest"' not in client.get(reverse("notice_settings")).content.decode()
    assert client.post(reverse("notice_settings"), {"told": []}).url == reverse("notice_list")


def test_sentences_speak_the_readers_language(client, mentor):
    mentor.language = "en"
    mentor.save()
    notices.send(to=[mentor.pk], kind=notice_kinds.CONCERN_ANSWERED)
    client.force_login(mentor)

    assert "There is an answer for you." in client.get(reverse("notice_list")).content.decode()


def test_the_list_asks_as_often_for_one_as_for_fifty(client, mentor, django_assert_max_num_queries):
    counts = []
    for more in (1, 49):
        tell(mentor, *(str(number) for number in range(more)))
        client.force_login(type(mentor).objects.get(pk=mentor.pk))
        with django_assert_max_num_queries(8) as queries:
            client.get(reverse("notice_list"))
        counts.append(len(queries))

    assert counts[0] == counts[1]


def test_after_half_a_year_it_goes(mentor):
    tell(mentor, "a", "b", "c")
    ages = dict(zip(Notice.objects.order_by("pk").values_list("pk", flat=True), (179, 181, 400), strict=True))
    for pk, days in ages.items():
        Notice.objects.filter(pk=pk).update(created_at=clock.now() - dt.timedelta(days=days))

    assert notices.clean() == 2
    assert sentences(mentor) == ["Việc a."]


def test_the_same_over_the_api(mentor):
    api = APIClient()
    api.force_authenticate(mentor)
    tell(mentor, "a", "b")
    tell(mentor, "", kind=OTHER)
    door = "/api/v1/notices/"

    assert [row["sentence"] for row in api.get(door).json()["results"]] == ["Khác.", "Việc b.", "Việc a."]
    first = api.get(door, {"kind": "test_usual"}).json()["results"][0]
    assert api.post(f"{door}{first['id']}/read/").status_code == 204
    assert [row["sentence"] for row in api.get(door, {"unread": "1"}).json()["results"]] == ["Khác.", "Việc a."]
    assert api.post(f"{door}read-all/").json() == {"read": 2}
    preferences = "/api/v1/notice-preferences/"
    assert api.get(preferences).json() == {"digest": "daily", "muted": []}
    assert api.patch(preferences, {"digest": "off", "muted": ["test_other"]}).json() == {
        "digest": "off",
        "muted": ["test_other"],
    }
    assert api.patch(preferences, {"muted": ["test_urgent"]}).json()["errors"] == {
        "muted": ["Loại thông báo khẩn không tắt được."]
    }
