"""Two people open one link at the same moment: one comes in."""

import datetime as dt

import pytest

from core.errors import Conflict, NotFound
from people.enums import Role
from people.models import Affiliation, Invitation, User
from people.services import invitations
from tests import make
from tests.races import race

pytestmark = pytest.mark.django_db(transaction=True, serialized_rollback=True)
BOTH = 2


def is_no(outcome):
    return isinstance(outcome, Conflict | NotFound)


def test_of_two_accounts_one_takes_the_role():
    home = make.organisation()
    row, token = make.invitation(home, Role.MENTOR, by=make.representative(home))
    people = [make.adviser().pk for _each in range(BOTH)]

    outcomes = race(BOTH, lambda index: invitations.accept(token=token, by=User.objects.get(pk=people[index])))

    assert sorted(map(is_no, outcomes)) == [False, True]
    worn = Affiliation.objects.get(organisation=home, role=Role.MENTOR)
    assert Invitation.objects.get(pk=row.pk).accepted_by == worn.user


def test_of_two_newcomers_one_gets_an_account():
    home = make.organisation()
    _row, token = make.invitation(home, Role.MENTOR, by=make.representative(home))

    def come(index):
        return invitations.accept_as_newcomer(
            token=token,
            full_name="Phạm Thị Khách",
            email=f"khach{index}@vi-du.vn",
            password="!",
            birth_date=dt.date(1990, 4, 1),
        )

    outcomes = race(BOTH, come)

    assert sorted(map(is_no, outcomes)) == [False, True]
    assert User.objects.filter(email__startswith="khach").count() == 1
    assert Affiliation.objects.filter(organisation=home, role=Role.MENTOR).count() == 1
