"""No teacher alone makes a phone that can agree: each number counts by the word of two."""

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from core import clock
from core.errors import Conflict, Invalid, NotFound, Refused
from people.enums import Role
from people.models import GuardianCode, GuardianLink, PhoneCheck
from people.selectors import guardian_links, guardians
from people.services import guardian_links as links
from people.services import guardians as services
from people.services import phones
from tests import make
from tests.races import race

pytestmark = pytest.mark.django_db


@pytest.fixture
def school():
    return make.school()


@pytest.fixture
def one(school):
    return make.adviser(school)


@pytest.fixture
def two(school):
    return make.adult(school, Role.SCHOOL_ADMIN)


@pytest.fixture
def pupil(school):
    return make.pupil(school, consents=())


def is_reachable(guardianship):
    return guardians.is_reachable(guardianship.guardian)


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("0912 345 678", "0912345678"),
        ("+84 912.345.678", "0912345678"),
        ("84912345678", "0912345678"),
        ("(0225) 3842 999", "02253842999"),
        ("+81 90-1234-5678", "+819012345678"),
    ],
)
def test_a_number_is_kept_in_one_form(typed, kept):
    assert phones.tidied(typed) == kept


@pytest.mark.parametrize("typed", ["", "abc", "12345", "0912", "091234567890123", "٠٩١٢٣٤٥٦٧٨", "0912345678; DROP"])
def test_what_is_no_number_is_refused(typed):
    with pytest.raises(Invalid):
        phones.tidied(typed)


def test_a_new_guardians_number_waits_for_a_second_person(pupil, one, two):
    made = services.add(pupil=pupil, full_name="Lê Thị Lan", phone="0912 345 678", by=one)
    assert not is_reachable(made)
    with pytest.raises(Refused):
        phones.vouch(guardianship=made, by=one)
    with pytest.raises(Conflict):
        links.send(guardianship=made, by=one)

    phones.vouch(guardianship=made, by=two)

    assert is_reachable(made)
    links.send(guardianship=made, by=one)


def test_a_number_that_came_with_a_roster_needs_two(pupil, one, two):
    made = make.guardianship(pupil, phone="0912345678", checked=False)

    phones.vouch(guardianship=made, by=one)
    assert not is_reachable(made)
    phones.vouch(guardianship=made, by=two)

    assert is_reachable(made)


def test_a_correction_keeps_the_old_number_in_use_until_it_is_confirmed(pupil, one, two):
    made = make.guardianship(pupil, phone="0912345678")
    token = make.guardian_link(made, used=True)
    visit = make.guardian_code(token, used=True)

    phones.correct(guardianship=made, phone="0987654321", by=one)
    made.guardian.refresh_from_db()
    assert (made.guardian.phone, is_reachable(made)) == ("0912345678", True)
    guardian_links.find(token)

    phones.vouch(guardianship=made, by=two)

    made.guardian.refresh_from_db()
    assert (made.guardian.phone, is_reachable(made)) == ("0987654321", True)
    with pytest.raises(NotFound):
        guardian_links.find(token)
    assert GuardianCode.objects.get(pk=visit.pk).closed_at is not None
    assert GuardianLink.objects.get().revoked_at is not None


def test_a_number_written_past_the_services_reaches_nobody(pupil):
    made = make.guardianship(pupil, phone="0912345678")
    type(made.guardian).objects.update(phone="0987654321")

    assert not is_reachable(made)


def test_the_database_wants_two_people(pupil, one):
    made = make.guardianship(pupil, phone="0912345678", checked=False)
    facts = {"guardian": made.guardian, "phone": "0912345678", "asked_by": one, "asked_at": clock.now()}
    with pytest.raises(IntegrityError), transaction.atomic():
        PhoneCheck.objects.create(**facts, confirmed_by=one, confirmed_at=clock.now())


def test_several_numbers_are_confirmed_together(client, school, pupil, one, two):
    rows = [make.guardianship(pupil, f"Người {n}", phone=f"091234567{n}", checked=False) for n in range(3)]
    elsewhere = make.guardianship(make.pupil(consents=()), phone="0911111111", checked=False)
    body = {"guardianship": [row.pk for row in (*rows[:2], elsewhere)]}
    place = reverse("consent_phones", args=[school.pk])

    for teacher in (one, one, two):
        client.force_login(teacher)
        client.post(place, body)

    assert [is_reachable(row) for row in (*rows, elsewhere)] == [True, True, False, False]
    assert "Người 2" in client.get(place).content.decode()


def test_whoever_has_nothing_to_confirm_is_shown_no_button(client, school, pupil, one, two):
    made = make.guardianship(pupil, phone="0912345678", checked=False)
    phones.vouch(guardianship=made, by=one)
    shown = {}
    for teacher in (one, two):
        client.force_login(teacher)
        page = client.get(reverse("consent_phones", args=[school.pk])).content.decode()
        shown[teacher] = "Xác nhận các số đã chọn" in page
    assert shown == {one: False, two: True}


def test_the_pages_add_correct_vouch_and_end(client, pupil, one, two):
    client.force_login(one)
    bad = client.post(
        reverse("guardian_add", args=[pupil.pk]), {"full_name": "Lan", "relation": "mother", "phone": "x"}
    )
    assert "Số điện thoại chưa đúng" in bad.content.decode()
    good = {"full_name": "Lê Thị Lan", "relation": "mother", "phone": "0912345678"}
    client.post(reverse("guardian_add", args=[pupil.pk]), good)
    made = pupil.guardianships.get(guardian__full_name="Lê Thị Lan")
    client.force_login(two)
    client.post(reverse("guardian_vouch", args=[made.pk]))
    assert is_reachable(made)

    client.post(reverse("guardian_phone", args=[made.pk]), {"phone": "0987654321"})
    page = client.get(reverse("pupil_papers", args=[pupil.pk])).content.decode()
    assert "0987654321" in page
    client.post(reverse("guardian_end", args=[made.pk]))

    made.refresh_from_db()
    assert made.ended_on == clock.today()


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_of_two_corrections_at_once_one_waits():
    school = make.school()
    made = make.guardianship(make.pupil(school, consents=()), phone="0912345678")
    staff = [make.adviser(school), make.adviser(school)]

    race(2, lambda index: phones.correct(guardianship=made, phone=f"098765432{index}", by=staff[index]))

    assert PhoneCheck.objects.filter(confirmed_at=None, dropped_at=None).count() == 1
