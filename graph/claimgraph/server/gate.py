"""Who is let in: by token where the server is open to others, by the name of this machine where it is not.

Without a token only this machine's own names are answered to, so that a web page cannot reach the server
through a name of its own that it points here (DNS rebinding).
"""

from __future__ import annotations

import base64
import binascii
import hmac
from ipaddress import ip_address
from urllib.parse import urlsplit

from starlette.requests import HTTPConnection
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Receive, Scope, Send

LOCAL_ORIGIN = r"https?://(localhost|127\.0\.0\.1|\[::1\])(:\d+)?"
"""Origins whose scripts may read answers where there is no token."""

CHALLENGE = 'Basic realm="claimgraph", charset="UTF-8", Bearer realm="claimgraph"'


def is_local(host: str) -> bool:
    """Tell whether a host name or address is this machine's own, reachable from nowhere else."""
    try:
        return ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return host.lower() == "localhost"


class Gate:
    """Answer 401 without the token, and 421 to a name that is not this machine's."""

    def __init__(self, app: ASGIApp, token: str | None) -> None:
        self._app = app
        self._token = token

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Let a request through or refuse it (https://asgi.readthedocs.io/en/latest/specs/www.html)."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = HTTPConnection(scope).headers
        refusal = None
        if self._token is None:
            name = urlsplit(f"//{headers.get('host', '')}").hostname or ""
            if not is_local(name):
                refusal = PlainTextResponse(f"this server is not called {name[:100]!r}\n", 421)
        elif scope["method"] != "OPTIONS" and not self._admits(headers.get("authorization", "")):
            challenge = {"WWW-Authenticate": CHALLENGE}
            refusal = PlainTextResponse("a token is needed: send it as Bearer\n", 401, challenge)
        await (refusal or self._app)(scope, receive, send)

    def _admits(self, authorization: str) -> bool:
        scheme, _, given = authorization.partition(" ")
        if scheme.lower() == "basic":  # browsers ask for a name and a password: the password is the token
            try:
                given = base64.b64decode(given, validate=True).decode("utf-8").partition(":")[2]
            except (binascii.Error, UnicodeDecodeError):
                return False
        elif scheme.lower() != "bearer":
            return False
        return hmac.compare_digest(given.strip().encode(), (self._token or "").encode())
