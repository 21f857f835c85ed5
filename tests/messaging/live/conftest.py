import os
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection

from tests.messaging.live.sockets import Server, database_url, serving
from tests.messaging.talk import Talk, talk


@pytest.fixture(scope="module")
def _committed(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """What these tests write is seen by other processes. It stays for the module: each test makes people of its own,
    and emptying every table once for each of them would take longer than the tests."""
    with django_db_blocker.unblock():
        connection.creation.deserialize_db_from_string(connection._test_serialized_contents)  # type: ignore[attr-defined]
        yield
        call_command("flush", verbosity=0, interactive=False, inhibit_post_migrate=True)


@pytest.fixture
def _django_db_helper(_committed: None) -> None:
    """In place of the one that empties every table after each test that is marked as writing for real."""


@pytest.fixture(scope="session")
def _socket_server(django_db_setup: None) -> Iterator[Server]:
    with serving(database_url(), os.environ.get("REDIS_URL", "")) as server:
        yield server


@pytest.fixture
def server(_committed: None, _socket_server: Server) -> Server:
    return _socket_server


@pytest.fixture
def here(_committed: None) -> Talk:
    return talk()
