"""The server, asked over HTTP by the clients that people use."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from pyoxigraph import QueryResultsFormat, RdfFormat, parse, parse_query_results
from SPARQLWrapper import JSON, TURTLE, SPARQLWrapper
from tests.server.conftest import Served, serving

from claimgraph import vocabulary as v
from claimgraph.claim_graph import ClaimGraph
from claimgraph.server.negotiation import ROWS, TRIPLES

VALUES = "SELECT ?value { ?s a cg:Statistic ; schema:value ?value } ORDER BY ?value"
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l }"
GREEDY = "SELECT ?a ?d ?g { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i } ORDER BY ?c ?f ?i"


def values(served: Served) -> list[int]:
    return [int(row["value"]) for row in served.select(VALUES)]


# Asking


def test_the_answer_is_that_of_the_command(served: Served) -> None:
    assert values(served) == [31, 44, 62, 66, 81]


def test_every_named_query_answers_as_the_command_does(served: Served, served_db: Path) -> None:
    with ClaimGraph(served_db, create=False) as graph:
        for name, query in v.queries().items():
            here = graph.query(name).serialize("json")
            assert json.loads(served.get(query=query.text).data) == json.loads(here), name


def test_curl_asks_in_every_way_of_the_protocol(served: Served) -> None:
    ways = [
        ["-G", "--data-urlencode", f"query={VALUES}"],
        ["--data-urlencode", f"query={VALUES}"],
        ["-H", "Content-Type: application/sparql-query", "--data", VALUES],
    ]
    answers = {
        subprocess.run(
            ["curl", "-sf", "--noproxy", "*", "-H", "Accept: text/csv", *way, f"{served.url}/sparql"],
            capture_output=True,
            check=True,
        ).stdout
        for way in ways
    }
    assert answers == {b"value\r\n31\r\n44\r\n62\r\n66\r\n81\r\n"}


def test_sparqlwrapper_is_a_client(served: Served) -> None:
    client = SPARQLWrapper(f"{served.url}/sparql", returnFormat=JSON)
    client.setQuery(VALUES)
    rows = client.queryAndConvert()["results"]["bindings"]
    assert [row["value"]["value"] for row in rows] == ["31", "44", "62", "66", "81"]
    client = SPARQLWrapper(f"{served.url}/sparql", returnFormat=TURTLE)
    client.setMethod("POST")
    client.setQuery("CONSTRUCT { ?s a cg:Statistic } WHERE { ?s a cg:Statistic }")
    assert client.query().response.read().count(b"Statistic") == 5


@pytest.mark.parametrize("media", ROWS)
def test_rows_in_every_form(served: Served, media: str) -> None:
    response = served.get(headers={"Accept": media}, query=VALUES)
    assert response.headers["Content-Type"].startswith(media)
    if media == "text/csv":
        assert response.data.decode().split() == ["value", "31", "44", "62", "66", "81"]
        return
    kind = QueryResultsFormat.from_media_type(media)
    assert kind is not None
    found = [row["value"].value for row in parse_query_results(response.data, kind)]  # type: ignore[union-attr]
    assert found == ["31", "44", "62", "66", "81"]


@pytest.mark.parametrize("media", TRIPLES)
def test_triples_in_every_form(served: Served, media: str) -> None:
    query = "CONSTRUCT { ?s schema:value ?value } WHERE { ?s a cg:Statistic ; schema:value ?value }"
    response = served.get(headers={"Accept": media}, query=query)
    assert response.headers["Content-Type"].startswith(media)
    form = RdfFormat.from_media_type(media)
    assert form is not None
    assert len(list(parse(response.data, form))) == 5


def test_ask_and_describe(served: Served) -> None:
    assert json.loads(served.get(query="ASK { ?s a cg:Statistic }").data)["boolean"] is True
    described = served.get(query="DESCRIBE ?s { ?s a cg:Statistic } LIMIT 1")
    assert described.headers["Content-Type"].startswith("text/turtle")
    assert b"cg:Statistic" in described.data


def test_graphs_named_in_the_request_replace_those_in_the_query(served: Served) -> None:
    graphs = [
        row["g"] for row in served.select("SELECT DISTINCT ?g { GRAPH ?g { ?s a cg:Statistic } } ORDER BY ?g")
    ]
    assert len(graphs) == 2
    counts = "SELECT (COUNT(DISTINCT ?s) AS ?n) { ?s a cg:Statistic }"
    by_request = [
        json.loads(served.get(query=counts, **{"default-graph-uri": g}).data)["results"]["bindings"][0]["n"][
            "value"
        ]
        for g in graphs
    ]
    by_query = [
        served.select(f"SELECT (COUNT(DISTINCT ?s) AS ?n) FROM <{g}> {{ ?s a cg:Statistic }}")[0]["n"]  # noqa: S608
        for g in graphs
    ]
    assert by_request == by_query
    assert sorted(by_request) == ["1", "4"]
    both = served.get(query=counts, **{"default-graph-uri": graphs})
    assert json.loads(both.data)["results"]["bindings"][0]["n"]["value"] == "5"
    named = "SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s a cg:Statistic } }"
    one = served.get(query=named, **{"named-graph-uri": graphs[0]})
    assert json.loads(one.data)["results"]["bindings"][0]["n"]["value"] == by_request[0]
    over = f"SELECT (COUNT(*) AS ?n) FROM <{graphs[0]}> {{ ?s a cg:Statistic }}"  # noqa: S608
    other = served.get(query=over, **{"default-graph-uri": graphs[1]})
    assert json.loads(other.data)["results"]["bindings"][0]["n"]["value"] == by_request[1]


# Refusals


def test_a_broken_query_is_told_with_the_parsers_words(served: Served) -> None:
    response = served.post("SELECT ?x {", "application/sparql-query")
    assert response.status == 400
    assert b"1:12" in response.data


def test_a_form_that_cannot_hold_the_answer_is_406(served: Served) -> None:
    refused = served.get(headers={"Accept": "text/turtle"}, query=VALUES)
    assert refused.status == 406
    assert b"text/csv" in refused.data
    assert served.get(headers={"Accept": "image/png"}, query="CONSTRUCT WHERE { ?s ?p ?o }").status == 406


def test_a_request_that_is_too_long_is_413(served: Served) -> None:
    assert served.post("#" * 1_000_001, "application/sparql-query").status == 413


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
        "SELECT * { SERVICE SILENT <http://127.0.0.1:1/> { ?s ?p ?o } }",
        "SELECT * { ?s ?p ?o OPTIONAL { { SELECT * { FILTER EXISTS { service ?s { ?a ?b ?c } } } } } }",
        "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }",
        "SELECT * FROM NAMED <http://127.0.0.1:1/data.ttl> { GRAPH ?g { ?s ?p ?o } }",
        "LOAD <http://127.0.0.1:1/data.ttl>",
        "INSERT DATA { <a:a> <a:a> <a:a> }",
        "CLEAR ALL",
    ],
)
def test_what_leaves_the_graph_or_changes_it_is_refused(served: Served, query: str) -> None:
    assert served.post(query, "application/sparql-query").status == 400


def test_a_graph_that_is_not_here_is_refused_in_the_request_too(served: Served) -> None:
    response = served.get(query=VALUES, **{"default-graph-uri": "file:///etc/passwd"})
    assert response.status == 400
    assert b"file:///etc/passwd" in response.data


def test_updates_are_refused(served: Served) -> None:
    assert served.post("CLEAR ALL", "application/sparql-update").status == 403
    assert served.post("update=CLEAR+ALL", "application/x-www-form-urlencoded").status == 403
    assert values(served) == [31, 44, 62, 66, 81]


# Limits


def test_a_query_that_takes_too_long_is_ended(strict: Served) -> None:
    start = time.monotonic()
    response = strict.get(query=ENDLESS)
    assert response.status == 503
    assert b"1.5 seconds" in response.data
    assert int(response.headers["Retry-After"]) > 0
    assert time.monotonic() - start < 15


def test_too_many_rows_are_refused_not_cut(strict: Served) -> None:
    for query in ("SELECT * { ?s ?p ?o }", "CONSTRUCT WHERE { ?s ?p ?o }"):
        response = strict.get(query=query)
        assert response.status == 413
        assert b"LIMIT" in response.data
        for media in (*ROWS, *TRIPLES):
            full = strict.get(query=f"{query} LIMIT 100", headers={"Accept": f"{media}, */*;q=0.1"})
            assert full.status == 200, (query, media, full.data)
            over = strict.get(query=f"{query} LIMIT 101", headers={"Accept": f"{media}, */*;q=0.1"})
            assert over.status == 413, (query, media)


def test_a_query_that_takes_too_much_memory_is_ended(served_db: Path) -> None:
    with serving(served_db, "--timeout", "120", "--max-memory", "64") as server:
        response = server.get(query=GREEDY)
        assert response.status == 503
        assert b"memory" in response.data
        assert values(server) == [31, 44, 62, 66, 81]


def test_a_slow_query_blocks_no_other(served_db: Path) -> None:
    with serving(served_db, "--timeout", "20") as server:
        statuses: list[int] = []
        slow = [
            threading.Thread(target=lambda: statuses.append(server.get(query=ENDLESS).status))
            for _ in range(8)
        ]
        for thread in slow:
            thread.start()
        time.sleep(3)
        start = time.monotonic()
        for _ in range(5):
            assert values(server) == [31, 44, 62, 66, 81]
        assert time.monotonic() - start < 10
        assert sum(thread.is_alive() for thread in slow) == 4  # the slow lane; what it had no room for ended
        processes = _descendants(server.process)
        assert sum(os.getpriority(os.PRIO_PROCESS, number) == 19 for number in processes) == 4
        # Linux weighs priorities within a session only.
        assert {os.getsid(number) for number in processes} == {os.getsid(server.process)}
        for thread in slow:
            thread.join()
        assert statuses == [503] * 8


def _descendants(process: int) -> list[int]:
    children = Path(f"/proc/{process}/task/{process}/children")
    if not children.exists():
        pytest.skip("the system does not list the children of a process")
    own = [int(number) for number in children.read_text().split()]
    return own + [one for child in own for one in _descendants(child)]


def test_processes_end_with_the_server(served_db: Path) -> None:
    with serving(served_db) as server:
        workers = _descendants(server.process)
        assert len(workers) >= 2  # the nursery and a worker; more are on their way
        os.kill(server.process, 9)
        until = time.monotonic() + 20
        while alive := [number for number in workers if Path(f"/proc/{number}").exists()]:
            assert time.monotonic() < until, alive
            time.sleep(0.2)


# Who is let in


def test_without_a_token_only_this_machines_names_are_answered_to(served: Served) -> None:
    assert served.get(headers={"Host": "evil.example"}, query=VALUES).status == 421
    assert served.get(headers={"Host": "localhost"}, query=VALUES).status == 200


def test_scripts_of_other_sites_may_not_read_without_a_token(served: Served) -> None:
    other = served.get(headers={"Origin": "https://evil.example"}, query=VALUES)
    assert "Access-Control-Allow-Origin" not in other.headers
    own = served.get(headers={"Origin": "http://localhost:3000"}, query=VALUES)
    assert own.headers["Access-Control-Allow-Origin"] == "http://localhost:3000"


def test_a_token_opens_the_server_and_nothing_else_does(served_db: Path) -> None:
    basic = {"Authorization": "Basic YW55Om9wZW4tc2VzYW1l"}  # any:open-sesame
    with serving(served_db, "--token", "open-sesame", "--host", "0.0.0.0", headers=basic) as server:  # noqa: S104
        for wrong in ({}, {"Authorization": "Bearer wrong"}, {"Authorization": "Basic !"}):
            refused = server.get(headers=wrong, query=VALUES)
            assert refused.status == 401
            assert "Basic" in refused.headers["WWW-Authenticate"]
        for right in (basic, {"Authorization": "Bearer open-sesame"}):
            assert server.get(headers={**right, "Host": "graph.example"}, query=VALUES).status == 200
        crossing = server.get(headers={**basic, "Origin": "https://app.example"}, query=VALUES)
        assert crossing.headers["Access-Control-Allow-Origin"] == "*"


def test_an_open_address_needs_a_token(served_db: Path) -> None:
    command = [sys.executable, "-m", "claimgraph", "--db", str(served_db), "serve", "--host", "0.0.0.0"]  # noqa: S104
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 1
    assert "--token" in done.stderr
    assert "Serving" not in done.stderr


def test_a_port_that_is_taken_is_told(served: Served, served_db: Path) -> None:
    port = served.url.rpartition(":")[2]
    command = [sys.executable, "-m", "claimgraph", "--db", str(served_db), "serve", "--port", port]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 1
    assert "choose another --port" in done.stderr
    assert "Serving" not in done.stderr


# Pages and descriptions


def test_the_page_and_the_query_page_load_nothing(served: Served) -> None:
    for path in ("/", "/query"):
        response = served.get(path)
        assert response.status == 200
        assert b"default-src 'none'" in response.data or b"default-src &#x27;none" in response.data
        assert b'src="http' not in response.data
    assert b"Perception gaps" in served.get("/query").data


def test_the_service_describes_itself(served: Served) -> None:
    response = served.get("/sparql", {"Accept": "text/turtle"})
    triples = {
        (q.predicate.value.rpartition("#")[2], getattr(q.object, "value", ""))
        for q in parse(response.data, RdfFormat.TURTLE)
    }
    assert ("endpoint", f"{served.url}/sparql") in triples
    assert ("supportedLanguage", "http://www.w3.org/ns/sparql-service-description#SPARQL11Query") in triples
    total = served.select("SELECT (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } }")[0]["n"]
    assert ("triples", total) in triples
    void = served.get("/.well-known/void")
    assert ("triples", total) in {
        (q.predicate.value.rpartition("#")[2], getattr(q.object, "value", ""))
        for q in parse(void.data, RdfFormat.TURTLE)
    }


# Copies


def test_what_is_written_meanwhile_is_served_soon_after(tmp_path: Path) -> None:
    from tests.conftest import HARBOUR, RETOLD

    (tmp_path / "one.txt").write_text(HARBOUR, "utf-8")
    (tmp_path / "two.txt").write_text(RETOLD, "utf-8")
    db = tmp_path / "claimgraph.db"
    with ClaimGraph(db) as graph:
        graph.add([tmp_path / "one.txt"])
    with serving(db) as server:
        assert values(server) == [31, 44, 62, 81]
        with ClaimGraph(db) as graph:  # the server holds no lock
            graph.add([tmp_path / "two.txt"])
        until = time.monotonic() + 30
        while values(server) != [31, 44, 62, 66, 81]:
            assert time.monotonic() < until
            time.sleep(0.2)
    assert not (db / "copies").exists()
