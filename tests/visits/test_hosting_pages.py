"""The host's pages and the API as their readers use them; how often they ask the database."""

import datetime as dt
from functools import partial

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from rest_framework.test import APIClient

from core import clock
from core.errors import Invalid, Refused
from network.enums import OfferKind
from network.models import Offer
from people import working_days
from people.models import User
from tests import make
from tests.visits import given
from visits.models import Hosting, Slot
from visits.panels.appointments import next_appointments, waiting_appointments
from visits.selectors import places
from visits.services import hostings
from visits.services.hostings import Terms

pytestmark = pytest.mark.django_db


def bare():
    host = given.host()
    return make.offer(host.affiliations.get().organisation, by=host, kind=OfferKind.VISIT)


def form(**changes):
    facts = {"sector": "mechanics", "party_min": 5, "party_max": 30, "pupils_per_staff": 10, "languages": ["vi"]}
    return {**facts, "commune": make.commune().code, **changes}


def pattern(**changes):
    first = working_days.after(clock.today(), 40)
    facts = {"weekdays": [0, 1, 2, 3, 4], "every_weeks": 1, "starts": "09:00", "minutes": 120, "seats": 30, "groups": 1}
    return {**facts, "first_day": first.isoformat(), "last_day": first.isoformat(), **changes}


def test_conditions_are_said_once_and_lead_to_times(client):
    offer = bare()
    client.force_login(offer.author)

    answer = client.post(reverse("hosting_edit", args=[offer.pk]), form(latitude="20.8449", longitude="106.6881"))

    told = Hosting.objects.get()
    assert answer.url == reverse("hosting_slots", args=[offer.pk])
    assert (told.offer, told.sector, told.languages, told.latitude) == (offer, "mechanics", ["vi"], 20.8449)


@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({"sector": "magic"}, "aria-invalid"),
        ({"party_min": 31}, "không được nhỏ hơn số ít nhất"),
        ({"pupils_per_staff": 11}, "nhiều nhất 10 học sinh"),
        ({"school_quota": 4}, "đủ cho một đoàn nhỏ nhất"),
        ({"latitude": "20.8449"}, "cả kinh độ và vĩ độ"),
        ({"latitude": "10.77", "longitude": "106.69"}, "Điểm này không nằm ở"),
        ({"meeting_point": "Cổng 2, gọi 0912 345 678"}, "Xin đừng ghi số điện thoại"),
    ],
)
def test_a_mistake_is_named_and_what_was_typed_stays(client, changes, why):
    offer = bare()
    client.force_login(offer.author)

    sent = form(provided="Mũ và nước", **changes)
    page = client.post(reverse("hosting_edit", args=[offer.pk]), sent).content.decode()

    assert why in page
    assert "Mũ và nước" in page
    assert not Hosting.objects.exists()


def test_the_service_by_itself_takes_no_unknown_sector_and_nobody_elses_offer():
    offer = bare()
    terms = {"party_min": 1, "party_max": 5, "pupils_per_staff": 5}

    with pytest.raises(Invalid, match="ngành"):
        hostings.save(offer=offer, terms=Terms(sector="magic", **terms), by=offer.author)
    with pytest.raises(Refused):
        hostings.save(offer=offer, terms=Terms(sector="office", **terms), by=given.host())


@pytest.mark.parametrize("field", ["provided", "to_bring", "meeting_point"])
@pytest.mark.parametrize("words", ["Nhắn zalo 0912 345 678", "Hỏi thu.ha@vi-du.vn", "Xem https://xuong.example.vn/x"])
def test_how_pupils_are_received_is_said_without_a_way_to_somebody(field, words):
    offer = bare()
    terms = Terms("mechanics", party_min=1, party_max=5, pupils_per_staff=5, **{field: words})

    with pytest.raises(Invalid) as refused:
        hostings.save(offer=offer, terms=terms, by=offer.author)

    assert (list(refused.value.errors), Hosting.objects.count()) == ([field], 0)


def test_a_reader_sees_the_point_on_the_map_and_in_words(client):
    offer = given.offer(longitude=106.6881, latitude=20.8449, meeting_point="Cổng số 2")
    client.force_login(given.teacher())

    page = client.get(reverse("hosting_detail", args=[offer.pk])).content.decode()

    assert "Cổng số 2" in page
    assert "20.84490" in page
    assert 'class="nc-point-dot"' in page


def test_a_point_lies_where_it_is_drawn():
    code = places.commune_at(106.6881, 20.8449)
    shown, mark = places.detail(code), places.mark(code, 106.6881, 20.8449)
    x, y, width, height = map(float, shown.frame.split())

    assert x < mark.x < x + width
    assert y < mark.y < y + height
    assert (places.commune_at(100.0, 10.0), places.detail("nowhere"), places.lies_near("nowhere", 1, 1)) == (
        "",
        None,
        False,
    )


def test_the_offers_page_leads_its_host_on_and_tells_others_what_is_known(client):
    offer, told = bare(), given.offer()
    client.force_login(offer.author)
    assert reverse("hosting_edit", args=[offer.pk]) in client.get(f"/offers/{offer.pk}/").content.decode()

    client.force_login(make.pupil())
    pages = [client.get(f"/offers/{row.pk}/").content.decode() for row in (offer, told)]

    assert ["Đón học sinh" in page for page in pages] == [False, True]
    assert reverse("hosting_slots", args=[told.pk]) not in pages[1]


