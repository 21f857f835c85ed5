from rest_framework.request import Request
from rest_framework.test import APIRequestFactory

from core.pagination import NewestFirst


def size(query: str) -> int | None:
    pages = NewestFirst()
    return pages.get_page_size(Request(APIRequestFactory().get("/" + query)))


def test_twenty_unless_asked_and_never_more_than_a_hundred() -> None:
    assert (size(""), size("?page_size=50"), size("?page_size=1000")) == (20, 50, 100)


def test_the_newest_comes_first() -> None:
    assert NewestFirst.ordering == "-id"
