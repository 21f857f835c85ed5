from collections.abc import Iterator

import pytest
import time_machine

from tests.messaging.talk import MORNING, Talk, talk


@pytest.fixture
def morning() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(MORNING, tick=True) as traveller:
        yield traveller


@pytest.fixture
def there(db: None, morning: object) -> Talk:
    return talk()
