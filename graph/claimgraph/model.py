"""The records that every stage of claimgraph speaks in.

All records are frozen. Offsets count Unicode code points of `Article.text`; a start is inclusive, an end
exclusive. `None` means "not known" throughout, never "zero" or "none of them".
"""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from enum import StrEnum
from functools import cached_property

from claimgraph.errors import RecordError

EXTRACTOR = "claimgraph/0.2"
"""Name and version of the extractor; a new version reads articles again when they are added again."""

IDENTIFIER_DIGITS = 24
"""Hexadecimal digits in an id: 96 bits."""

ELLIPSIS = " … "
"""What stands between the runs of words of one phrase."""

CONTEXT = 32
"""Characters kept before and after a quote, by which it can be found again in a changed text."""


SAMPLE = "-sample-"
"""What stands between a study's id and the place of one of its samples, counted from 1."""


class Bound(StrEnum):
    """How exactly a number is told."""

    EXACT = "exact"
    ABOUT = "about"
    MORE_THAN = "more_than"
    AT_LEAST = "at_least"
    LESS_THAN = "less_than"
    AT_MOST = "at_most"


class Kind(StrEnum):
    """Whether a statistic says how much it is, or how much it moved or lies apart."""

    LEVEL = "level"
    CHANGE = "change"


class Basis(StrEnum):
    """Where a year or a base comes from."""

    STATED = "stated"  # the article says it
    INFERRED = "inferred"  # it follows for certain from the article
    REGISTER = "register"  # the register of studies says it
    UNKNOWN = "unknown"


class Verdict(StrEnum):
    """What a comparison may say."""

    AGREE = "agree"
    ROUNDED = "rounded"
    GAP = "gap"
    TREND = "trend"
    DISAGREEMENT = "disagreement"
    MISREPORT = "misreport"
    ARITHMETIC = "arithmetic"
    CANNOT_TELL = "cannot tell"


ALARMS = frozenset({Verdict.DISAGREEMENT, Verdict.MISREPORT, Verdict.ARITHMETIC})
"""The verdicts that say something is wrong or at odds."""


class LinkKind(StrEnum):
    """What two linked nodes have in common."""

    SAME_STUDY = "same study"
    SAME_SERIES = "same series"  # two waves of one survey
    SAME_GROUP = "same group"
    BROADER_GROUP = "broader group"  # the object holds the subject
    SAME_MEASURE = "same measure"


