"""What a person decided becomes triples and comes back equal."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from pyoxigraph import Store

from claimgraph import rdf
from claimgraph import vocabulary as v
from claimgraph.model import Decision, DecisionKind, LinkKind, Place

words = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20)
places = st.builds(Place, article=words, exact=words, prefix=st.just("") | words, suffix=st.just("") | words)
authors = words.filter(str.strip)
common = {"author": authors, "date": words, "note": st.none() | words}

on_figures = st.builds(
    Decision,
    kind=st.sampled_from([DecisionKind.CORRECT, DecisionKind.ADD]),
    places=st.tuples(places),
    fields=st.lists(st.tuples(words, words), min_size=1, max_size=3).map(tuple),
    **common,
)
on_links = st.builds(
    Decision,
    kind=st.sampled_from([DecisionKind.ACCEPT, DecisionKind.REJECT, DecisionKind.MERGE, DecisionKind.SPLIT]),
    between=st.lists(words, min_size=2, max_size=2, unique=True).map(tuple),
    link=st.sampled_from(LinkKind),
    **common,
)
on_comparisons = st.builds(
    Decision,
    kind=st.sampled_from([DecisionKind.ACCEPT, DecisionKind.REJECT]),
    places=st.lists(places, max_size=3).map(tuple),
    between=st.lists(words, max_size=2, unique=True).map(tuple),
    rule=words,
    **common,
)


@settings(deadline=None, max_examples=60)
@given(st.lists(on_figures | on_links | on_comparisons, max_size=4))
def test_decisions_come_back(decisions: list[Decision]) -> None:
    store = Store()
    store.extend(rdf.decision_quads(decisions))
    assert {quad.graph_name for quad in store} <= {v.DECISIONS}
    assert set(rdf.read_decisions(store)) == set(decisions)