def test_a_series_is_shown_before_it_is_opened(client):
    offer = given.offer()
    client.force_login(offer.author)
    address = reverse("hosting_series_create", args=[offer.pk])

    shown = client.post(address, pattern()).content.decode()
    assert ("Sẽ mở 1 buổi" in shown, Slot.objects.count()) == (True, 0)
    client.post(address, pattern(save="1"))

    assert Slot.objects.count() == 1


def test_an_overlap_is_a_sentence_on_the_page_and_a_conflict_over_the_api(client):
    offer = given.offer()
    day = working_days.after(clock.today(), 40)
    given.slot(offer, days=(day - clock.today()).days)
    body = {"day": day.isoformat(), "starts": "10:00", "minutes": 60, "seats": 10, "groups": 1}
    client.force_login(offer.author)
    api = APIClient()
    api.force_authenticate(offer.author)

    page = client.post(reverse("hosting_slot_create", args=[offer.pk]), body).content.decode()
    answer = api.post(reverse("api-hosting-slots", args=[offer.pk]), body)

    assert "Trùng với khung giờ đã mở: 09:00–11:00" in page
    assert answer.status_code == 409
    assert "09:00–11:00" in answer.json()["detail"]


def test_a_booked_slot_asks_for_a_reason_before_it_closes(client):
    at = given.slot()
    visit = given.visit(at)
    client.force_login(at.offer.author)
    address = reverse("hosting_slot_close", args=[at.pk])

    assert 'aria-invalid="true"' in client.post(address, {"reason": ""}).content.decode()
    client.post(address, {"reason": "Xưởng sửa điện."})

    at.refresh_from_db()
    visit.refresh_from_db()
    assert (at.closed_at is not None, visit.reason) == (True, "Xưởng sửa điện.")


def test_the_calendar_names_schools_and_numbers_and_never_a_pupil():
    at = given.slot()
    visit = given.visit(at, party=12)
    row = given.pupil_on(visit)
    api = APIClient()
    api.force_authenticate(at.offer.author)
    day = timezone_day(at.starts_at)

    answer = api.get(reverse("api-host-calendar"), {"start": day, "end": day + dt.timedelta(days=1)})

    school = visit.school.organisation.name
    assert answer.json() == [
        {
            "id": at.pk,
            "title": f"{at.offer.title} · {school} (12)",
            "start": f"{day}T09:00:00+07:00",
            "end": f"{day}T11:00:00+07:00",
            "url": reverse("hosting_slot", args=[at.pk]),
            "state": "booked",
        }
    ]
    assert row.pupil.full_name not in answer.content.decode()


@pytest.mark.parametrize(
    ("start", "end"), [("yesterday", ""), ("2027-01-01", "2027-06-01"), ("2027-01-02", "2027-01-01")]
)
def test_a_span_that_cannot_be_is_refused(start, end):
    api = APIClient()
    api.force_authenticate(given.host())

    assert api.get(reverse("api-host-calendar"), {"start": start, "end": end}).status_code == 422


def timezone_day(moment):
    return moment.astimezone(clock.zone()).date()


def test_home_names_the_next_step_and_who_comes():
    host = given.host()
    assert waiting_appointments(host) is next_appointments(host) is None
    again = partial(User.objects.get, pk=host.pk)
    offer = make.offer(host.affiliations.get().organisation, by=host, kind=OfferKind.VISIT)
    assert waiting_appointments(again()).step.url == reverse("hosting_edit", args=[offer.pk])
    Hosting.objects.create(offer=offer, sector="office")
    assert waiting_appointments(again()).step.url == reverse("hosting_slots", args=[offer.pk])
    visit = given.visit(given.slot(offer), party=7)

    shown = waiting_appointments(again())

    assert shown.step.url == reverse("visit_detail", args=[visit.pk])
    assert [line.title for line in shown.context["lines"]] == [f"{visit.school.organisation.name} (7)"]
    assert next_appointments(again()) is None


@pytest.mark.parametrize("name", ["host_home", "hosting_slots", "api-host-calendar", "api-hosting-slots"])
def test_a_list_asks_as_often_for_fifty_as_for_one(client, name):
    offer = given.offer()
    counts = []
    for slots in (1, 49):
        for n in range(slots):
            given.visit(given.slot(offer, days=10 + n, hour=8 if slots == 1 else 14, minutes=60))
        client.force_login(User.objects.get(pk=offer.author_id))
        with CaptureQueriesContext(connection) as queries:
            assert client.get(reverse(name, args=[offer.pk] if "slots" in name else [])).status_code == 200
        counts.append(len(queries))

    assert counts[0] == counts[1]
    assert counts[1] <= 8


def test_an_offer_of_another_kind_says_nothing_of_receiving(client):
    offer = Offer.objects.get(pk=make.offer().pk)
    client.force_login(offer.author)

    assert "Đón học sinh" not in client.get(f"/offers/{offer.pk}/").content.decode()
