"""The small world that the tests of rights and of bad input share, built once a file."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import transaction
from django.template.base import Template
from django.test.utils import _TestState, override_settings

from tests.architecture import scenario
from tests.architecture.scenario import World


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    """What a test writes it rolls back itself, with a savepoint; all of it goes at the end."""
    quick = override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"])
    with django_db_blocker.unblock(), quick, _plain(), transaction.atomic():
        yield scenario.build()
        transaction.set_rollback(True)


@contextmanager
def _plain() -> Iterator[None]:
    """Without the test client's copies of every context and without a log line a refusal: both cost more than pages."""
    noted = Template._render
    Template._render = _TestState.saved_data.template_render
    logging.disable(logging.CRITICAL)
    yield
    logging.disable(logging.NOTSET)
    Template._render = noted
