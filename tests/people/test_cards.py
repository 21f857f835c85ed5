"""Class cards: a first password exists on paper alone, for pupils who never came in, and must be changed."""

import pytest
from django.urls import reverse
from rest_framework.test import APIClient

from core import clock
from core.errors import Conflict, NotFound, Refused
from people.models import RecordRead, User
from people.permissions import standing
from people.permissions.standing import Missing
from people.services import cards, tokens
from tests import make

pytestmark = pytest.mark.django_db
LOGIN = "/accounts/login/"


@pytest.fixture
def school():
    return make.school()


@pytest.fixture
def teacher(school):
    return make.adviser(school)


def print_class(school, by, class_name="10A1"):
    return cards.print_class(school=school, class_name=class_name, by=by)


def test_a_class_is_printed_for_those_who_never_came_in(school, teacher):
    strangers = [make.pupil(school) for _one in range(2)]
    make.pupil(school, last_login=clock.now())
    elsewhere = make.pupil(school)
    elsewhere.affiliations.update(title="10A2")

    printed = print_class(school, teacher)

    assert sorted(card.username for card in printed) == sorted(pupil.username for pupil in strangers)
    for card in printed:
        pupil = User.objects.get(username=card.username)
        assert (pupil.check_password(card.password), pupil.must_change_password) == (True, True)
    assert {read.pupil_id for read in RecordRead.objects.filter(reader=teacher, what="card")} == {
        pupil.pk for pupil in strangers
    }


def test_each_printing_is_worth_more_than_the_one_before(school, teacher):
    make.pupil(school)

    first, second = print_class(school, teacher)[0], print_class(school, teacher)[0]

    pupil = User.objects.get(username=first.username)
    assert (pupil.check_password(first.password), pupil.check_password(second.password)) == (False, True)


def test_nothing_printed_is_kept(school, teacher):
    make.pupil(school)

    card = print_class(school, teacher)[0]

    kept = " ".join(str(value) for row in User.objects.values() for value in row.values())
    assert card.password not in kept


def test_who_comes_in_while_cards_are_made_keeps_the_password(school, teacher, monkeypatch):
    pupil = make.pupil(school)
    make.pupil(school)
    hash_one = cards.make_password

    def slow(password, hasher):
        User.objects.filter(pk=pupil.pk).update(last_login=clock.now())
        return hash_one(password, hasher=hasher)

    monkeypatch.setattr(cards, "make_password", slow)

    printed = print_class(school, teacher)

    assert pupil.pk not in {card.pupil for card in printed}
    assert len(printed) == 1
    assert User.objects.get(pk=pupil.pk).check_password(make.PASSWORD)


def test_a_class_where_everybody_came_in_and_one_that_is_not(school, teacher):
    make.pupil(school, last_login=clock.now())

    with pytest.raises(Conflict, match="Cả lớp 10A1 đã đăng nhập"):
        print_class(school, teacher)
    for name in ("10A9", ""):
        with pytest.raises(NotFound):
            print_class(school, teacher, name)


def test_a_forgotten_password_is_a_new_card_and_the_old_keys_are_worth_nothing(school, teacher):
    pupil = make.pupil(school, last_login=clock.now())
    tokens.create(by=pupil)

    card = cards.print_one(pupil=pupil, school=school, by=teacher)

    pupil.refresh_from_db()
    assert (pupil.check_password(card.password), pupil.must_change_password) == (True, True)
    assert not pupil.auth_token_set.exists()


@pytest.mark.parametrize("who", [lambda school: make.adviser(), make.pupil, lambda school: make.officer()])
def test_nobody_else_prints(school, who):
    pupil = make.pupil(school)
    by = who(school)

    with pytest.raises(Refused):
        print_class(school, by)
    with pytest.raises(Refused):
        cards.print_one(pupil=pupil, school=school, by=by)


def test_a_teacher_prints_no_card_for_another_schools_pupil(school, teacher):
    with pytest.raises(Conflict):
        cards.print_one(pupil=make.pupil(), school=school, by=teacher)


def test_the_page_has_a_card_each_with_a_code_that_brings_the_user_name_alone(client, school, teacher):
    pupil = make.pupil(school)
    client.force_login(teacher)

    answer = client.post(reverse("class_cards", args=[school.pk]), {"class_name": "10A1"})

    (card, picture) = answer.context["cards"][0]
    page = answer.content.decode()
    assert page.count('class="nc-login-card"') == 1
    assert (pupil.username in page, card.password in page) == (True, True)
    assert picture.startswith("data:image/svg+xml")
    assert answer.headers["Cache-Control"] == "private, no-store"
    log_in = client.__class__().get(LOGIN, {"login": pupil.username}).content.decode()
    assert f'value="{pupil.username}"' in log_in
    assert card.password not in log_in


@pytest.mark.parametrize("typed", ["<script>", "a b", "x" * 90, "anh@vi-du.vn"])
def test_the_log_in_page_takes_no_other_text_from_its_address(client, typed):
    assert client.get(LOGIN, {"login": typed}).context["form"]["login"].value() is None


def test_the_first_log_in_leads_to_a_password_of_ones_own(client, school, teacher):
    pupil = make.pupil(school)
    card = print_class(school, teacher)[0]

    client.post(LOGIN, {"login": card.username, "password": card.password})
    assert client.get(reverse("home")).url == reverse("standing")
    assert "Đặt mật khẩu mới" in client.get(reverse("standing")).content.decode()
    change = reverse("account_change_password")
    same = {"oldpassword": card.password, "password1": card.password, "password2": card.password}
    assert "Mật khẩu mới phải khác mật khẩu trên thẻ." in client.post(change, same).content.decode()
    own = {"oldpassword": card.password, "password1": "thuyen-giay-cua-em", "password2": "thuyen-giay-cua-em"}
    assert client.post(change, own).url == reverse("home")

    pupil = User.objects.get(pk=pupil.pk)
    assert standing.missing(pupil) is None
    assert pupil.check_password("thuyen-giay-cua-em")
    assert client.get(reverse("home")).status_code == 200


def test_the_api_says_the_same_until_it_is_changed(school, teacher):
    make.pupil(school)
    card = print_class(school, teacher)[0]
    api = APIClient()

    answer = api.post("/api/v1/tokens/", {"username": card.username, "password": card.password})

    assert answer.status_code == 403
    assert answer.json()["detail"] == str(standing.SENTENCES[Missing.PASSWORD])


def test_the_api_prints_too(school, teacher):
    pupil = make.pupil(school)
    api = APIClient()
    api.force_authenticate(teacher)

    of_class = api.post(f"/api/v1/schools/{school.pk}/cards/", {"class_name": "10A1"}).json()
    one = api.post(f"/api/v1/schools/{school.pk}/pupils/{pupil.pk}/card/").json()

    assert [card["username"] for card in of_class] == [pupil.username]
    pupil.refresh_from_db()
    assert pupil.check_password(one["password"])
    assert not pupil.check_password(of_class[0]["password"])


def test_first_passwords_are_kept_with_argon2_and_kept_anew_at_the_log_in(settings):
    from django.contrib.auth.hashers import check_password, make_password

    from people.hashers import FirstPasswordHasher

    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
    kept = make_password("hoa-sen-12", hasher=FirstPasswordHasher())
    renewed = []

    assert kept.startswith("argon2$argon2id$")
    assert check_password("hoa-sen-12", kept, setter=renewed.append)
    assert renewed == ["hoa-sen-12"]
