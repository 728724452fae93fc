"""What follows from what articles tell: identities and comparisons, of all or of the part touched."""

from __future__ import annotations

from claimgraph.derivation.difference import Difference
from claimgraph.derivation.part import Change, touched_by
from claimgraph.derivation.standings import standings
from claimgraph.derivation.whole import Derived, Grounds, derive

__all__ = ["Change", "Derived", "Difference", "Grounds", "derive", "standings", "touched_by"]
