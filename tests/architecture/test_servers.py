"""The second pass is worth something only if it really runs on the other servers."""

import pytest
from django.core.cache.backends.redis import RedisCache
from django.db import connection

from tests.conftest import ON_SERVERS


@pytest.mark.django_db
def test_the_database_is_the_one_of_this_pass() -> None:
    assert connection.vendor == ("postgresql" if ON_SERVERS else "sqlite")


@pytest.mark.servers
def test_redis_answers() -> None:
    import os

    cache = RedisCache(os.environ["REDIS_URL"], {})
    cache.set("xin", "chào", 30)
    assert cache.get("xin") == "chào"
    cache.close()
