"""Lay out for the binder each sentence that holds a candidate, with the sentences it leans on."""

from __future__ import annotations

from collections.abc import Sequence

from claimgraph.extraction.binder import Passage
from claimgraph.extraction.pointing import Span
from claimgraph.extraction.sentences import Sentence

CONTEXT = 4
"""Sentences before the one with the number that the binder may look at, as far as it has room."""

LONGEST_TITLE = 200


def title_of(text: str, sentences: Sequence[Sentence]) -> Span | None:
    """Return where the title stands in the text: the first line, if it is no paragraph of prose."""
    first = next((s for s in sentences if s.role != "furniture"), None)
    if first is None or first.role == "bullet" or first.end - first.start > LONGEST_TITLE:
        return None
    if first.role == "heading" or text[first.end : first.end + 1] in ("\n", "\r"):
        return first.start, first.end
    return None


def lay_out(text: str, sentences: Sequence[Sentence], numbers: Sequence[tuple[int, Span]]) -> list[Passage]:
    """Make one passage for each sentence with numbers; these are (sentence, span) in text order."""
    title = title_of(text, sentences)
    leads = lead_ins(sentences)
    by_sentence: dict[int, list[Span]] = {}
    for place, span in numbers:
        by_sentence.setdefault(place, []).append(span)
    made = []
    for place, spans in by_sentence.items():
        own = sentences[place].start, sentences[place].end
        before = _context(sentences, place, leads[place], title)
        made.append(Passage(None if title == own else title, before, own, tuple(spans)))
    return made


def lead_ins(sentences: Sequence[Sentence]) -> list[int | None]:
    """Return for each sentence the one that introduces the list it is an item of; None outside lists."""
    leads: list[int | None] = []
    lead: int | None = None
    for place, sentence in enumerate(sentences):
        leads.append(lead if sentence.role == "bullet" else None)
        if sentence.role in ("prose", "heading"):
            lead = place
    return leads


def _context(
    sentences: Sequence[Sentence], place: int, lead: int | None, title: Span | None
) -> tuple[Span, ...]:
    """Take the sentences before without furniture and title; for a bullet the list's lead-in too."""
    kept: list[Span] = []
    for s in reversed(sentences[max(0, place - 3 * CONTEXT) : place]):
        if s.role != "furniture" and (s.start, s.end) != title and len(kept) < CONTEXT:
            kept.append((s.start, s.end))
    kept.reverse()
    if lead is not None:
        span = sentences[lead].start, sentences[lead].end
        if span not in kept and span != title:
            kept = [span, *kept[1:]]
    return tuple(kept)
