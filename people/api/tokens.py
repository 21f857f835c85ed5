"""Signing in without a browser: a key for a user name and a password."""

from drf_spectacular.utils import extend_schema
from rest_framework import serializers, status
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from people import accounts
from people.api.standing import IsInGoodStanding
from people.selectors import accounts as selectors
from people.services import tokens


class SignInSerializer(serializers.Serializer):  # type: ignore[type-arg]
    username = serializers.CharField(max_length=254, help_text="A user name or an e-mail address.")
    password = serializers.CharField(max_length=128, trim_whitespace=False)
    code = serializers.CharField(max_length=20, required=False, default="", help_text="The second factor, where set.")


class TokenSerializer(serializers.Serializer):  # type: ignore[type-arg]
    key = serializers.CharField(source="token_key", help_text="The beginning of the token; revoke it by this.")
    created = serializers.DateTimeField()


class FreshTokenSerializer(TokenSerializer):
    token = serializers.CharField(help_text="Shown once. Send it as “Authorization: Token …”.")


class TokensView(APIView):
    def get_permissions(self) -> list[AllowAny | IsInGoodStanding]:  # type: ignore[override]
        return [AllowAny()] if self.request.method == "POST" else [IsInGoodStanding()]

    @extend_schema(operation_id="token_list", responses=TokenSerializer(many=True))
    def get(self, request: Request) -> Response:
        """My tokens, newest first; never their secret part."""
        return Response(TokenSerializer(selectors.tokens_of(request.user), many=True).data)

    @extend_schema(operation_id="token_create", request=SignInSerializer, responses={201: FreshTokenSerializer})
    def post(self, request: Request) -> Response:
        """Log in with user name and password and get a token."""
        given = SignInSerializer(data=request.data)
        given.is_valid(raise_exception=True)
        facts = given.validated_data
        user = accounts.identify(
            request._request, login=facts["username"], password=facts["password"], code=facts["code"]
        )
        row, token = tokens.create(by=user)
        body = {"key": row.token_key, "created": row.created, "token": token}
        return Response(body, status=status.HTTP_201_CREATED, headers={"Cache-Control": "no-store"})


class TokenView(APIView):
    @extend_schema(operation_id="token_revoke", responses={204: None})
    def delete(self, request: Request, key: str) -> Response:
        """Revoke one of my tokens."""
        tokens.revoke(token_key=key, by=request.user)
        return Response(status=status.HTTP_204_NO_CONTENT)
