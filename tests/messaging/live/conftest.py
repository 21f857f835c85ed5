import os
from collections.abc import Iterator

import pytest

from tests.messaging.live.sockets import Server, database_url, serving
from tests.messaging.talk import Talk, talk


@pytest.fixture(scope="session")
def _socket_server(django_db_setup: None) -> Iterator[Server]:
    with serving(database_url(), os.environ.get("REDIS_URL", "")) as server:
        yield server


@pytest.fixture
def server(transactional_db: None, _socket_server: Server) -> Server:
    """Sees what a test has committed."""
    return _socket_server


@pytest.fixture
def here(transactional_db: None) -> Talk:
    return talk()
