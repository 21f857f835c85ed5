"""Signing the code of conduct, and what a new wording does."""

import datetime as dt
import json

import pytest
import time_machine
from django.urls import reverse

from core import clock
from core.errors import Conflict, Invalid, Refused
from people import conduct_text, rules
from people.enums import ClearanceCheck
from people.models import Clearance, ConductSignature
from people.selectors import gates, my_clearance
from people.services import conduct
from tests import make

pytestmark = pytest.mark.django_db
CODE = ClearanceCheck.CODE_OF_CONDUCT


def version():
    return conduct_text.in_force(clock.today()).version


def sign(by, **facts):
    return conduct.sign(**{"version": version(), "full_name": by.full_name, "agrees": True, "by": by, **facts})


@pytest.fixture
def next_version(tmp_path, monkeypatch):
    """A second wording that comes into force in ten days."""
    day = clock.today() + dt.timedelta(days=10)
    first = json.loads((conduct_text.FOLDER / "2026.1.json").read_text(encoding="utf-8"))
    for name, facts in (("2026.1", {}), ("2027.1", {"version": "2027.1", "in_force_from": day.isoformat()})):
        (tmp_path / f"{name}.json").write_text(json.dumps({**first, **facts}), encoding="utf-8")
    monkeypatch.setattr(conduct_text, "FOLDER", tmp_path)
    return day


def test_the_text_is_whole_in_both_languages():
    for text in conduct_text.versions(conduct_text.FOLDER):
        vi, en = text.wordings["vi"], text.wordings["en"]
        assert 10 <= len(vi.points) == len(en.points) <= 14
        assert all(heading and sentence for wording in (vi, en) for heading, sentence in wording.points)


def test_a_name_and_a_tick_sign_and_grant():
    mentor = make.mentor(cleared=False)

    sign(mentor, full_name=f"  {mentor.full_name.lower()} ")

    signature, row = ConductSignature.objects.get(), Clearance.objects.get()
    assert (signature.version, signature.language) == (version(), "vi")
    assert (row.user, row.check_kind, row.reviewer) == (mentor, CODE, None)
    assert row.evidence == f"Đã ký bản {version()}."


@pytest.mark.parametrize(
    ("facts", "field"), [({"full_name": "Người Khác"}, "full_name"), ({"agrees": False}, "agrees")]
)
def test_what_is_missing_is_said_at_its_field(facts, field):
    with pytest.raises(Invalid) as refusal:
        sign(make.mentor(cleared=False), **facts)

    assert set(refusal.value.errors) == {field}
    assert not ConductSignature.objects.exists()


def test_another_version_than_the_one_in_force_is_not_signed():
    with pytest.raises(Conflict):
        sign(make.mentor(cleared=False), version="2019.9")


def test_only_outside_adults_sign():
    with pytest.raises(Refused):
        sign(make.adviser())


def test_a_new_version_gives_a_last_day_and_signing_it_a_new_year(next_version):
    mentor = make.mentor()
    with time_machine.travel(clock.now() + dt.timedelta(days=10), tick=False):
        assert my_clearance.of(mentor).must_sign_anew
        assert (conduct.ask_again(), conduct.ask_again()) == (1, 0)
        row = Clearance.objects.get(user=mentor, check_kind=CODE)
        assert row.expires_on == next_version + dt.timedelta(days=rules.CONDUCT_GRACE_DAYS)
        assert list(gates.cleared_adults()) == [mentor]

    with time_machine.travel(clock.now() + dt.timedelta(days=10 + rules.CONDUCT_GRACE_DAYS + 1), tick=False):
        assert not gates.cleared_adults().exists()
        sign(mentor)
        assert list(gates.cleared_adults()) == [mentor]
        assert conduct.ask_again() == 0
        assert not my_clearance.of(mentor).must_sign_anew


def test_before_its_day_a_new_version_asks_nothing(next_version):
    make.mentor()

    assert conduct.ask_again() == 0
    assert version() == "2026.1"


def test_the_page_says_what_is_wrong_and_keeps_the_name(client):
    mentor = make.mentor(cleared=False)
    client.force_login(mentor)

    answer = client.post(reverse("clearance_conduct"), {"version": version(), "full_name": "Ai Đó", "agrees": "on"})

    page = answer.content.decode()
    assert (answer.status_code, "Ai Đó" in page, "Hãy gõ đúng họ tên" in page) == (422, True, True)
    done = client.post(
        reverse("clearance_conduct"), {"version": version(), "full_name": mentor.full_name, "agrees": "on"}
    )
    assert done.url == reverse("clearance")
    assert Clearance.objects.get().check_kind == CODE
