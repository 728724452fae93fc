"""What the check of a draft found: messages as compilers print them, rows, and the draft with its sources."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from claimgraph.comparison.drafts import Checked, Standing
from claimgraph.model import Article, Bound, Statistic
from claimgraph.presentation import lookup, wording
from claimgraph.presentation.catalogue import Catalogue
from claimgraph.presentation.wording import clean

Row = dict[str, Any]

LABELS = {
    Standing.SUPPORTED: "supported",
    Standing.ROUNDED: "rounder",
    Standing.DIFFERS: "differs",
    Standing.AMBIGUOUS: "ambiguous",
    Standing.NOT_FOUND: "not found",
}
_BREAK = re.compile(r"\r\n|\r|\n")
_NOTED = re.compile(r"\[\^(\d+)\]")


def rows(
    checked: Iterable[Checked], name: str, head: str, catalogue: Catalogue, short: lookup.Shorten
) -> list[Row]:
    """Return a row a figure: place, standing, message, source.

    `name` is the draft's as given; `head` what stands in its file before the text. Lines and columns count
    from 1, columns in characters.
    """
    found = []
    for one in checked:
        line, column = place(head + one.quote.article.text, len(head) + one.quote.start)
        last, end = place(head + one.quote.article.text, len(head) + one.quote.end)
        source = one.source
        found.append(
            {
                "path": name,
                "line": line,
                "column": column,
                "end_line": last,
                "end_column": end,
                "text": clean(one.quote.exact),
                "standing": one.standing.value,
                "about": list(one.about),
                "message": message(one, catalogue, short),
                "source": short(source.id) if source else None,
                "quote": clean(source.quote.exact) if source else None,
                "article": lookup.article_line(source.article) if source else None,
            }
        )
    return found


def line(row: Row) -> str:
    """Return a row as compilers print it: `draft.md:3:12: differs (group): …`."""
    about = f" ({', '.join(row['about'])})" if row["about"] else ""
    label = LABELS[Standing(row["standing"])]
    return f"{row['path']}:{row['line']}:{row['column']}: {label}{about}: {row['message']}"


def summary(checked: Sequence[Checked]) -> str:
    """Return how many figures stand how: `12 figures: 10 supported, 2 differ`."""
    counts = Counter(one.standing for one in checked)
    told = [
        f"{counts[one]} {'differ' if one is Standing.DIFFERS else LABELS[one]}"
        for one in Standing
        if counts[one]
    ]
    number = f"{len(checked)} figure{'' if len(checked) == 1 else 's'}"
    return f"{number}: {', '.join(told)}" if told else number


def message(one: Checked, catalogue: Catalogue, short: lookup.Shorten) -> str:
    """Return what the draft says and what the source says, on one line."""
    said = f"“{clean(one.quote.exact)}”"
    if one.statistic is not None and one.statistic.bound is not Bound.EXACT:
        said += f" ({wording.value(one.statistic)})"
    if one.statistic is not None and one.statistic.group is not None:
        said += f" of {wording.group(one.statistic)}"
    if one.sample is not None:
        study, sample = one.sample
        return f"{said}; {wording.study_name(study)} asked {wording.sample(sample)}"
    source = one.source
    if source is None:
        return f"{said}: no figure of the graph comes near"
    where = f"{lookup.article_line(source.article)} [{short(source.id)}]"
    if one.standing is Standing.AMBIGUOUS:
        fitting = "; ".join(f"{lookup.member_words(s)} [{short(s.id)}]" for s in (source, *one.others))
        return f"{said} may be any of: {fitting}"
    if one.standing is Standing.SUPPORTED:
        return f"{said}: {where}"
    says = " and ".join(_says(about, one, source, catalogue) for about in one.about or ("value",))
    return f"{said}; the source {says}: {where}"


def _says(about: str, one: Checked, source: Statistic, catalogue: Catalogue) -> str:
    """Return what the source says otherwise, and what it says of the group or year that the draft names."""
    instead = one.others[0] if one.others else None
    study = catalogue.study_of(source)
    match about:
        case "group":
            own = f", and {wording.value(instead)} of {wording.group(instead)}" if instead else ""
            return f"says it of {wording.group(source)}{own}"
        case "year":
            own = f", and {wording.value(instead)} of {instead.year}" if instead and instead.year else ""
            return f"says it of {source.year}{own}"
        case "study":
            return f"names {wording.study_line(study) if study else 'no study'}"
        case "polarity":
            return f"says the contrary, “{wording.statement(source)}”"
        case "wording":
            return f"says “{wording.statement(source)}”"
        case _:
            return f"says {wording.value(source)}"


def place(text: str, offset: int) -> tuple[int, int]:
    """Return line and column of a character, both counted from 1."""
    breaks = [found.end() for found in _BREAK.finditer(text, 0, offset)]
    return len(breaks) + 1, offset - (breaks[-1] if breaks else 0) + 1


def with_footnotes(
    draft: Article, head: str, checked: Iterable[Checked], cite: Callable[[Statistic], str]
) -> str:
    """Return the draft with a numbered note behind each figure that has a source, and the sources at its end.

    Notes are those of Markdown (https://github.com/micromark/micromark-extension-gfm-footnote); in plain
    text they are `[1]`. Numbers go on after those that the draft has.
    """
    plain = draft.reader.startswith("text/")
    first = max(map(int, _NOTED.findall(draft.text)), default=0) + 1
    numbers: dict[str, int] = {}
    notes: list[str] = []
    parts: list[str] = []
    end = 0
    for one in checked:
        if one.source is None or one.standing not in (Standing.SUPPORTED, Standing.ROUNDED):
            continue
        if one.source.id not in numbers:
            numbers[one.source.id] = first + len(numbers)
            label = f"[{numbers[one.source.id]}]" if plain else f"[^{numbers[one.source.id]}]:"
            notes.append(f"{label} {cite(one.source)}")
        number = numbers[one.source.id]
        parts += (draft.text[end : one.quote.end], f" [{number}]" if plain else f"[^{number}]")
        end = one.quote.end
    if not notes:
        return head + draft.text
    body = "".join((*parts, draft.text[end:])).rstrip("\r\n")
    return f"{head}{body}\n\n" + "\n".join(notes) + "\n"
