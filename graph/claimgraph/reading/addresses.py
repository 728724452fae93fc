"""Connections to public hosts only: an address is resolved once, checked, and that one is connected to.

So a name cannot lead to a machine of the user's own network, neither by its first answer nor by a second
that differs (DNS rebinding).
"""

from __future__ import annotations

import socket
from collections.abc import Container
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from claimgraph.errors import ReadingError

_TRANSLATED = ip_network("64:ff9b::/96")  # IPv4 behind IPv6, https://www.rfc-editor.org/rfc/rfc6052


def connect(host: str, port: int, allowed: Container[str], seconds: float) -> socket.socket:
    """Return a connected socket.

    Raises ReadingError where the host has no address, one of its addresses is not public and `allowed` does
    not name the host, or none can be reached within `seconds`.
    """
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError):
        raise ReadingError(f"no host is called {host}: check the address and the network") from None
    if host not in allowed and not all(is_public(str(place[0])) for *_, place in found):
        raise ReadingError(
            f"{host} is an address of a private network: allow it by name with --allow-host {host}"
        )
    problem: OSError | None = None
    for family, kind, protocol, _, place in found:
        one = socket.socket(family, kind, protocol)
        try:
            one.settimeout(seconds)
            one.connect(place)
        except OSError as error:
            one.close()
            problem = error
        else:
            return one
    raise ReadingError(f"{host} cannot be reached ({problem}): try again later")


def is_public(address: str) -> bool:
    """Tell whether an address is one of the public internet, whatever form it is written in."""
    ip = ip_address(address.partition("%")[0])
    if isinstance(ip, IPv6Address):
        inner: list[IPv4Address | None] = [ip.ipv4_mapped, ip.sixtofour, *(ip.teredo or ())]
        if ip in _TRANSLATED:
            inner.append(IPv4Address(int(ip) & 0xFFFFFFFF))
        if any(one is not None and not one.is_global for one in inner):
            return False
        if ip.ipv4_mapped is not None:
            return True
    return ip.is_global and not ip.is_multicast
