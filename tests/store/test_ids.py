"""The index of ids finds what a list of them finds."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from claimgraph.presentation.ids import Listed
from claimgraph.store.ids import IdIndex

keys = st.text("ab0-", min_size=1, max_size=4).map("stat-".__add__)


@given(st.sets(keys, max_size=12), st.sets(keys, max_size=4), st.sets(keys, max_size=4), keys)
def test_ids_stand_in_order_whatever_came_and_went(
    first: set[str], gone: set[str], new: set[str], key: str
) -> None:
    with IdIndex() as index:
        index.rebuild(first, "first")
        index.update(gone, new, "next")
        held = Listed(first - gone | new)
        assert index.stamp == "next"
        assert index.before(key) == held.before(key)
        assert index.following(key, 3) == held.following(key, 3)
        assert index.number("stat") == len(first - gone | new)
        assert index.number("article") == 0
