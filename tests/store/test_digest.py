"""Digest, by the examples of the standard."""

from __future__ import annotations

import pytest

from claimgraph.errors import StoreError
from claimgraph.store.digest import digest

CHALLENGE = (
    'Digest realm="http-auth@example.org", qop="auth, auth-int", algorithm={}, '
    'nonce="7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v", '
    'opaque="FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS"'
)


@pytest.mark.parametrize(
    ("algorithm", "response"),
    [
        ("MD5", "8ca523f5e9506fed4657c9700eebdbec"),
        ("SHA-256", "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1"),
    ],
)
def test_the_examples_of_rfc_7616(algorithm: str, response: str) -> None:
    url = "http://www.example.org/dir/index.html"
    own = "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ"
    answer = digest(CHALLENGE.format(algorithm), "GET", url, "Mufasa", "Circle of Life", own)
    assert f'response="{response}"' in answer
    assert 'uri="/dir/index.html"' in answer


def test_what_is_not_known_is_refused() -> None:
    with pytest.raises(StoreError, match="SHA-512-256"):
        digest(CHALLENGE.format("SHA-512-256"), "GET", "http://x/", "a", "b")
