"""The address of an invitation, under the name by which a request reached us."""

from collections.abc import Callable

from django.http import HttpRequest
from django.urls import reverse


def maker(request: HttpRequest) -> Callable[[str], str]:
    """What `services.invitations.invite` makes its link with."""
    return lambda token: request.build_absolute_uri(reverse("invitation_open", args=[token]))