class Review(StrEnum):
    """What a person said of a proposal."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


class DecisionKind(StrEnum):
    """What a person decided."""

    ACCEPT = "accept"  # a figure, a claim, a link or a comparison is right
    REJECT = "reject"  # it is wrong, and goes
    CORRECT = "correct"  # a figure is right but for some fields
    ADD = "add"  # a figure was missed
    MERGE = "merge"  # two studies, groups or questions are one
    SPLIT = "split"  # they are two


def identifier(kind: str, *parts: str) -> str:
    """Make an id that depends on its parts alone: `stat-9f31c2…`, 24 hexadecimal digits after the kind."""
    digest = hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()
    return f"{kind}-{digest[:IDENTIFIER_DIGITS]}"


@dataclass(frozen=True)
class Article:
    """Hold one article as read."""

    text: str = field(repr=False)  # after front matter, newlines kept as they are
    title: str | None = None
    author: str | None = None
    publisher: str | None = None
    date: str | None = None  # ISO 8601, as exact as it is known: 2014, 2014-07, 2014-07-14
    url: str | None = None
    kind: str = "verbatim"  # "verbatim": the publisher's words; "notes": a reader's own words
    path: str | None = None  # POSIX path relative to the graph's directory; None for text from elsewhere
    reader: str = "text/1"  # name and version of the reader that made the text
    pages: tuple[int, ...] = ()  # offset at which each page of a paged document starts
    dropped: tuple[str, ...] = field(default=(), compare=False)  # what the reader left out; not stored

    def __post_init__(self) -> None:
        if self.kind not in ("verbatim", "notes"):
            raise RecordError(f"kind is {self.kind!r}: write 'verbatim' or 'notes' in the front matter")

    @cached_property
    def sha256(self) -> str:
        """Return the hexadecimal SHA-256 of the text in UTF-8."""
        return hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()

    def page(self, offset: int) -> int | None:
        """Return the number, counted from 1, of the page that a character stands on; None without pages."""
        return bisect_right(self.pages, offset) or None

    @property
    def id(self) -> str:
        """Return the id: from the URL, else the path, else the text."""
        return identifier("article", self.url or self.path or self.sha256)


@dataclass(frozen=True, slots=True)
class Quote:
    """Point at a run of characters of an article; one that is not there to the letter cannot be made.

    Raises RecordError where `article.text[start:end]` is not `exact`, or is empty.
    """

    article: Article = field(repr=False)
    start: int  # inclusive
    end: int  # exclusive
    exact: str

    def __post_init__(self) -> None:
        if not 0 <= self.start < self.end <= len(self.article.text):
            raise RecordError(f"no characters {self.start}–{self.end} in a text of {len(self.article.text)}")
        if self.article.text[self.start : self.end] != self.exact:
            raise RecordError(
                f"the text at {self.start}–{self.end} is not {self.exact[:60]!r}: read the article again"
            )

    @classmethod
    def of(cls, article: Article, start: int, end: int) -> Quote:
        """Cut the quote from `article.text[start:end]`."""
        return cls(article, start, end, article.text[max(start, 0) : end])


@dataclass(frozen=True, slots=True)
class Phrase:
    """Hold words of an article in one or more runs, in text order and apart from each other."""

    parts: tuple[Quote, ...]

    def __post_init__(self) -> None:
        if not self.parts:
            raise RecordError("a phrase needs at least one run of words")
        for before, after in zip(self.parts, self.parts[1:], strict=False):
            if before.end > after.start:
                raise RecordError("the runs of a phrase stand in text order and do not overlap")

    @classmethod
    def of(cls, article: Article, spans: Iterable[tuple[int, int]]) -> Phrase:
        """Cut a phrase from `(start, end)` spans, sorted; spans that touch or overlap are joined."""
        joined: list[tuple[int, int]] = []
        for start, end in sorted(spans):
            if joined and start <= joined[-1][1]:
                joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
            else:
                joined.append((start, end))
        return cls(tuple(Quote.of(article, start, end) for start, end in joined))

    @property
    def text(self) -> str:
        """Return the runs joined by ` … `."""
        if len(self.parts) == 1:  # nearly all
            return self.parts[0].exact
        return ELLIPSIS.join(part.exact for part in self.parts)


@dataclass(frozen=True, slots=True)
class Sample:
    """Hold how many a study asked."""

    n: int  # persons or organisations asked
    bound: Bound = Bound.EXACT
    group: str | None = None  # label as written; None: the whole sample
    quote: Quote | None = None  # None where the register says it


@dataclass(frozen=True)
class Study:
    """Hold a survey, poll or study, as one article tells it or as the register knows it."""

    id: str  # from `Study.told_id` or the register: `study-…`
    name: str | None = None  # title as written
    organisations: tuple[str, ...] = ()  # who ran, commissioned or published it, as written
    year: int | None = None  # of fieldwork or publication
    year_basis: Basis = Basis.UNKNOWN
    samples: tuple[Sample, ...] = ()
    fieldwork: str | None = None  # as reported: "June to September 2010"
    population: str | None = None
    mode: str | None = None  # "online", "telephone", …
    url: str | None = None
    series: str | None = None  # id shared by the waves of one survey
    figures_dated: tuple[int, ...] = ()  # other years that articles give this wave's figures
    other_names: tuple[str, ...] = ()  # titles that articles give it beside `name`
    sells: tuple[tuple[str, str], ...] = ()  # one of the organisations and what it sells, as told
    source: str | None = None  # id of the article that tells of it; None: the register

    @property
    def sample_ids(self) -> tuple[str, ...]:
        """Return an id a sample, in their order; that of its study begins it."""
        return tuple(f"{self.id}{SAMPLE}{place}" for place in range(1, len(self.samples) + 1))

    @staticmethod
    def told_id(article: Article, organisations: Iterable[str], name: str | None) -> str:
        """Return the id of a study that an article tells of: one node a study and article."""
        return identifier("study", article.id, name or "", *organisations)


@dataclass(frozen=True)
class Group:
    """Hold a respondent group: a SKOS concept."""

    id: str  # `group-it-executives`: from `linking.groups`
    label: str  # preferred label
    aliases: tuple[str, ...] = ()
    broader: tuple[str, ...] = ()  # ids
    scheme: bool = False  # True where the shipped or the user's scheme holds it


@dataclass(frozen=True, slots=True)
class Measure:
    """Hold what was asked or counted: one node for one wording of one question."""

    id: str  # `measure-…`
    label: str  # the statement's words
    change_of: str | None = None  # id of the level's measure, where this is the measure of a change


@dataclass(frozen=True, slots=True)
class Base:
    """Hold the number of persons that a percentage was computed from."""

    n: int
    bound: Bound = Bound.EXACT
    of_study: bool = False  # True: only the study's total is known, an upper limit for the group's base
    basis: Basis = Basis.STATED  # STATED (the article) or REGISTER


@dataclass(frozen=True)
class Statistic:
    """Hold a number that reports a finding, with the words that it is made of."""

    value_quote: Quote  # the value expression alone: `58 percent`
    quote: Quote  # the sentence or sentences it stands in; holds the value expression
    value: Decimal  # a share in percent: 58; a decline is negative
    unit: str  # percent, points, percent_change, count, ratio, or a currency or unit as written
    bound: Bound
    kind: Kind
    group: Phrase | None  # who was counted; None where nobody is named
    statement: Phrase | None  # what holds of them
    study: str | None = None  # id of a Study of the same Extraction
    year: int | None = None  # the year that the figure is about
    year_basis: Basis = Basis.UNKNOWN
    base: Base | None = None  # filled in by linking
    confidence: float | None = None  # calibrated probability that the whole record is right, 0 to 1
    years_before: int = 0  # "two years earlier": before its study's year, which the article does not tell

    def __post_init__(self) -> None:
        if self.value_quote.article != self.quote.article:
            raise RecordError("a statistic and its quote come from one article")
        if not self.quote.start <= self.value_quote.start < self.value_quote.end <= self.quote.end:
            raise RecordError("the quote of a statistic holds its value expression")
        if (self.year is None) != (self.year_basis is Basis.UNKNOWN):
            raise RecordError("a year has a basis, and no year has none")
        if self.years_before and self.year_basis in (Basis.STATED, Basis.INFERRED):
            raise RecordError("a figure that its article dates is not told of years before its study's")

    @property
    def article(self) -> Article:
        """Return the article that tells it."""
        return self.value_quote.article

    @cached_property
    def id(self) -> str:
        """Return the id: from the text's hash and the value's offsets, whatever was bound to it."""
        return identifier("stat", self.article.sha256, str(self.value_quote.start), str(self.value_quote.end))


@dataclass(frozen=True)
class Claim:
    """Hold a statement without a figure that another source could support or dispute."""

    quote: Quote  # the clause that states it
    holder: Phrase | None = None  # who says it; None: the article's own voice
    study: str | None = None  # id of a Study of the same Extraction
    group: Phrase | None = None
    year: int | None = None
    year_basis: Basis = Basis.UNKNOWN
    confidence: float | None = None

    @property
    def article(self) -> Article:
        """Return the article that tells it."""
        return self.quote.article

    @property
    def id(self) -> str:
        """Return the id: from the text's hash and the clause's offsets."""
        return identifier("claim", self.article.sha256, str(self.quote.start), str(self.quote.end))


@dataclass(frozen=True, slots=True)
class Relation:
    """Hold how statistics of one article stand to each other by its own words or by arithmetic."""

    type: str  # gap, trend, difference_of, change_of, same
    between: tuple[str, ...]  # ids of the levels set side by side
    of: str | None = None  # id of the change, for difference_of and change_of
    holds: bool | None = None  # for difference_of: whether the arithmetic comes out


@dataclass(frozen=True)
class Extraction:
    """Hold everything taken from one article."""

    article: Article
    studies: tuple[Study, ...] = ()
    statistics: tuple[Statistic, ...] = ()  # in text order
    claims: tuple[Claim, ...] = ()  # in text order
    relations: tuple[Relation, ...] = ()
    extractor: str = EXTRACTOR  # name and version of what made it

    def study(self, key: str | None) -> Study | None:
        """Return the study with this id, or None."""
        return next((study for study in self.studies if study.id == key), None)

    def as_told(self) -> Extraction:
        """Return it without the years and bases that linking took from elsewhere."""
        statistics = tuple(
            replace(
                s,
                base=None,
                year=None if s.year_basis is Basis.REGISTER else s.year,
                year_basis=Basis.UNKNOWN if s.year_basis is Basis.REGISTER else s.year_basis,
            )
            for s in self.statistics
        )
        return replace(self, statistics=statistics)

    def above(self, confidence: float) -> Extraction:
        """Return it without statistics and claims that are less sure; unknown confidence counts as sure."""
        statistics = tuple(s for s in self.statistics if s.confidence is None or s.confidence >= confidence)
        claims = tuple(c for c in self.claims if c.confidence is None or c.confidence >= confidence)
        kept = {s.id for s in statistics} | {c.id for c in claims}
        relations = tuple(r for r in self.relations if {*r.between, r.of or r.between[0]} <= kept)
        return replace(self, statistics=statistics, claims=claims, relations=relations)


@dataclass(frozen=True, slots=True)
class Link:
    """Hold that two nodes are one (or one within the other), with what speaks for it; nothing is renamed."""

    kind: LinkKind
    subject: str  # id
    object: str  # id
    evidence: tuple[tuple[str, str], ...] = ()  # feature and what was found: ("title", "the same words")
    confidence: float = 1.0  # 0 to 1
    review: Review = Review.PROPOSED

    @property
    def id(self) -> str:
        """Return the id: from kind and ends."""
        return identifier("link", self.kind, self.subject, self.object)


@dataclass(frozen=True)
class Place:
    """Point at words of an article by what stands around them, so that they are found in a changed text."""

    article: str  # id
    exact: str  # a value expression, or the clause of a claim
    prefix: str = ""  # what stands before, up to CONTEXT characters
    suffix: str = ""  # what stands behind

    @classmethod
    def of(cls, quote: Quote) -> Place:
        """Return the place of a quote."""
        text, start, end = quote.article.text, quote.start, quote.end
        return cls(
            quote.article.id, quote.exact, text[max(start - CONTEXT, 0) : start], text[end : end + CONTEXT]
        )


@dataclass(frozen=True)
class Decision:
    """Hold what a person decided of a figure, a claim, a link or a comparison, and when."""

    kind: DecisionKind
    author: str
    date: str  # ISO 8601: of two decisions on one thing the later counts
    places: tuple[Place, ...] = ()  # of the figure or claim; for a comparison, of each of its figures
    between: tuple[str, ...] = ()  # ids of the two nodes of a link; of the studies of a comparison
    link: LinkKind | None = None  # for a link: what the two have in common
    rule: str | None = None  # for a comparison: name and version of its rule
    fields: tuple[tuple[str, str], ...] = ()  # for correct and add: field and value, "" for none
    note: str | None = None  # why

    def __post_init__(self) -> None:
        if not self.author.strip():
            raise RecordError("a decision has an author: name one with --author")
        if self.link is not None and (len(set(self.between)) != 2 or self.places):
            raise RecordError("a decision on a link names the two nodes that it links")
        if self.kind in (DecisionKind.MERGE, DecisionKind.SPLIT) and self.link is None:
            raise RecordError(f"to {self.kind}, name two studies, two groups or two measures")
        if self.link is None and self.rule is None and len(self.places) != 1:
            raise RecordError("a decision on a figure names the one place where it stands")
        if self.kind in (DecisionKind.CORRECT, DecisionKind.ADD) and (self.rule or self.link):
            raise RecordError(f"a link or a comparison is no figure to {self.kind}: accept or reject it")
        if self.kind is DecisionKind.CORRECT and not self.fields:
            raise RecordError("a correction names a field and its value")

    @property
    def target(self) -> tuple[object, ...]:
        """Return what it is about, as a key that all decisions on one thing share."""
        return self.link, self.rule, tuple(sorted(self.between)), tuple(sorted(map(repr, self.places)))

    @property
    def id(self) -> str:
        """Return the id: from everything that it says."""
        link = None if self.link is None else str(self.link)
        about = repr((link, self.rule, self.between, self.places, self.fields, self.note))
        return identifier("decision", self.kind, self.author, self.date, about)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Hold two or more statistics, claims or samples side by side, with one verdict and its trace."""

    verdict: Verdict
    members: tuple[str, ...]  # ids of statistics, claims, samples or studies (for all their samples), sorted
    rule: str  # name and version of the rule: "perception-gap/1"
    reason: str  # one sentence for a reader, without words of the articles
    about: str | None = None  # for a misreport: value, group, base, year or polarity
    measure: str | None = None  # id of the canonical measure
    figures: tuple[tuple[str, str], ...] = ()  # what was computed: ("difference", "39"), ("p", "0.0001")
    tested: bool = False  # True where both bases were known and a test was made
    confidence: float | None = None

    def __post_init__(self) -> None:
        if len(self.members) < 2:
            raise RecordError("a comparison has two or more members")

    @property
    def id(self) -> str:
        """Return the id: from verdict, rule, subject matter and members."""
        return identifier("cmp", self.verdict, self.rule, self.about or "", *self.members)


