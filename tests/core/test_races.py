import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import IntegrityError, connection, transaction

from tests.races import race


def test_results_and_exceptions_come_back_in_order() -> None:
    outcomes = race(3, lambda index: 6 // index)
    assert isinstance(outcomes[0], ZeroDivisionError)
    assert outcomes[1:] == [6, 3]


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_each_racer_has_its_own_connection_and_the_constraint_picks_one() -> None:
    def claim(index: int) -> int:
        with transaction.atomic():
            ContentType.objects.create(app_label="race", model="seat")
        return id(connection.connection)

    outcomes = race(4, claim)
    assert sum(isinstance(outcome, IntegrityError) for outcome in outcomes) == 3
    assert ContentType.objects.filter(app_label="race").count() == 1
