"""Which published texts name which concepts: written anew whenever a text or the lexicon changes."""

from collections.abc import Iterable
from itertools import chain

from django.db import transaction

from core import jobs
from matching.engine import readings
from matching.engine.lexicon import Lexicon
from matching.models import ConceptUse, TermProposal
from matching.selectors import lexicons, term_texts
from matching.selectors.term_texts import Text
from network.models import Challenge, Idea, Offer

_MODELS = {"challenge": Challenge, "offer": Offer}
_BATCH = 500


def reread_idea(idea: int) -> None:
    _write(lexicons.current(fresh=True), "idea", idea, term_texts.ideas(Idea.objects.filter(pk=idea)))


def reread_post(kind: str, post: int) -> None:
    rows = _MODELS[kind]._default_manager.filter(pk=post)
    _write(lexicons.current(fresh=True), kind, post, term_texts.posts(rows))


@transaction.atomic
def reread_all() -> int:
    """Every published text; the old rows stay readable until the new ones are committed."""
    known, sources = lexicons.current(fresh=True), term_texts.everything()
    texts = chain(
        term_texts.ideas(sources.ideas), term_texts.posts(sources.challenges), term_texts.posts(sources.offers)
    )
    ConceptUse.objects.all().delete()
    rows = [row for text in texts for row in _rows(known, text)]
    ConceptUse.objects.bulk_create(rows, batch_size=_BATCH)
    return len(rows)


def follow(proposal: int) -> int:
    """After a term was accepted or taken back: the texts that read otherwise now are counted and matched anew."""
    row = TermProposal.objects.get(pk=proposal)
    now, otherwise = lexicons.before_and_after(row)
    change, sources = lexicons.change_of(row), term_texts.everything()
    touched = [text for text in term_texts.with_words_of(change, sources) if any(text.differs(now, otherwise))]
    for text in touched:
        _write(now, text.kind, text.pk, [text])
        if text.kind == "idea":
            jobs.enqueue("matching.tasks.idea_changed", text.pk)
        else:
            jobs.enqueue("matching.tasks.post_changed", text.kind, text.pk)
    return len(touched)


@transaction.atomic
def _write(known: Lexicon, kind: str, pk: int, texts: Iterable[Text]) -> None:
    """None where the text is not published any more, or gone."""
    rows = [row for text in texts for row in _rows(known, text)]
    ConceptUse.objects.filter(**{kind: pk}).exclude(concept__in=[row.concept for row in rows]).delete()
    ConceptUse.objects.bulk_create(rows, batch_size=_BATCH, ignore_conflicts=True)


def _rows(known: Lexicon, text: Text) -> list[ConceptUse]:
    found = sorted(readings.named(known, text.document))
    return [ConceptUse(concept=concept, **{f"{text.kind}_id": text.pk}) for concept in found]
