"""A school's pupils in its pages and over the API: found, added, corrected, let go; every name shown is noted."""

import datetime as dt

import pytest
from django.urls import reverse
from rest_framework.test import APIClient

from core import clock
from people import events
from people.enums import Role
from people.models import Affiliation, Guardianship, RecordRead, User
from people.services import history
from tests import make
from tests.people.roster_files import born

pytestmark = pytest.mark.django_db


@pytest.fixture
def school():
    return make.school()


@pytest.fixture
def teacher(school):
    return make.adviser(school)


@pytest.fixture
def inside(client, teacher):
    client.force_login(teacher)
    return client


@pytest.fixture
def api(teacher):
    made = APIClient()
    made.force_authenticate(teacher)
    return made


def named(school, full_name, class_name="10A1", **facts):
    user = make.pupil(school, full_name=full_name, **facts)
    user.affiliations.update(title=class_name)
    return user


def shown(client, school, **query):
    return [row.user.full_name for row in client.get(reverse("pupil_list", args=[school.pk]), query).context["rows"]]


def iso(text):
    return dt.datetime.strptime(text, "%d/%m/%Y").date().isoformat()  # noqa: DTZ007


def facts(**changes):
    return {"full_name": "Lê Văn Bình", "birth_date": iso(born()), "class_name": "10A1", "code": "", **changes}


def test_the_keeper_of_one_school_goes_straight_there(inside, school):
    assert inside.get(reverse("pupil_home")).url == reverse("pupil_list", args=[school.pk])


def test_the_keeper_of_two_schools_chooses(inside, teacher, school):
    other = make.school()
    make.hat(teacher, other, Role.SCHOOL_ADMIN)

    page = inside.get(reverse("pupil_home")).content.decode()

    assert [reverse("pupil_list", args=[one.pk]) in page for one in (school, other)] == [True, True]


def test_classes_come_first_with_counts_and_without_a_name(inside, school, teacher):
    named(school, "Lê Văn Bình", last_login=clock.now())
    named(school, "Lê Thị Châu", consents=())
    named(school, "Lê Văn Dũng", "11A1", assented=False)
    make.pupil()

    answer = inside.get(reverse("pupil_list", args=[school.pk]))

    assert [(row.name, row.pupils, row.open, row.never, row.unconsented) for row in answer.context["classes"]] == [
        ("10A1", 2, 1, 1, 1),
        ("11A1", 1, 0, 1, 0),
    ]
    assert "Lê Thị Châu" not in answer.content.decode()
    assert not RecordRead.objects.exists()


@pytest.mark.parametrize(
    ("query", "names"),
    [
        ({"class_name": "10A1"}, ["Lê Văn Bình", "Nguyễn Thị Đào"]),
        ({"q": "Đào"}, ["Nguyễn Thị Đào"]),
        ({"q": "dao nguyen"}, ["Nguyễn Thị Đào"]),
        ({"q": "le", "class_name": "11A1"}, ["Lê Thị Châu"]),
        ({"q": "khongco"}, []),
        ({"state": "never"}, ["Nguyễn Thị Đào", "Lê Thị Châu"]),
        ({"state": "open"}, ["Lê Văn Bình", "Nguyễn Thị Đào"]),
        ({"state": "consent"}, ["Lê Thị Châu"]),
        ({"state": "nonsense", "class_name": "99Z"}, []),
    ],
)
def test_finding_pupils(inside, school, query, names):
    named(school, "Lê Văn Bình", last_login=clock.now())
    named(school, "Nguyễn Thị Đào")
    named(school, "Lê Thị Châu", "11A1", consents=())
    make.pupil(full_name="Lê Văn Đào")

    assert shown(inside, school, **query) == names


def test_every_name_shown_is_noted(inside, school, teacher):
    pupils = [named(school, "Lê Văn Bình"), named(school, "Lê Thị Châu")]
    named(school, "Trần An", "11A1")

    shown(inside, school, class_name="10A1")
    inside.get(reverse("pupil_detail", args=[school.pk, pupils[0].pk]))

    noted = sorted(RecordRead.objects.filter(reader=teacher).values_list("what", "pupil"))
    assert noted == [("record", pupils[0].pk), *(("roll", pupil.pk) for pupil in pupils)]


def test_the_list_asks_the_same_of_the_database_at_1_and_50_rows(inside, school, django_assert_max_num_queries):
    def queries():
        with history.opened():
            RecordRead.objects.all().delete()
        with django_assert_max_num_queries(8) as counted:
            assert shown(inside, school, class_name="10A1")
        return len(counted)

    named(school, "Lê Văn Bình")
    one = queries()
    for number in range(49):
        named(school, f"Lê Văn Bình {chr(65 + number % 26)}")

    assert queries() == one


def test_a_pupil_is_added_by_hand_with_a_guardian(inside, school):
    more = {"guardian_name": "Lê Thị Hoa", "guardian_phone": "912345678", "guardian_relation": "mother"}

    answer = inside.post(reverse("pupil_create", args=[school.pk]), facts(code="X1", **more))

    pupil = User.objects.get(full_name="Lê Văn Bình")
    assert answer.url == reverse("pupil_detail", args=[school.pk, pupil.pk])
    hat = pupil.affiliations.get()
    assert (hat.title, hat.pupil_code, pupil.must_change_password) == ("10A1", "X1", True)
    tie = Guardianship.objects.get(pupil=pupil)
    assert (tie.guardian.full_name, tie.guardian.phone, tie.relation) == ("Lê Thị Hoa", "0912345678", "mother")


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"full_name": "Bình"}, "full_name"),
        ({"full_name": "Lê Văn 2"}, "full_name"),
        ({"birth_date": iso(born(5))}, "birth_date"),
        ({"birth_date": "2010-02-31"}, "birth_date"),
        ({"class_name": "Toán"}, "class_name"),
        ({"guardian_phone": "0912345678"}, "guardian_name"),
        ({"guardian_name": "Lê Thị Hoa", "guardian_phone": "123"}, "guardian_phone"),
    ],
)
def test_what_is_wrong_is_said_at_its_field_and_nobody_is_added(inside, school, change, field):
    answer = inside.post(reverse("pupil_create", args=[school.pk]), facts(**change))

    assert list(answer.context["form"].errors) == [field]
    assert not Affiliation.objects.filter(organisation=school.pk, role=Role.STUDENT).exists()


