from matching.models.concept_use import ConceptUse
from matching.models.exposure import Exposure
from matching.models.outcome import Outcome
from matching.models.ranker_version import RankerVersion
from matching.models.round import Round
from matching.models.round_pair import RoundPair
from matching.models.run import Run
from matching.models.suggestion import Suggestion
from matching.models.term_proposal import TermProposal

__all__ = [
    "ConceptUse",
    "Exposure",
    "Outcome",
    "RankerVersion",
    "Round",
    "RoundPair",
    "Run",
    "Suggestion",
    "TermProposal",
]
