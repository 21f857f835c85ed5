"""Every kind the detector knows has words for the adviser."""

from messaging.detector import Kind
from messaging.finding_words import LABELS


def test_every_kind_has_words():
    assert set(LABELS) == set(Kind)
