"""Who runs a round, for whom, and whose pairs are shown."""

import pytest

from core.errors import NotFound, Refused
from matching.enums import RoundObjective, Standing
from matching.selectors import rounds as selectors
from matching.services import rounds
from network.models import Idea, Proposal
from network.services import proposals
from people.enums import Role
from tests import make
from tests.matching.given_rounds import publish, solved, suggestion, terms

pytestmark = pytest.mark.django_db


PEOPLE = {
    "officer": make.officer,
    "commune": make.commune_officer,
    "adviser": make.adviser,
    "mentor": make.mentor,
    "other_school": lambda: make.adult(make.school(), Role.SCHOOL_ADMIN),
}


@pytest.mark.parametrize(("who", "allowed"), [(name, name == "officer") for name in PEOPLE])
def test_only_the_department_runs_a_round_for_all(scene, who, allowed):
    a_round, user = solved(), PEOPLE[who]()

    def attempt(act):
        try:
            act()
        except (Refused, NotFound):
            return False
        return True

    found = (
        attempt(lambda: rounds.create(terms=terms(), by=user)),
        attempt(lambda: selectors.get_for(user, a_round.pk)),
        attempt(lambda: rounds.decide(pair=a_round.pairs.first(), standing=Standing.FREE, by=user)),
        attempt(lambda: rounds.choose(a_round=a_round, objective=RoundObjective.FAIR, by=user)),
        attempt(lambda: rounds.publish(a_round=a_round, by=user)),
    )

    assert found == (allowed,) * 5


def test_a_school_runs_a_round_for_its_own_clubs_alone(scene):
    home = make.school()
    head = make.adult(home, Role.SCHOOL_ADMIN)
    own = make.idea(make.club(home))
    suggestion(own, scene[2], 0.5)

    a_round = solved(head, school=home)

    assert [row.idea for row in a_round.pairs.all()] == [own]
    publish(a_round, head)
    assert [row.idea for row in Proposal.objects.all()] == [own]
    with pytest.raises(Refused):
        rounds.create(terms=terms(school=make.school()), by=head)
    with pytest.raises(Refused):
        rounds.discard(a_round=solved(head, school=home), by=make.officer())


def test_a_school_introduces_nobody_of_another(scene):
    head = make.adult(make.school(), Role.SCHOOL_ADMIN)

    with pytest.raises(Refused):
        proposals.introduce(idea=scene[0], post=scene[2], by=head)

    assert Proposal.objects.count() == 0


def test_a_pair_whose_idea_was_taken_back_is_not_shown(officer, scene):
    first, second, *_rest = scene
    a_round = solved(officer)
    Idea.objects.filter(pk=first.pk).update(status="draft", title="Chưa ai đọc")

    assert [row.idea for row in selectors.pairs(officer, a_round)] == [second]
    assert selectors.hidden(officer, a_round) == 1
    assert [fate.idea for fate in selectors.fates(officer, a_round, None, without=False).rows] == [second]
