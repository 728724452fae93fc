"""Decisions in a file: what is doubtful is written out, a person fills it in, and it is read back.

JSON holds `{"decisions": [ … ]}`, TOML `[[decisions]]` tables; both with the same keys. Where
`decision` is empty nothing was decided. docs/review.md describes the keys.
"""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from claimgraph.errors import RecordError, ReviewError
from claimgraph.model import Corpus, Decision, DecisionKind, LinkKind, Place
from claimgraph.review.doubts import Doubt
from claimgraph.review.fields import FIELDS

KEYS = (
    "why",
    "shows",
    "decision",
    "fields",
    "note",
    "author",
    "date",
    "id",
    "article",
    "words",
    "before",
    "after",
    "places",
    "between",
    "link",
    "rule",
)
"""The keys of one decision; `why` and `shows` are for the reader and not read back."""

_LINKS = {"study": LinkKind.SAME_STUDY, "group": LinkKind.SAME_GROUP, "measure": LinkKind.SAME_MEASURE}

Target = Callable[[str], Mapping[str, Any]]
"""Returns what a decision on the record with an id, or the beginning of one, holds; see `doubts.target`."""


def rows(found: Iterable[Doubt], corpus: Corpus, words: Callable[[Doubt], str]) -> list[dict[str, Any]]:
    """Return what is doubtful as rows to fill in; `words` says it for people."""
    return [
        {
            "why": doubt.why,
            "shows": words(doubt),
            "decision": "",
            "fields": {},
            "note": "",
            **told(doubt.target(corpus)),
        }
        for doubt in found
    ]


def row(decision: Decision) -> dict[str, Any]:
    """Return a decision as a row that is read back as the same."""
    values = {
        "decision": str(decision.kind),
        "fields": dict(decision.fields),
        "note": decision.note or "",
        "author": decision.author,
        "date": decision.date,
    }
    about = {"places": decision.places, "between": decision.between}
    return values | told(about | {"link": decision.link, "rule": decision.rule})


def told(target: Mapping[str, Any]) -> dict[str, Any]:
    """Return what a decision is about with the keys of the file."""
    found: dict[str, Any] = {}
    if target.get("link"):
        found["link"] = str(target["link"])
    if target.get("rule"):
        found["rule"] = target["rule"]
    if target.get("between"):
        found["between"] = list(target["between"])
    places = [
        {"article": p.article, "words": p.exact, "before": p.prefix, "after": p.suffix}
        for p in target.get("places", ())
    ]
    return found | (
        places[0] if len(places) == 1 and "rule" not in found else {"places": places} if places else {}
    )


def read(
    path: Path, article_of: Callable[[str], str], target_of: Target, author: str, now: Callable[[], str]
) -> tuple[Decision, ...]:
    """Read the decisions of a JSON or TOML file.

    `article_of` gives the id of an article named by id or path; `author` and `now` are for decisions
    that bring none. Raises ReviewError with the number of the decision and the cure.
    """
    try:
        text = path.read_text("utf-8")
        # What `--export` wrote is JSON, whatever the name of its file.
        toml = path.suffix.lower() == ".toml" and not text.lstrip().startswith("{")
        data = tomllib.loads(text) if toml else json.loads(text)
    except (OSError, ValueError, RecursionError) as error:
        raise ReviewError(
            f"{path} cannot be read as {'TOML' if path.suffix == '.toml' else 'JSON'}: {error}"
        ) from None
    listed = data.get("decisions") if isinstance(data, dict) else None
    if not isinstance(listed, list) or not all(isinstance(entry, dict) for entry in listed):
        raise ReviewError(
            f"{path} holds no list of decisions: `claimgraph review --export FILE` shows the form"
        )
    return tuple(_decisions(path, listed, article_of, target_of, author, now))


def _decisions(
    path: Path,
    listed: list[dict[str, Any]],
    article_of: Callable[[str], str],
    target_of: Target,
    author: str,
    now: Callable[[], str],
) -> Iterator[Decision]:
    for number, entry in enumerate(listed, 1):
        try:
            if unknown := entry.keys() - set(KEYS):
                raise ReviewError(f"{min(unknown)!r} is no key: write {', '.join(KEYS)}")
            if entry.get("decision"):
                yield _decision(entry, article_of, target_of, author, now)
        except (ReviewError, RecordError) as error:
            raise ReviewError(f"{path}, decision {number}: {error}") from None


def _decision(
    entry: Mapping[str, Any],
    article_of: Callable[[str], str],
    target_of: Target,
    author: str,
    now: Callable[[], str],
) -> Decision:
    kind = entry["decision"]
    if kind not in tuple(DecisionKind):
        raise ReviewError(f"decision is {str(kind)[:40]!r}: write {', '.join(DecisionKind)}")
    fields = entry.get("fields", {})
    if not isinstance(fields, dict) or not all(isinstance(v, (str, int, float)) for v in fields.values()):
        raise ReviewError("fields is no table of names and values")
    if unknown := fields.keys() - FIELDS.keys():
        raise ReviewError(f"{min(unknown)!r} is no field: write {', '.join(FIELDS)}")
    about = dict(target_of(_text(entry, "id"))) if entry.get("id") else _about(entry, article_of)
    return Decision(
        kind=DecisionKind(kind),
        author=_text(entry, "author") or author,
        date=_text(entry, "date") or now(),
        fields=tuple((name, str(value)) for name, value in fields.items()),
        note=_text(entry, "note") or None,
        **about,
    )


def _about(entry: Mapping[str, Any], article_of: Callable[[str], str]) -> dict[str, Any]:
    places = entry.get("places", [entry] if "words" in entry else [])
    between = entry.get("between", [])
    if not isinstance(places, list) or not all(isinstance(place, dict) for place in places):
        raise ReviewError("places is no list of tables with article and words")
    if not isinstance(between, list) or not all(isinstance(key, str) for key in between):
        raise ReviewError("between is no list of ids")
    return {
        "places": tuple(
            Place(
                article_of(_text(place, "article")),
                _text(place, "words"),
                _text(place, "before"),
                _text(place, "after"),
            )
            for place in places
        ),
        "between": tuple(between),
        "link": _link(entry, between),
        "rule": _text(entry, "rule") or None,
    }


def _link(entry: Mapping[str, Any], between: list[str]) -> LinkKind | None:
    name = _text(entry, "link")
    if name:
        if name not in tuple(LinkKind):
            raise ReviewError(f"link is {name[:40]!r}: write {', '.join(LinkKind)}")
        return LinkKind(name)
    if not between or entry.get("rule"):
        return None
    kinds = {key.partition("-")[0] for key in between}
    if len(kinds) != 1 or not kinds <= _LINKS.keys():
        raise ReviewError("between names no two studies, two groups or two measures")
    return _LINKS[kinds.pop()]


def _text(entry: Mapping[str, Any], key: str) -> str:
    value = entry.get(key, "")
    if not isinstance(value, str):
        raise ReviewError(f"{key} is {str(value)[:40]!r}: write text")
    return value
