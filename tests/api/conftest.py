from __future__ import annotations

from collections.abc import Callable

import pytest
from rest_framework.test import APIClient

from esgcheck.accounts.models import User, make_api_token

ROOT = "/api/v1"


@pytest.fixture
def api() -> Callable[[User], APIClient]:
    """A client that calls with a token of the user's."""

    def client_of(user: User) -> APIClient:
        client = APIClient()
        client.credentials(HTTP_AUTHORIZATION=f"Bearer {make_api_token(user, name='test')}")
        return client

    return client_of
