"""What the recommender keeps about a person."""

from django.utils.translation import gettext_lazy as _

from matching.models import Outcome, RoundPair, TermProposal
from matching.selectors import own_data
from people import personal_data
from people.models import User
from people.personal_data import Holding
from people.services import history


def register() -> None:
    personal_data.register(Holding("outcomes", _("Gợi ý đã gạt đi"), own_data.outcomes, _forget))
    label = _("Cặp đã giữ hoặc loại trong đợt ghép")
    personal_data.register(Holding("round_pairs", label, own_data.round_pairs, _forget_reasons))
    label = _("Từ vựng đã đề xuất")
    personal_data.register(Holding("term_proposals", label, own_data.term_proposals, _forget_proposals))
    label = _("Đề xuất từ vựng đã xét")
    personal_data.register(Holding("term_decisions", label, own_data.term_decisions, _forget_decisions))
    # Which account opened a round or put a model back is its history; an account that is forgotten has no name.
    personal_data.register(Holding("rounds", _("Đợt ghép đã mở hoặc công bố"), own_data.rounds))
    personal_data.register(Holding("rankers", _("Mô hình gợi ý đã đưa về dùng"), own_data.rankers))


def _forget(person: User) -> None:
    """That a pair was set aside is learned from; the words about it go."""
    Outcome.objects.filter(by=person).exclude(note="").update(note="")


def _forget_reasons(person: User) -> None:
    """That a pair was kept or taken out stands; the words about it go."""
    RoundPair.objects.filter(decided_by=person).exclude(reason="").update(reason="—")


def _forget_proposals(person: User) -> None:
    """The terms stay, since they are no longer the person's own; why they were wanted goes."""
    _say_nothing(person, "proposed_by", "reason")


def _forget_decisions(person: User) -> None:
    _say_nothing(person, "decided_by", "decision_reason")


def _say_nothing(person: User, who: str, words: str) -> None:
    TermProposal.objects.filter(**{who: person}).exclude(**{words: ""}).update(**{words: "—"})
    history.scrub(TermProposal, {f"{who}_id": person.pk}, **{words: "—"})
