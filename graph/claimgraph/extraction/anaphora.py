"""Join a statement that only points back ("say the same", "believe she is") with the words it stands for."""

from __future__ import annotations

import re
from collections.abc import Sequence

from claimgraph.extraction.finding import Finding
from claimgraph.extraction.pointing import Span
from claimgraph.extraction.sentences import Sentence

JOINED = 0.85
"""Factor on the confidence of a figure whose statement was joined with words from elsewhere."""

MOST_WORDS = 7
"""Words of a statement that may point back and say nothing else."""

_AUXILIARY = r"(?:do|does|did|is|are|was|were|has|have|had|would|will|can|could|should)"
_POINTS_BACK = re.compile(
    rf"\b(?:(?:that|this|the same|the other|either)"
    rf" (?:way|views?|opinion|belief|sentiment|concern|position)"
    rf"|the (?:same|opposite)|likewise|(?:say|says|said|think|thought|believe|believed|do|did) so"
    rf"|(?:they|she|he|it|we|there) {_AUXILIARY}(?: not|n[’']t)?|(?:say|says|said|think|hold) (?:this|that)"
    rf"|this (?:is|was) (?:true|the case)|this happens|(?:have|has|had|having) done (?:so|it|this|that))\W*$"
    rf"|^(?:who )?(?:say|says|said) the same (?:of|about) "
    rf"|^(?:who )?(?:\w+ (?:that )?(?:they|she|he|it) )?{_AUXILIARY}(?: not|n[’']t)?(?: so)?\W*$"
    rf"|^(?:also )?(?:felt|feel|agreed?|disagreed?|share[sd]?|shared) (?:that|this|it)\b[^.]{{0,20}}$"
    rf"|^this (?:authoritarian |\w+ )?(?:view|opinion|belief|practice|feature|approach)\b",
    re.I,
)
_TIME = re.compile(
    r",?\s+(?:(?:back )?(?:in|at the end of|since|during) )?"
    r"(?:(?:19|20)\d\d|last \w+|a year (?:ago|earlier|before))$"
)
_DEED = re.compile(
    r"\b(?:to|should|must|can|could|would|will|need to|ability to|able to)\s+"
    r"(?P<deed>(?:not |be |have )?\w[^.;:!?]*)"
)


def join(text: str, sentences: Sequence[Sentence], findings: Sequence[Finding]) -> list[Finding]:
    """Join each statement that only points back with the one before, or with the deed before."""
    settled: list[Finding] = []
    for finding in findings:
        own = " ".join(text[start:end] for start, end in finding.statement)
        if points_back(own):
            before = _before(sentences, settled, finding)
            if before is None:
                deed = _deed(text, sentences, finding)
                before = (deed,) if deed else ()
            if before:
                joined = tuple(sorted({*before, *finding.statement}))
                finding = finding.lowered(JOINED, statement=_apart(joined))
        settled.append(finding)
    return settled


def points_back(words: str) -> bool:
    """Tell whether a statement only points back to another."""
    own = _TIME.sub("", words)
    return len(own.split()) <= MOST_WORDS and _POINTS_BACK.search(own) is not None


def _before(
    sentences: Sequence[Sentence], settled: Sequence[Finding], finding: Finding
) -> tuple[Span, ...] | None:
    """Return the statement of the last figure, if it stands in this sentence or the one before."""
    if not settled or not settled[-1].statement:
        return None
    last = settled[-1]
    if finding.sentence - last.sentence > 1:
        return None
    return last.statement


def _deed(text: str, sentences: Sequence[Sentence], finding: Finding) -> Span | None:
    """Return what the sentence before says can, should or is to be done."""
    if finding.sentence == 0:
        return None
    before = sentences[finding.sentence - 1]
    found = list(_DEED.finditer(text, before.start, before.end))
    if not found or sentences[finding.sentence].paragraph != before.paragraph:
        return None
    return found[-1].span("deed")


def _apart(spans: Sequence[Span]) -> tuple[Span, ...]:
    made: list[Span] = []
    for start, end in spans:
        if made and start < made[-1][1]:
            made[-1] = made[-1][0], max(end, made[-1][1])
        else:
            made.append((start, end))
    return tuple(made)
