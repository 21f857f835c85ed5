"""Weights from labelled messages. Only here is scikit-learn needed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from zlib import crc32

import numpy as np
import numpy.typing as npt
from scipy.sparse import csr_matrix, diags
from sklearn.linear_model import LogisticRegression

from core.text import fold
from messaging.detector import features, rulebook
from messaging.detector.findings import Kind
from messaging.detector.scorer import Scorer, whole
from messaging.detector.training.messages import Message, digest
from messaging.detector.weights import KINDS, Numbers, Weights
from messaging.detector.words import Token, tokens, words

# Found by learning from some writers and asking about the others, the blind ones not among them.
_REGULARISATION, _SMOOTHING, _MOST_TELLING = 10.0, 1.0, 4.0
_BYTE = 127
_FOLDS = 3
_CUT = 2
# Of what is held, by phrases and scorer together, so much must have to be; then as much is held as can be.
_PRECISION = 0.90

Labels = npt.NDArray[np.bool_]


def fit(messages: Sequence[Message]) -> Weights:
    """Without thresholds: `chosen` finds those."""
    said = [*messages, *_cut_short(messages)]
    written = [*said, *_without_marks(said)]
    matrix = _matrix([read(message.text) for message in written])
    questions = [np.array([bool(message.kinds) for message in written])]
    questions += [np.array([kind.value in message.kinds for message in written]) for kind in KINDS]
    columns, biases = zip(*(_column(matrix, labels) for labels in questions), strict=True)
    scale = np.array([np.abs(column).max() / _BYTE or 1.0 for column in columns], dtype=np.float32)
    table = np.stack([np.rint(column / step) for column, step in zip(columns, scale, strict=True)], axis=1)
    nothing = np.zeros(len(KINDS), dtype=np.float32)
    bias = np.array(biases, dtype=np.float32)
    return Weights(table.astype(np.int8), scale, bias, 0.0, nothing, digest([*messages]))


def chosen(weights: Weights, messages: Sequence[Message], asked: Sequence[Message], found: Found) -> Weights:
    """With the thresholds that come out of learning from two thirds of the messages and asking about the third.

    `asked` are those of whom phrases find as much as of anybody's (of those the rules were mended by they find all).
    """
    scores, labelled = _out_of_fold(messages, asked)
    held = np.array([bool(message.kinds) for message in labelled])
    phrases = np.array([bool(found(message.text)) for message in labelled])
    threshold = _lowest(np.array([whole(row) for row in scores]), held, phrases)
    kinds = [_even(scores[:, 1 + at], _of(kind, labelled)) for at, kind in enumerate(KINDS)]
    return replace(weights, threshold=threshold, kind_thresholds=np.array(kinds, dtype=np.float32))


Found = Callable[[str], object]


def read(text: str) -> list[Token]:
    book = rulebook.load()
    return words(tokens(text), book.vocabulary, book.shorts)


def _without_marks(messages: Sequence[Message]) -> list[Message]:
    """Many leave the diacritics out: each message once more without."""
    return [Message(plain, one.kinds) for one in messages if (plain := fold(one.text)) != one.text.lower()]


def _cut_short(messages: Sequence[Message]) -> list[Message]:
    """What is harmless is so in part: or two words that nothing is known of would be taken for the worst."""
    harmless = [one.text.split() for one in messages if not one.kinds]
    return [
        Message(" ".join(cut), frozenset())
        for said in harmless
        if len(said) > _CUT
        for cut in (said[:_CUT], said[-_CUT:])
    ]


def _matrix(read_messages: Sequence[Sequence[Token]]) -> csr_matrix:
    rows = [features.of(one)[0] if one else np.zeros(0, dtype=np.int64) for one in read_messages]
    sizes = [len(row) for row in rows]
    values = np.concatenate([np.full(size, 1 / np.sqrt(size)) for size in sizes if size])
    shape = (len(rows), 1 << features.BITS)
    matrix = csr_matrix((values, np.concatenate(rows), np.cumsum([0, *sizes])), shape=shape)
    matrix.sum_duplicates()
    return matrix


def _column(matrix: csr_matrix, labels: Labels) -> tuple[npt.NDArray[np.float64], float]:
    """Features that are much more frequent on one side may weigh more (Wang and Manning 2012, "NB-SVM")."""
    there = matrix > 0
    on, off = (np.asarray(there[side].sum(axis=0), dtype=float).ravel() + _SMOOTHING for side in (labels, ~labels))
    telling = np.abs(np.log((on / on.sum()) / (off / off.sum())))
    telling = np.minimum(telling / telling[on + off > 2 * _SMOOTHING].mean(), _MOST_TELLING)
    model = LogisticRegression(C=_REGULARISATION, solver="liblinear", tol=0.01, random_state=0)
    model.fit((matrix @ diags(telling)).tocsr(), labels)
    return model.coef_[0] * telling, float(model.intercept_[0])


def _out_of_fold(messages: Sequence[Message], asked: Sequence[Message]) -> tuple[Numbers, list[Message]]:
    scores, labelled = [], []
    for fold_number in range(_FOLDS):
        out = [message for message in asked if _fold_of(message) == fold_number]
        scorer = Scorer(fit([message for message in messages if _fold_of(message) != fold_number]))
        scores += [scorer.scores(read(message.text)) for message in out]
        labelled += out
    return np.array(scores), labelled


def _fold_of(message: Message) -> int:
    return crc32(fold(message.text).encode()) % _FOLDS


def _of(kind: Kind, messages: Sequence[Message]) -> Labels:
    return np.array([kind.value in message.kinds for message in messages])


def _lowest(scores: Numbers, held: Labels, phrases: Labels) -> float:
    """The lowest threshold at which, with what phrases find, the precision is as asked."""
    for threshold in np.sort(scores):
        got = phrases | (scores >= threshold)
        if (got & held).sum() >= _PRECISION * got.sum():
            return float(threshold)
    raise ValueError("Phrases alone hold too much for nothing")


def _even(scores: Numbers, labels: Labels) -> float:
    """Where as many are named for nothing as are not named."""
    return float(np.sort(scores)[-max(int(labels.sum()), 1)])
