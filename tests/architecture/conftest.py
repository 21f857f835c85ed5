"""The small world that the tests of rights and of bad input share, built once for all. What asks for it is a sweep."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import connection, transaction
from django.template.base import Template
from django.test.utils import _TestState, override_settings

from people.selectors import hats
from tests import daytime
from tests.architecture import cases, rows, scenario
from tests.architecture.asking import Sessions
from tests.architecture.scenario import World


def pytest_itemcollected(item: pytest.Item) -> None:
    if "world" in getattr(item, "fixturenames", ()):
        item.add_marker("sweep")
    marker = item.get_closest_marker("django_db")
    if marker and marker.kwargs.get("transaction"):
        raise pytest.UsageError(f"{item.nodeid}: the world lives in a transaction; empty it elsewhere.")


@pytest.fixture(scope="package")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """What a test writes it rolls back itself, with a savepoint, which is seen to; all of it goes at the end.

    A file that uses it is marked `django_db` as a whole: without the mark there is no test database.
    """
    assert "test" in str(connection.settings_dict["NAME"])
    quick = override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"])
    with django_db_blocker.unblock(), quick, daytime.within(), transaction.atomic():
        built = scenario.build()
        before = rows.counted()
        with _plain(built):
            yield built
        left = rows.counted()
        transaction.set_rollback(True)
    assert left == before


@pytest.fixture
def told(world: World) -> list[str]:
    """Words of the cases of concern."""
    return cases.told()


@pytest.fixture(scope="package")
def sessions(world: World) -> Sessions:
    return Sessions(world)


@contextmanager
def _plain(world: World) -> Iterator[None]:
    """Leaves out what costs more than the pages: the test client's copies of every context, a log line a refusal,
    and reading anew who somebody is: the hats of this world never change between two requests.
    """
    noted, read = Template._render, hats._read
    known = {user.pk: read(user) for user in world.everybody()}
    Template._render = _TestState.saved_data.template_render
    hats._read = lambda user: known.get(user.pk) or read(user)
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)
    Template._render, hats._read = noted, read
