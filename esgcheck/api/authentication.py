"""Who calls: a token in the ``Authorization`` header, or the session of somebody who is logged in in a browser."""

from __future__ import annotations

from rest_framework.authentication import BaseAuthentication, get_authorization_header
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from esgcheck.accounts.models import User, user_of_api_token


class ApiTokenAuthentication(BaseAuthentication):
    """``Authorization: Bearer <token>``; tokens are made on the account page or at ``/api/v1/me/tokens/``."""

    keyword = "Bearer"

    def authenticate(self, request: Request) -> tuple[User, None] | None:
        words = get_authorization_header(request).split()
        if not words or words[0].lower() != self.keyword.lower().encode():
            return None
        if len(words) != 2:
            raise AuthenticationFailed("Send the header as: Authorization: Bearer <token>")
        user = user_of_api_token(words[1].decode("latin-1"))
        if user is None:
            raise AuthenticationFailed("This token is unknown or was withdrawn. Make a new one on your account page.")
        return user, None

    def authenticate_header(self, request: Request) -> str:
        return self.keyword
