"""The planner's statistics are there after a refresh."""

import pytest
from django.db import connection

from core import statistics
from tests import make


@pytest.mark.django_db(transaction=True, serialized_rollback=True)
def test_a_refresh_counts_the_rows_of_a_table():
    for _ in range(3):
        make.person()

    statistics.refresh()

    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT stat FROM sqlite_stat1 WHERE tbl = 'people_user'")
            assert {int(stat.split()[0]) for (stat,) in cursor.fetchall()} == {3}
        else:
            cursor.execute("SELECT reltuples FROM pg_class WHERE relname = 'people_user'")
            assert cursor.fetchone() == (3,)
