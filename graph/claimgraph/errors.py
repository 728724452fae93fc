"""The errors that claimgraph raises; each message names the cure."""

from __future__ import annotations


class ClaimgraphError(Exception):
    """Stand at the root of every error that a user can cause and mend."""


class ReadingError(ClaimgraphError):
    """Say that a file cannot be read as an article."""


class GatheringError(ClaimgraphError):
    """Say that the processes or the cluster that read articles cannot be had."""


class RecordError(ClaimgraphError):
    """Say that a record contradicts the text or itself."""


class RegisterError(ClaimgraphError):
    """Say that the register of studies or the scheme of groups is malformed."""


class ConversionError(ClaimgraphError):
    """Say that triples do not make a record, or a record no triples."""


class SettingsError(ClaimgraphError):
    """Say that claimgraph.toml or a setting is malformed."""


class ReviewError(ClaimgraphError):
    """Say that a decision cannot be read or carried out."""


class StoreError(ClaimgraphError):
    """Say that a graph cannot be opened, read or written."""


class QueryError(ClaimgraphError):
    """Say that a SPARQL query is malformed, refused or unknown."""


class NotFoundError(ClaimgraphError):
    """Say that nothing in the graph answers to an id or a phrase."""
