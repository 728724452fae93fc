"""The answer to an HTTP Digest challenge, which Virtuoso's writing addresses ask for.

https://www.rfc-editor.org/rfc/rfc7616
"""

from __future__ import annotations

import hashlib
import re
import secrets
from collections.abc import Callable
from urllib.parse import urlsplit

from claimgraph.errors import StoreError

_HASHES: dict[str, Callable[[bytes], str]] = {
    "MD5": lambda data: hashlib.md5(data, usedforsecurity=False).hexdigest(),
    "SHA-256": lambda data: hashlib.sha256(data).hexdigest(),
}


def digest(challenge: str, method: str, url: str, user: str, password: str, nonce: str | None = None) -> str:
    """Return the value of the Authorization header; `nonce` is the client's, drawn at random if not given.

    Raises StoreError for an algorithm or a quality of protection that is not known.
    """
    told = {
        name.lower(): quoted or bare
        for name, quoted, bare in re.findall(r'(\w+)\s*=\s*(?:"([^"]*)"|([^\s,]+))', challenge)
    }
    algorithm = told.get("algorithm", "MD5").upper()
    if algorithm not in _HASHES or "auth" not in told.get("qop", "auth").replace(" ", "").split(","):
        raise StoreError(f"the server asks for Digest with {algorithm}: only MD5 and SHA-256 are known")

    def hashed(text: str) -> str:
        return _HASHES[algorithm](text.encode())

    parts = urlsplit(url)
    target = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    own = nonce or secrets.token_hex(8)
    first = hashed(f"{user}:{told.get('realm', '')}:{password}")
    second = hashed(f"{method}:{target}")
    server = told.get("nonce", "")
    fields = {"username": user, "realm": told.get("realm", ""), "nonce": server, "uri": target}
    if "qop" in told:
        fields |= {"response": hashed(f"{first}:{server}:00000001:{own}:auth:{second}"), "cnonce": own}
        ending = f", qop=auth, nc=00000001, algorithm={algorithm}"
    else:
        fields |= {"response": hashed(f"{first}:{server}:{second}")}
        ending = f", algorithm={algorithm}"
    if "opaque" in told:
        fields["opaque"] = told["opaque"]
    return "Digest " + ", ".join(f'{name}="{value}"' for name, value in fields.items()) + ending