def test_the_same_name_and_birth_date_is_asked_about(inside, school):
    url = reverse("pupil_create", args=[school.pk])
    inside.post(url, facts())

    asked = inside.post(url, facts(full_name="Le Van Binh"))
    inside.post(url, facts(is_another="on"))

    assert list(asked.context["form"].errors) == ["is_another"]
    assert User.objects.filter(full_name="Lê Văn Bình").count() == 2


def test_name_birth_date_class_and_code_are_corrected_and_the_user_name_stays(inside, school):
    pupil = named(school, "Lê Văn Bính")
    url = reverse("pupil_detail", args=[school.pk, pupil.pk])

    inside.post(url, facts(class_name="11 a2", code="X7", birth_date=iso(born(16))))

    hat = Affiliation.objects.select_related("user").get(user=pupil)
    assert (hat.user.full_name, hat.user.sort_name, hat.user.username) == (
        "Lê Văn Bình",
        "binh le van",
        pupil.username,
    )
    assert (hat.user.birth_date.isoformat(), hat.title, hat.pupil_code) == (iso(born(16)), "11A2", "X7")


def test_a_code_belongs_to_one_pupil(inside, school):
    named(school, "Trần An").affiliations.update(pupil_code="X1")
    pupil = named(school, "Lê Văn Bình")

    answer = inside.post(reverse("pupil_detail", args=[school.pk, pupil.pk]), facts(full_name="Lê Văn Đổi", code="X1"))

    assert list(answer.context["form"].errors) == ["code"]
    assert User.objects.get(pk=pupil.pk).full_name == "Lê Văn Bình"


def test_who_changes_schools_leaves_the_roll_and_the_apps_are_told(inside, school):
    pupil = named(school, "Lê Văn Bình")
    told = []
    events.pupils_left.subscribe(note := lambda *facts: told.append(facts))

    page = inside.post(reverse("pupil_leave", args=[school.pk, pupil.pk]), follow=True).content.decode()
    events.pupils_left._subscribers.remove(note)

    assert told == [(school.pk, (pupil.pk,))]
    assert pupil.affiliations.get().ends_on == clock.today()
    assert "Em đã rời danh sách của trường" in page
    assert shown(inside, school, q="binh") == []
    assert inside.post(reverse("pupil_leave", args=[school.pk, pupil.pk])).status_code == 404


@pytest.mark.parametrize("door", ["pupil_detail", "pupil_leave", "pupil_card"])
def test_another_schools_pupil_is_not_found_here(inside, school, door):
    url = reverse(door, args=[school.pk, make.pupil().pk])

    assert (inside.get if door == "pupil_detail" else inside.post)(url).status_code == 404


def test_no_contact_of_a_pupil_is_asked_for(inside, school):
    page = inside.get(reverse("pupil_create", args=[school.pk]))

    assert [name for name in page.context["form"].fields if "mail" in name or name == "phone"] == []


def test_the_api_lists_and_narrows(api, school, teacher):
    pupil = named(school, "Nguyễn Thị Đào")
    named(school, "Lê Văn Bình", "11A1")

    found = api.get(f"/api/v1/schools/{school.pk}/pupils/", {"q": "dao"}).json()["results"]

    assert found == [
        {
            "id": pupil.pk,
            "username": pupil.username,
            "full_name": "Nguyễn Thị Đào",
            "birth_date": pupil.birth_date.isoformat(),
            "class_name": "10A1",
            "code": "",
            "has_consent": True,
            "has_assented": True,
            "has_logged_in": False,
        }
    ]
    assert RecordRead.objects.filter(reader=teacher, what="roll").values_list("pupil", flat=True).get() == pupil.pk


def test_the_api_adds_corrects_and_lets_go(api, school):
    made = api.post(f"/api/v1/schools/{school.pk}/pupils/", facts()).json()
    one = f"/api/v1/schools/{school.pk}/pupils/{made['id']}/"

    corrected = api.patch(one, {"class_name": "10A2"}).json()
    read = api.get(one).json()
    gone = api.post(f"{one}leave/")

    assert (corrected["class_name"], corrected["full_name"]) == ("10A2", "Lê Văn Bình")
    assert read == corrected
    assert (gone.status_code, api.get(one).status_code) == (204, 404)


def test_the_api_names_the_field_that_is_wrong(api, school):
    answer = api.post(f"/api/v1/schools/{school.pk}/pupils/", facts(class_name="Toán"))

    assert (answer.status_code, list(answer.json()["errors"])) == (422, ["class_name"])


def test_the_api_counts_classes_without_names(api, school):
    named(school, "Lê Văn Bình")

    assert api.get(f"/api/v1/schools/{school.pk}/classes/").json() == [
        {"name": "10A1", "pupils": 1, "open": 1, "never": 1, "unconsented": 0}
    ]
