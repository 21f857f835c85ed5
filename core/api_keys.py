"""Rows named by their number in the API."""

from typing import Any

from rest_framework import serializers

# The largest number a row can have; SQLite refuses a larger one with an error of its own.
_MOST = 2**63 - 1


class KeyField(serializers.PrimaryKeyRelatedField):  # type: ignore[type-arg]
    """As Django REST framework's, but for a number no row can have: that is no row, too."""

    def to_internal_value(self, data: Any) -> Any:
        if isinstance(data, bool | float):
            self.fail("incorrect_type", data_type=type(data).__name__)
        try:
            number = int(data)
        except (TypeError, ValueError):
            self.fail("incorrect_type", data_type=type(data).__name__)
        if not 0 < number <= _MOST:
            self.fail("does_not_exist", pk_value=data)
        return super().to_internal_value(number)
