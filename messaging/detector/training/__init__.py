"""What the scorer learns from, and how: `python -m messaging.detector.training` (`--check` only compares).

The messages are invented, by five writers; a file has three columns: the text (``\\n`` and ``\\uXXXX`` stand for what
an editor would not show), the kinds expected (empty: may go on), a note.

- `messages.tsv`: who wrote the rules, and mended them until these came out right.
- `held_out.tsv`, `unseen.tsv`: a second writer, and who mended the rules and knew these.
- `third.tsv`: written for the scorer; nobody mended a rule by it.
- `everyday.tsv`: every third line of the demonstration, all harmless.
- `fourth.tsv`, `fifth.tsv`: two who had seen neither a rule nor each other's messages. Every fourth of theirs is kept
  back: nothing is learned from it and nothing chosen by it, so it tells what the detector is worth.

The weights are a file made from these, kept beside the code so that every process reads the same and none needs
scikit-learn; `make check` learns them again and compares.
"""
