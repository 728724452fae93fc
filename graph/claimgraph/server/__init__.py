"""SPARQL over HTTP, with the page of the graph: read-only, within limits."""

from __future__ import annotations

from pathlib import Path

from claimgraph.errors import StoreError
from claimgraph.server.gate import is_local
from claimgraph.server.pool import Limits

__all__ = ["Limits", "serve"]


def serve(
    path: Path,
    host: str = "127.0.0.1",
    port: int = 8000,
    token: str | None = None,
    limits: Limits | None = None,
    origins: tuple[str, ...] = (),
) -> None:
    """Serve the graph in a directory until interrupted; what is written to it meanwhile is served soon after.

    Raises StoreError where there is no graph, or where others could reach the server and there is no token.
    """
    if not is_local(host) and not token:
        raise StoreError(f"{host} can be reached by others: give a --token, or serve on 127.0.0.1")
    if not (path / "store").is_dir():
        raise StoreError(f"there is no graph at {path}: `claimgraph add FILE` makes one")
    import uvicorn

    from claimgraph.server.application import application

    # Headers, and a connection that sends nothing, are uvicorn's to limit.
    uvicorn.run(
        application(path, limits, token, origins),
        host=host,
        port=port,
        log_level="warning",
        access_log=False,
        server_header=False,
        limit_concurrency=1000,
        timeout_keep_alive=15,
        timeout_graceful_shutdown=2,
        h11_max_incomplete_event_size=64 * 1024,
    )
