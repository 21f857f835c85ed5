"""Learn the weights and write them; with `--check`, say whether those beside the code are what is learned."""

from __future__ import annotations

import sys

import numpy as np

from messaging.detector import phrases_in, weights
from messaging.detector.training import fitting, messages

# Sums come out a little differently on another processor: of some weights the last step.
_STEP, _SHARE = 1, 0.01


def main() -> int:
    learned_from = messages.learned_from()
    made = fitting.fit(learned_from)
    if "--check" in sys.argv[1:]:
        return _compare(made)
    fitting.chosen(made, learned_from, messages.fresh(learned_from), phrases_in).save()
    return 0


def _compare(made: weights.Weights) -> int:
    kept = weights.load()
    apart = np.abs(kept.table.astype(int) - made.table)
    same = kept.made_from == made.made_from and apart.max() <= _STEP and (apart > 0).mean() <= _SHARE
    if not same:
        sys.stderr.write("The weights are not what the messages teach. Run: python -m messaging.detector.training\n")
    return not same


sys.exit(main())
