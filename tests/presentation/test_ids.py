"""Ids as people see and type them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claimgraph.errors import NotFoundError
from claimgraph.presentation.ids import SHORTEST_PREFIX, Ids

HASHES = st.text("0123456789abcdef", min_size=24, max_size=24).map("stat-{}".format)


def test_a_shared_beginning_is_made_longer() -> None:
    ids = Ids(["stat-aaaaaaa1" + "0" * 16, "stat-aaaaaaa2" + "0" * 16])
    assert ids.short("stat-aaaaaaa1" + "0" * 16) == "stat-aaaaaaa1"


def test_a_readable_id_stays_whole() -> None:
    assert Ids(["group-it-executives"]).short("group-it-executives") == "group-it-executives"


@pytest.mark.parametrize("prefix", ["", "stat-b", "stat-aaaaaaa"])
def test_what_means_none_or_several_is_refused(prefix: str) -> None:
    ids = Ids(["stat-aaaaaaa1" + "0" * 16, "stat-aaaaaaa2" + "0" * 16])
    with pytest.raises(NotFoundError):
        ids.find(prefix)


@given(st.sets(HASHES, min_size=1))
def test_what_is_shortened_is_found_again(keys: set[str]) -> None:
    ids = Ids(keys)
    for key in keys:
        assert ids.find(ids.short(key)) == key
        assert len(ids.short(key)) >= len("stat-") + SHORTEST_PREFIX
