"""SPARQL over HTTP, with the page of the graph: read-only, within limits."""

from __future__ import annotations

import contextlib
import socket
from collections.abc import Callable
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
    announce: Callable[[str], None] = lambda _: None,
) -> None:
    """Serve the graph in a directory until interrupted; what is written to it meanwhile is served soon after.

    Port 0 takes any that is free; `announce` is told the URL.
    Raises StoreError where there is no graph, where others could reach the server and there is no token, or
    where the address cannot be listened on.
    """
    if not is_local(host) and not token:
        raise StoreError(f"{host} can be reached by others: give a --token, or serve on 127.0.0.1")
    if not (path / "store").is_dir():
        raise StoreError(f"there is no graph at {path}: `claimgraph add FILE` makes one")
    import uvicorn

    from claimgraph.server.application import application

    listener = _listen(host, port)
    announce(f"http://{f'[{host}]' if ':' in host else host}:{listener.getsockname()[1]}/")
    # Headers, and a connection that sends nothing, are uvicorn's to limit.
    config = uvicorn.Config(
        application(path, limits, token, origins),
        log_level="warning",
        access_log=False,
        server_header=False,
        limit_concurrency=1000,
        timeout_keep_alive=15,
        timeout_graceful_shutdown=2,
        h11_max_incomplete_event_size=64 * 1024,
    )
    server = uvicorn.Server(config)
    with listener, contextlib.suppress(KeyboardInterrupt):
        server.run(sockets=[listener])
    if not server.started:
        raise StoreError(f"the graph at {path} cannot be served: what is said above is why")


def _listen(host: str, port: int) -> socket.socket:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        listener = socket.create_server((host.strip("[]"), port), family=family, backlog=2048)
    except OSError as error:
        raise StoreError(f"{host}:{port} cannot be listened on ({error}): choose another --port") from error
    # Connections inherit it. Without, the end of an answer waits 40 ms for the client's acknowledgement.
    listener.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
    return listener
