"""The API's gate: the same question as the pages' middleware."""

from typing import TYPE_CHECKING

from rest_framework.permissions import BasePermission

from people.models import User
from people.permissions import standing

if TYPE_CHECKING:  # the framework's views import this module through the settings
    from rest_framework.request import Request
    from rest_framework.views import APIView


class IsInGoodStanding(BasePermission):
    def has_permission(self, request: "Request", view: "APIView") -> bool:
        if not isinstance(request.user, User):
            return False
        standing.check_can_come_in(request.user)
        return True
