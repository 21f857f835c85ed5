"""The walk through the demonstration misses no page."""

from tests.architecture import doors, matrix
from tests.journeys.demo_walk import NOT_WALKED, WALK

OTHERS = {*matrix.ACCOUNT_PAGES, *matrix.WITHOUT_A_ROW}


def test_every_page_is_in_the_walk_or_said_not_to_be() -> None:
    pages = {door.name for door in doors.every().values() if "GET" in door.methods and not door.is_api} - OTHERS
    walked = {stop.page for stops in WALK.values() for stop in stops} - OTHERS
    assert sorted(pages - walked - set(NOT_WALKED)) == [], "Who opens this page? Add it to demo_walk.py."
    assert sorted(walked & set(NOT_WALKED)) == []
    assert sorted(set(NOT_WALKED) - pages) == [], "These pages are no more."
