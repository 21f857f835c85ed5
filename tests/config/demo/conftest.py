"""The demonstration is loaded once for all tests of this folder; what a test changes is taken back."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.core.management import call_command
from django.db import transaction

from tests import daytime


@pytest.fixture(scope="package", autouse=True)
def demo(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    with django_db_blocker.unblock(), daytime.within(), transaction.atomic():
        call_command("load_demo", no_suggestions=True, verbosity=0)
        yield
        transaction.set_rollback(True)
