"""Whether a message between a pupil and an adult from outside must wait for the teacher, and for which words.

    from messaging.detector import Kind, examine, mark

    findings = examine("kb zl vs a nhé")     # [Finding(kind=Kind.HANDLE, start=0, end=5, words="kb zl", rule=…)]
    mark(text, findings)                     # [("kb zl", Kind.HANDLE), (" vs a nhé", None)]

Pure: no Django, no database, no clock. Places are places in the text as it was given, so that the teacher sees what
is meant. A message with no finding may go on; a finding holds it, it accuses nobody. `Kind.SELF_HARM` is routed to
help. When unsure the detector holds.

How it works, one module a step:

1. `letters` makes one word comparable: look-alike letters, full-width and circled digits, marks in any form, invisible
   characters.
2. `words` cuts the message into words and signs with their places and undoes what hides a word ("z.a.l.o", "zal0",
   "zaloooo", "ko", "ntr").
3. `numbers` finds telephone numbers, `addresses` mail addresses, links and @names, both also when spelled out.
4. `phrases` finds all phrases of the `rulebook` in one walk.
5. `scorer` tells how like the messages that had to wait it is, by the `features` of its words: learned from labelled
   messages (`training`), not written. What it finds has the rule `LEARNED`.
6. `detector` asks of each rule whether what must be said beside it is, and what must not be is not; of a kind that a
   phrase found it does not ask the scorer.

What it cannot do: understand. Of messages kept back from learning (two writers who had seen no rule, half of them made
to look as if) phrases alone hold 37 % of what must be held, with the scorer 91 %; of what is held 86 % must be. The
goal of 97 and 90 is missed. Of everyday lines it holds four in a hundred for nothing. Words of somebody it has read
nothing of it finds less well (`bench/detector.py`). It helps the adviser who reads the conversation; it does not stand
in for one.

A new phrase is a line in `rulebook/<kind>.toml`: no code. New messages go to `training/third.tsv`, harmless neighbours
too; then run `python -m messaging.detector.training` and `python -m bench.detector`.
"""

from messaging.detector.detector import Detector, examine, phrases_in
from messaging.detector.findings import LEARNED, Finding, Kind, mark
from messaging.detector.rulebook import load

__all__ = ["LEARNED", "Detector", "Finding", "Kind", "examine", "load", "mark", "phrases_in"]
