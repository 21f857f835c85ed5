"""The shortest introduction between an organisation and a club: who could say "I know somebody there"."""

from itertools import chain, pairwise
from typing import Any

from network.enums import PostStatus
from network.models import Challenge, Club, Field, Offer
from network.selectors import clubs, posts
from network.selectors.network import (
    Edge,
    Node,
    Tie,
    alumni_ties,
    club_node,
    field_node,
    organisation_node,
    seen_engagements,
)
from people.models import Organisation
from people.selectors import hats, organisations

# The better a tie introduces, the less it costs; a field in common introduces nobody by itself.
_COST = {Tie.TOGETHER: 0.5, Tie.OF_SCHOOL: 1.0, Tie.ALUMNI: 1.0, Tie.WORKS_IN: 4.0}


def path(viewer: hats.Anyone, organisation: Organisation, club: Club) -> list[Edge]:
    """The cheapest chain of ties from the organisation to the club, each turned the way it is walked; or nothing."""
    import networkx as nx

    graph: nx.Graph[str] = nx.Graph()
    for source, target, tie in sorted(_ties(viewer)):
        known = graph.get_edge_data(source, target)
        if known is None or _COST[tie] < known["cost"]:
            graph.add_edge(source, target, cost=_COST[tie], tie=tie)
    ends = (f"organisation-{organisation.pk}", f"club-{club.pk}")
    try:
        keys = nx.shortest_path(graph, *ends, weight="cost")
    except (nx.NodeNotFound, nx.NetworkXNoPath):
        return []
    nodes = _nodes(viewer, keys)
    if len(nodes) < len(keys):
        return []
    pairs = pairwise(keys)
    return [Edge(nodes[a], nodes[b], graph.edges[a, b]["tie"]) for a, b in pairs]


def _ties(viewer: hats.Anyone) -> set[tuple[str, str, Tie]]:
    """Every tie the viewer may know of, as keys."""
    seen = clubs.visible_to(viewer).filter(closed_on=None).order_by()
    ties = {(f"club-{pk}", f"organisation-{school}", Tie.OF_SCHOOL) for pk, school in seen.values_list("pk", "school")}
    in_fields = seen.filter(fields__isnull=False).values_list("pk", "fields")
    ties |= {(f"club-{pk}", f"field-{own}", Tie.WORKS_IN) for pk, own in in_fields}
    ties |= {(f"organisation-{a}", f"organisation-{b}", Tie.ALUMNI) for a, b in alumni_ties()}
    ties |= {
        (f"club-{row.proposal.idea.club_id}", f"organisation-{row.proposal.post.organisation_id}", Tie.TOGETHER)
        for row in seen_engagements(viewer)
    }
    offered: Any = chain(*(_fields_of(viewer, model) for model in (Challenge, Offer)))
    return ties | {(f"organisation-{home}", f"field-{own}", Tie.WORKS_IN) for home, own in offered}


def _fields_of(viewer: hats.Anyone, model: Any) -> Any:
    rows = posts.visible_to(viewer, model).filter(status=PostStatus.PUBLISHED, fields__isnull=False).order_by()
    return rows.values_list("organisation", "fields").distinct()


def _nodes(viewer: hats.Anyone, keys: list[str]) -> dict[str, Node]:
    """The nodes of a path, by key, as far as the viewer may see them."""
    wanted: dict[str, list[int]] = {"club": [], "organisation": [], "field": []}
    for key in keys:
        kind, _, pk = key.partition("-")
        wanted[kind].append(int(pk))
    found = [
        *(club_node(row) for row in clubs.visible_to(viewer).filter(pk__in=wanted["club"])),
        *(organisation_node(row) for row in organisations.visible_to(viewer).filter(pk__in=wanted["organisation"])),
        *(field_node(row) for row in Field.objects.filter(pk__in=wanted["field"])),
    ]
    return {node.key: node for node in found}
