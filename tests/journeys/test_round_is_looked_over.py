"""The Department looks a round over: its pairs in a short list, each decided where it stands."""

import pytest

from matching.enums import Standing
from tests import make
from tests.matching.given_rounds import contested, solved

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True, serialized_rollback=True)]


def test_the_two_buttons_of_a_pair_stand_side_by_side(visit):
    contested()
    by = make.officer()
    a_round = solved(by)
    officer = visit("an officer")
    officer.come_in(by)
    officer.open(f"/rounds/{a_round.pk}/pairs/?show=chosen")
    first = officer.main.locator(".nc-pairs > li").first

    keep, out = (button.bounding_box() for button in (first.locator(".btn").nth(0), first.locator("summary")))
    assert keep["y"] == out["y"]
    assert keep["x"] + keep["width"] <= out["x"]
    assert min(keep["height"], out["height"]) >= 44

    first.locator("summary").click()
    officer.look(again=True)
    first.get_by_label("Vì sao loại cặp này?").fill("Ở quá xa.")
    officer.press("Ghi lý do và loại", within=first)
    assert a_round.pairs.get(standing=Standing.EXCLUDED).reason == "Ở quá xa."
