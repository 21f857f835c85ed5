"""An inbox is told each thing once."""

import pytest

from people import notice_kinds
from people.models import Notice
from people.notice_kinds import Kind
from people.services import notices
from tests import make

pytestmark = pytest.mark.django_db
KIND = Kind("test_kind", "thử", "Thử %(what)s.")


@pytest.fixture(autouse=True)
def _known_kind(monkeypatch):
    monkeypatch.setitem(notice_kinds.KINDS, KIND.code, KIND)


def test_each_recipient_gets_one_line():
    one, two = make.person(), make.person()

    notices.send(to=[one.pk, two.pk, one.pk], kind=KIND, path="/x/", what="việc")

    rows = Notice.objects.order_by("recipient").values_list("recipient", "kind", "facts", "path")
    assert list(rows) == [(pk, "test_kind", {"what": "việc"}, "/x/") for pk in sorted([one.pk, two.pk])]


def test_the_same_thing_is_told_once():
    one = make.person()

    for _ in range(2):
        notices.send(to=[one.pk], kind=KIND, key="due:1")
    notices.send(to=[one.pk], kind=KIND, key="due:2")
    notices.send(to=[one.pk], kind=KIND)
    notices.send(to=[one.pk], kind=KIND)

    assert sorted(Notice.objects.values_list("key", flat=True)) == ["", "", "due:1", "due:2"]


def test_an_unknown_kind_is_refused():
    with pytest.raises(ValueError, match="not registered"):
        notices.send(to=[make.person().pk], kind=Kind("stranger", "?", "?"))

    assert not Notice.objects.exists()


def test_two_kinds_of_one_code_are_refused():
    with pytest.raises(ValueError, match="two kinds"):
        notice_kinds.register(Kind("test_kind", "khác", "Khác."))
