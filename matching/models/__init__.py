from matching.models.outcome import Outcome
from matching.models.ranker_version import RankerVersion
from matching.models.run import Run
from matching.models.suggestion import Suggestion

__all__ = ["Outcome", "RankerVersion", "Run", "Suggestion"]
