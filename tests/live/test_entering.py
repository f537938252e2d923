"""The link that bin/serve prints."""

from __future__ import annotations

import urllib.error
import urllib.request
from http.cookiejar import CookieJar

from tests.live.server import LiveServer


class Browser:
    """Cookies, redirects, and the status and text of the page that it ends on."""

    def __init__(self) -> None:
        self.cookies = CookieJar()
        self._opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(self.cookies))

    def open(self, url: str) -> tuple[int, str, str]:
        try:
            with self._opener.open(url, timeout=60) as answer:
                return answer.status, answer.url, answer.read().decode()
        except urllib.error.HTTPError as answer:
            with answer:
                return answer.code, url, answer.read().decode()


def test_the_printed_link_logs_in_once_and_not_twice(server: LiveServer) -> None:
    alice, charlie = Browser(), Browser()

    status, _, _ = alice.open(server.link)

    assert status == 200
    assert "sessionid" in {cookie.name for cookie in alice.cookies}
    status, _, _ = charlie.open(server.link)
    assert status == 410
    assert "sessionid" not in {cookie.name for cookie in charlie.cookies}
    assert alice.open(server.url + "/account/")[1] == server.url + "/account/"
    assert "/login/" in charlie.open(server.url + "/account/")[1]


def test_styles_and_fonts_are_served(server: LiveServer) -> None:
    _, _, page = Browser().open(server.url + "/login/")

    sheet = page.split('rel="stylesheet"')[1].split('href="')[1].split('"')[0]
    status, _, css = Browser().open(server.url + sheet)

    assert status == 200
    assert "{" in css
