from matching.models.outcome import Outcome
from matching.models.run import Run
from matching.models.suggestion import Suggestion

__all__ = ["Outcome", "Run", "Suggestion"]
