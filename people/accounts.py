"""How django-allauth meets our accounts."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest

from people.models import User


class AccountAdapter(DefaultAccountAdapter):
    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Nobody signs up by themselves: schools enrol pupils, adults come by invitation."""
        return False

    def get_user_display(self, user: User) -> str:
        return user.full_name
