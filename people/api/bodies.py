"""What the operations take, read in one way."""

from typing import Any

from rest_framework import serializers
from rest_framework.request import Request


def read(serializer: type[serializers.BaseSerializer[Any]], request: Request) -> dict[str, Any]:
    """The body as this serializer understands it; a ValidationError becomes the problem that names each field."""
    asked = serializer(data=request.data)
    asked.is_valid(raise_exception=True)
    return dict(asked.validated_data)
