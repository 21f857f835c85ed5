"""Who runs a round, and two ideas that want the same offer."""

import pytest

from tests import make
from tests.matching.given_rounds import contested


@pytest.fixture
def officer():
    return make.officer()


@pytest.fixture
def scene():
    return contested()
