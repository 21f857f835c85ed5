"""What every test runs under: a database file of its own, no network, and the choice of tests per server."""

import gc
import os
import socket
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings

from tests import emptied, migrated

# For `pytest --hypothesis-profile thorough`: tests that play longer ask whether it is on.
settings.register_profile("thorough")

DATABASE_FIXTURES = {"db", "transactional_db", "django_db_setup", "live_server", "client", "admin_client"}
# A sweep through the headers of every answer, and what pages may not hold; how often full pages ask.
LOOKING = {"test_headers.py", "test_page_queries.py", "test_page_questions.py"}
ON_SERVERS = bool(os.environ.get("REDIS_URL")) and os.environ.get("DATABASE_URL", "").startswith("postgres")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--only-database", action="store_true", help="only tests of what another database may do otherwise"
    )


def pytest_itemcollected(item: pytest.Item) -> None:
    if _empties_the_tables(item):
        item.add_marker("long")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    for item in items:
        _refuse_lost_reference_data(item)
    kept = [item for item in items if _belongs(item, only_database=config.getoption("--only-database"))]
    config.hook.pytest_deselected(items=[item for item in items if item not in set(kept)])
    # Begun last, one of the long ones would leave the other workers waiting; what empties the tables stays the last.
    items[:] = sorted(kept, key=lambda item: not _is_long(item) or _empties_the_tables(item))


def pytest_collection_finish(session: pytest.Session) -> None:
    """What is imported by now stays: the collector need not walk through it again and again (a tenth of the run)."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 20)


def _refuse_lost_reference_data(item: pytest.Item) -> None:
    """A test with real transactions empties the tables: communes and fields must come back for the ones after it."""
    marker = item.get_closest_marker("django_db")
    if _empties_the_tables(item) and marker and not marker.kwargs.get("serialized_rollback"):
        raise pytest.UsageError(f"{item.nodeid}: transaction=True needs serialized_rollback=True beside it.")


def _empties_the_tables(item: pytest.Item) -> bool:
    marker = item.get_closest_marker("django_db")
    return bool(marker and marker.kwargs.get("transaction"))


def _is_long(item: pytest.Item) -> bool:
    return any(item.get_closest_marker(name) for name in ("sweep", "long"))


def _belongs(item: pytest.Item, *, only_database: bool) -> bool:
    if item.get_closest_marker("servers"):
        return ON_SERVERS
    if not only_database:
        return True
    fixtures = set(getattr(item, "fixturenames", ()))
    return bool(item.get_closest_marker("django_db") or fixtures & DATABASE_FIXTURES) and not _only_looks(item)


def _only_looks(item: pytest.Item) -> bool:
    """Whether it looks at pages and no more, so that on PostgreSQL it would see the same.

    Every rule whose working may differ there runs there: models, constraints, triggers, services, selectors, searches,
    orders, real transactions, the API, whole files named for any of these. What a page makes of an answer differs in
    nothing; nor does how often it asks, since no code that asks knows which database it is (`test_rules.py` sees to
    that). That its questions can be asked there at all the sweeps show, which open every page and every operation there
    as everybody who may.
    """
    file = item.path.name
    is_page = file.endswith("_pages.py") and "client" in getattr(item, "fixturenames", ())
    return file in LOOKING or (is_page and not _empties_the_tables(item))


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings: None,
    django_db_blocker: Any,
    tmp_path_factory: pytest.TempPathFactory,
    _emptied_quickly: None,
) -> None:
    """The database of tests begins as a copy of one that has been migrated.

    On SQLite it is a file, not memory: threads and a live server need one that several connections can open.
    """
    from django.conf import settings
    from django.db import connection

    kept, told = settings.VAR / "tests", connection.settings_dict["TEST"]
    if connection.vendor == "sqlite":
        told["NAME"] = str(tmp_path_factory.mktemp("database") / "test.sqlite3")
        migrated.sqlite(Path(told["NAME"]), kept=kept)
    else:
        with django_db_blocker.unblock(), connection._nodb_cursor() as cursor:
            told["TEMPLATE"] = migrated.postgres(os.environ["DATABASE_URL"], cursor, kept=kept)


@pytest.fixture(scope="session")
def django_db_keepdb() -> bool:
    """On SQLite the copy is there already: it is not to be made anew. It goes away with its folder."""
    from django.db import connection

    return connection.vendor == "sqlite"


@pytest.fixture(scope="session", autouse=True)
def _emptied_quickly() -> Iterator[None]:
    with emptied.quickly():
        yield


@pytest.fixture(scope="session", autouse=True)
def _own_folder(tmp_path_factory: pytest.TempPathFactory) -> None:
    """Mail and uploads of tests go to a folder that goes away."""
    from django.conf import settings

    settings.MEDIA_ROOT = tmp_path_factory.mktemp("media")
    settings.PAPERS_ROOT = tmp_path_factory.mktemp("papers")
    settings.MESSAGE_FILES_ROOT = tmp_path_factory.mktemp("messages")
    settings.SENT_PATH = tmp_path_factory.mktemp("sent")
    settings.MATCHING_ROOT = tmp_path_factory.mktemp("matching")


@pytest.fixture(autouse=True)
def _in_vietnamese() -> None:
    """A page asked for in English leaves its language behind for whatever the next test says outside a request."""
    from django.conf import settings
    from django.utils import translation

    translation.activate(settings.LANGUAGE_CODE)


@pytest.fixture(autouse=True)
def _lexicon_as_shipped() -> None:
    """Asked already: else whichever test opens a page half a minute after another one counts a question more."""
    from core import clock
    from matching.engine import lexicon
    from matching.selectors import lexicons

    known = lexicons._known
    known.in_use, known.version, known.asked_at = lexicons.InUse(lexicon.load(), ()), (), clock.now()


@pytest.fixture(autouse=True)
def _no_network(monkeypatch: pytest.MonkeyPatch) -> None:
    connect = socket.socket.connect

    def only_here(self: socket.socket, address: Any) -> None:
        if self.family in {socket.AF_INET, socket.AF_INET6} and address[0] not in {"127.0.0.1", "::1", "localhost"}:
            raise AssertionError(f"A test tried to reach {address[0]}.")
        connect(self, address)

    monkeypatch.setattr(socket.socket, "connect", only_here)


@pytest.fixture(scope="session")
def root() -> Path:
    return Path(__file__).resolve().parent.parent