@dataclass(frozen=True)
class Corpus:
    """Hold all extractions of a graph together with the identities that linking found among them."""

    extractions: tuple[Extraction, ...] = ()  # with the years and bases that linking added
    register: tuple[Study, ...] = ()  # every study of the register that a link names, and its series
    groups: tuple[Group, ...] = ()  # every group told of, and every group of the scheme it hangs on
    measures: tuple[Measure, ...] = ()  # every wording told of
    links: tuple[Link, ...] = ()
    group_of: Mapping[str, str] = field(default_factory=dict)  # id of statistic or claim -> group as told
    measure_of: Mapping[str, str] = field(default_factory=dict)  # id of statistic -> measure as told
    same_as: Mapping[str, str] = field(default_factory=dict)  # id -> the one id that stands for its equals

    def canonical(self, key: str) -> str:
        """Return the id that stands for all nodes linked as the same: the register's or scheme's if any."""
        return self.same_as.get(key, key)

    @property
    def statistics(self) -> tuple[Statistic, ...]:
        """Return the statistics of all articles."""
        return tuple(s for extraction in self.extractions for s in extraction.statistics)

    @property
    def studies(self) -> tuple[Study, ...]:
        """Return every study, as articles tell of it and as the register knows it."""
        return tuple(s for extraction in self.extractions for s in extraction.studies) + self.register
