"""A proposed term as its page shows it: what it says in words, and to the Department what it would do."""

from dataclasses import dataclass

from matching.engine import overlay, tokens
from matching.engine.lexicon import folded_key
from matching.engine.overlay import AddConcept, RemoveForm
from matching.enums import ConceptArea, ConceptKind, TermProposalState
from matching.models import TermProposal
from matching.selectors import lexicons, term_effects, terms
from matching.selectors.term_effects import Effect
from matching.selectors.terms import Named
from people.models import User

_MAY_CHANGE = (TermProposalState.PROPOSED, TermProposalState.ACCEPTED)


@dataclass(frozen=True)
class Draft:
    """A new concept in the reader's words."""

    kind: str
    area: str
    parent: Named | None
    vi: list[str]
    en: list[str]
    helped_by: list[Named]
    helps: list[Named]


@dataclass(frozen=True)
class Review:
    """`effect` where the Department can still decide. `is_known`: the concept is there to be looked at.

    `alike`: its forms beside those of other concepts that read alike without marks; both are found then, half each.
    """

    concept: Named
    is_known: bool
    is_shipped: bool
    draft: Draft | None
    effect: Effect | None
    alike: list[tuple[str, str]]


def of(viewer: User, proposal: TermProposal, language: str, *, decides: bool) -> Review:
    """`decides`: whether this reader may decide on it."""
    is_open = decides and proposal.state in _MAY_CHANGE
    return Review(
        Named(proposal.concept, terms.name(proposal.concept, language)),
        proposal.concept in lexicons.current().concepts,
        lexicons.is_shipped(proposal),
        _draft(proposal, language) if proposal.is_new_concept else None,
        term_effects.effect(viewer, proposal, language) if is_open else None,
        _alike(proposal) if is_open else [],
    )


def _alike(proposal: TermProposal) -> list[tuple[str, str]]:
    change = lexicons.change_of(proposal)
    if isinstance(change, RemoveForm):
        return []
    forms = change.concept.vi if isinstance(change, AddConcept) else overlay.touched(change)
    if proposal.language == tokens.ENGLISH:
        return []
    wanted = {key: form for form in forms if " " in (key := folded_key(tokens.tokenise(form)))}
    others = (one for one in lexicons.current().concepts.values() if one.id != proposal.concept)
    return [
        (wanted[key], form)
        for other in others
        for form in other.vi
        if (key := folded_key(tokens.tokenise(form))) in wanted
    ]


def _draft(proposal: TermProposal, language: str) -> Draft:
    told = proposal.content
    parent = told["parent"]
    return Draft(
        str(ConceptKind(told["kind"]).label),
        str(ConceptArea(told["area"]).label),
        Named(parent, terms.name(parent, language)) if parent else None,
        told["vi"],
        told["en"],
        [Named(code, terms.name(code, language)) for code in told["helped_by"]],
        [Named(code, terms.name(code, language)) for code in told["helps"]],
    )
