"""The picture of the network around a club or an organisation, with its twin in words."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from network.models import Club
from network.selectors import clubs, introductions
from network.selectors import network as selectors
from network.selectors.network import Edge, Node, NodeKind, Picture, Tie
from people.models import Organisation
from people.selectors import hats, organisations

_ICONS = {
    NodeKind.CLUB: "users-group",
    NodeKind.SCHOOL: "school",
    NodeKind.FIELD: "category",
    NodeKind.IDEA: "bulb",
    NodeKind.CHALLENGE: "puzzle",
    NodeKind.OFFER: "heart-handshake",
    NodeKind.ORGANISATION: "building-community",
}

# A path is walked in both directions: these words fit either.
_WAYS = {
    Tie.TOGETHER: _("đồng hành"),
    Tie.OF_SCHOOL: _("cùng trường"),
    Tie.ALUMNI: _("qua cựu học sinh"),
    Tie.WORKS_IN: _("cùng lĩnh vực"),
}


@login_required
def of_club(request: HttpRequest, pk: int) -> HttpResponse:
    """With `?to=` an organisation: the introduction from it to the club."""
    club = clubs.get_for(request.user, pk)
    other = _asked(request, organisations.get_for)
    context = {
        "back_url": reverse("club_detail", args=[pk]),
        "ends": _own_organisations(request),
        **_page(request, selectors.of_club(request.user, club), other, club),
    }
    return render(request, "network/network.html", context)


@login_required
def of_organisation(request: HttpRequest, pk: int) -> HttpResponse:
    """With `?to=` a club: the introduction from the organisation to it."""
    organisation = organisations.get_for(request.user, pk)
    club = _asked(request, clubs.get_for)
    context = {
        "back_url": reverse("organisation_detail", args=[pk]),
        "ends": list(clubs.own_of(request.user)),
        **_page(request, selectors.of_organisation(request.user, organisation), organisation, club),
    }
    return render(request, "network/network.html", context)


def _asked(request: HttpRequest, get_for: Callable[..., Any]) -> Any:
    to = request.GET.get("to", "")
    return get_for(request.user, int(to)) if to.isascii() and to.isdigit() and len(to) < 19 else None


def _own_organisations(request: HttpRequest) -> list[Organisation]:
    own = hats.of(request.user).supported_organisation_ids
    return list(organisations.visible_to(request.user).filter(pk__in=own)) if own else []


def _page(request: HttpRequest, picture: Picture, home: Organisation | None, club: Club | None) -> dict[str, Any]:
    asked = "to" in request.GET and home is not None and club is not None
    path = introductions.path(request.user, home, club) if asked else []
    edges = sorted(picture.edges.values(), key=lambda edge: (edge.tie.value, edge.source.label, edge.target.label))
    return {
        "picture": picture,
        "data": data(picture, path),
        "ties": [{"edge": edge, "source_url": url(edge.source), "target_url": url(edge.target)} for edge in edges],
        "legend": [(kind, _ICONS[kind]) for kind in NodeKind if any(n.kind == kind for n in picture.nodes.values())],
        "asked": asked,
        "steps": _steps(path),
    }


def data(picture: Picture, path: list[Edge]) -> dict[str, Any]:
    """What the drawing needs. The path's nodes join the picture where they are not in it."""
    on_path = {node.key: node for edge in path for node in (edge.source, edge.target)}
    walked = {frozenset((edge.source.key, edge.target.key)) for edge in path}
    edges = list(picture.edges.values())
    drawn = {frozenset((edge.source.key, edge.target.key)) for edge in edges}
    edges += [edge for edge in path if frozenset((edge.source.key, edge.target.key)) not in drawn]
    return {
        "centre": picture.centre.key,
        "nodes": [
            {"id": node.key, "kind": node.kind.value, "label": node.label, "url": url(node), "path": key in on_path}
            for key, node in {**picture.nodes, **on_path}.items()
        ],
        "edges": [
            {
                "source": edge.source.key,
                "target": edge.target.key,
                "label": str(edge.tie.label),
                "path": frozenset((edge.source.key, edge.target.key)) in walked,
            }
            for edge in edges
        ],
    }


def url(node: Node) -> str:
    if node.kind == NodeKind.FIELD:
        return ""
    name = "organisation" if node.kind == NodeKind.SCHOOL else node.kind.value
    return reverse(f"{name}_detail", args=[node.pk])


def _steps(path: list[Edge]) -> list[dict[str, Any]]:
    """For the path component: each node with the tie that leads on."""
    if not path:
        return []
    walked = [(edge.source, str(_WAYS[edge.tie])) for edge in path] + [(path[-1].target, "")]
    return [{"name": node.label, "icon": _ICONS[node.kind], "href": url(node), "link": tie} for node, tie in walked]
