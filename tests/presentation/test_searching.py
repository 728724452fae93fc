"""What is found from the indexes alone."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

from claimgraph.presentation.searching import rows_at_hand
from claimgraph.store.ids import IDS, IdIndex
from claimgraph.store.search import GENERATION, INDEX, Row, SearchIndex


def test_the_indexes_are_at_hand_only_while_they_are_of_the_last_write(tmp_path: Path) -> None:
    key = "stat-" + "a1" * 12
    assert rows_at_hand(tmp_path, "cranes", 5) is None
    (tmp_path / GENERATION).write_text("one")
    assert rows_at_hand(tmp_path, "cranes", 5) is None
    with SearchIndex(tmp_path / INDEX) as made:
        made.rebuild([Row(key, Decimal(62), "cranes", shown='{"id": "whole", "value": "62"}')], "one")
    assert rows_at_hand(tmp_path, "cranes", 5) is None
    with IdIndex(tmp_path / IDS) as ids:
        ids.rebuild([key], "one")
    assert rows_at_hand(tmp_path, "62 percent cranes", 5) == [
        {"score": 1.0, "id": "stat-a1a1a1", "value": "62"}
    ]
    (tmp_path / GENERATION).write_text("two")
    assert rows_at_hand(tmp_path, "cranes", 5) is None
