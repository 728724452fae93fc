"""Every IRI that claimgraph writes or reads, once; and the door to the folder `ontology/`.

Terms of our own stand under `https://w3id.org/claimgraph/ns#` and are defined in `ontology/claimgraph.ttl`;
things stand under `https://w3id.org/claimgraph/id/`, their id being the local name.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from types import MappingProxyType
from urllib.parse import quote, unquote

from pyoxigraph import Literal, NamedNode

from claimgraph.errors import ConversionError
from claimgraph.model import Basis, Bound, DecisionKind, Kind, LinkKind, Review, Verdict

CG = "https://w3id.org/claimgraph/ns#"
ID = "https://w3id.org/claimgraph/id/"
GRAPH = ID + "g/"
VERSION = "2"
"""The version of the vocabulary and of a graph's directory; `docs/upgrading.md` tells what changed."""
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
XSD = "http://www.w3.org/2001/XMLSchema#"
OWL = "http://www.w3.org/2002/07/owl#"
SH = "http://www.w3.org/ns/shacl#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
DC = "http://purl.org/dc/elements/1.1/"
DCTERMS = "http://purl.org/dc/terms/"
PROV = "http://www.w3.org/ns/prov#"
ORG = "http://www.w3.org/ns/org#"
OA = "http://www.w3.org/ns/oa#"
SCHEMA = "https://schema.org/"
DISCO = "http://rdf-vocabulary.ddialliance.org/discovery#"
FABIO = "http://purl.org/spar/fabio/"
CITO = "http://purl.org/spar/cito/"
VOID = "http://rdfs.org/ns/void#"
QUDT = "http://qudt.org/schema/qudt/"
UNIT_NS = "http://qudt.org/vocab/unit/"

PREFIXES: Mapping[str, str] = MappingProxyType(
    {
        "cg": CG,
        "id": ID,
        "rdf": RDF,
        "rdfs": RDFS,
        "xsd": XSD,
        "skos": SKOS,
        "dc": DC,
        "dcterms": DCTERMS,
        "prov": PROV,
        "org": ORG,
        "oa": OA,
        "schema": SCHEMA,
        "disco": DISCO,
        "fabio": FABIO,
        "cito": CITO,
        "void": VOID,
        "qudt": QUDT,
        "unit": UNIT_NS,
    }
)
"""The prefixes of every export and of every query that brings none."""

# Named graphs: for bookkeeping alone. What they hold means the same without their names.
ENTITIES = NamedNode(GRAPH + "entities")
LINKS = NamedNode(GRAPH + "links")
DERIVED = NamedNode(GRAPH + "derived")
RUNS = NamedNode(GRAPH + "runs")
ARTICLE_GRAPH = GRAPH + "article-"
"""How the names of the graphs begin that hold an article each."""
DECISIONS = NamedNode(GRAPH + "decisions")

# Nodes that every graph shares.
WHOLE = NamedNode(ID + "graph")
GROUPS = NamedNode(ID + "groups")
SOFTWARE = NamedNode(ID + "agent-claimgraph")
GROUP_UNSTATED = "group-unstated"
MEASURE_UNSTATED = "measure-unstated"
CHANGE_UNSTATED = "measure-unstated-change"

TYPE = NamedNode(RDF + "type")
STATEMENT = NamedNode(RDF + "Statement")
SUBJECT = NamedNode(RDF + "subject")
PREDICATE = NamedNode(RDF + "predicate")
OBJECT = NamedNode(RDF + "object")
PROPERTY = NamedNode(RDF + "Property")
SEQUENCE = NamedNode(RDF + "Seq")
LABEL = NamedNode(RDFS + "label")
COMMENT = NamedNode(RDFS + "comment")

PREF_LABEL = NamedNode(SKOS + "prefLabel")
ALT_LABEL = NamedNode(SKOS + "altLabel")
BROADER = NamedNode(SKOS + "broader")
IN_SCHEME = NamedNode(SKOS + "inScheme")
CONCEPT = NamedNode(SKOS + "Concept")
CONCEPT_SCHEME = NamedNode(SKOS + "ConceptScheme")
VOID_DATASET = NamedNode(VOID + "Dataset")

CONFORMS_TO = NamedNode(DCTERMS + "conformsTo")
TITLE = NamedNode(DCTERMS + "title")
ALTERNATIVE = NamedNode(DCTERMS + "alternative")
ISSUED = NamedNode(DCTERMS + "issued")
CREATED = NamedNode(DCTERMS + "created")
CREATOR = NamedNode(DCTERMS + "creator")
IS_FORMAT_OF = NamedNode(DCTERMS + "isFormatOf")
AUTHOR_NAME = NamedNode(DC + "creator")
PUBLISHER_NAME = NamedNode(DC + "publisher")

ENTITY = NamedNode(PROV + "Entity")
ACTIVITY = NamedNode(PROV + "Activity")
AGENT = NamedNode(PROV + "Agent")
SOFTWARE_AGENT = NamedNode(PROV + "SoftwareAgent")
ATTRIBUTION = NamedNode(PROV + "Attribution")
QUALIFIED_ATTRIBUTION = NamedNode(PROV + "qualifiedAttribution")
ATTRIBUTED_AGENT = NamedNode(PROV + "agent")
WAS_QUOTED_FROM = NamedNode(PROV + "wasQuotedFrom")
WAS_GENERATED_BY = NamedNode(PROV + "wasGeneratedBy")
WAS_ATTRIBUTED_TO = NamedNode(PROV + "wasAttributedTo")
WAS_ASSOCIATED_WITH = NamedNode(PROV + "wasAssociatedWith")
USED = NamedNode(PROV + "used")
ENDED_AT = NamedNode(PROV + "endedAtTime")
ORGANIZATION = NamedNode(ORG + "Organization")
PROV_ORGANIZATION = NamedNode(PROV + "Organization")

SPECIFIC_RESOURCE = NamedNode(OA + "SpecificResource")
TEXT_QUOTE_SELECTOR = NamedNode(OA + "TextQuoteSelector")
TEXT_POSITION_SELECTOR = NamedNode(OA + "TextPositionSelector")
HAS_SOURCE = NamedNode(OA + "hasSource")
HAS_SELECTOR = NamedNode(OA + "hasSelector")
EXACT = NamedNode(OA + "exact")
PREFIX = NamedNode(OA + "prefix")
SUFFIX = NamedNode(OA + "suffix")
START = NamedNode(OA + "start")
END = NamedNode(OA + "end")

OBSERVATION = NamedNode(SCHEMA + "Observation")
SCHEMA_CLAIM = NamedNode(SCHEMA + "Claim")
STATISTICAL_VARIABLE = NamedNode(SCHEMA + "StatisticalVariable")
VALUE = NamedNode(SCHEMA + "value")
UNIT_TEXT = NamedNode(SCHEMA + "unitText")
NAME = NamedNode(SCHEMA + "name")
POSITION = NamedNode(SCHEMA + "position")
URL = NamedNode(SCHEMA + "url")
SHA256 = NamedNode(SCHEMA + "sha256")
SOFTWARE_VERSION = NamedNode(SCHEMA + "softwareVersion")

DISCO_STUDY = NamedNode(DISCO + "Study")
DISCO_UNIVERSE = NamedNode(DISCO + "Universe")
FABIO_ARTICLE = NamedNode(FABIO + "Article")
CITES_AS_DATA_SOURCE = NamedNode(CITO + "citesAsDataSource")

ARTICLE_CLASS = NamedNode(CG + "Article")
SOURCE_TEXT = NamedNode(CG + "SourceText")
QUOTE_CLASS = NamedNode(CG + "Quote")
STATISTIC = NamedNode(CG + "Statistic")
CLAIM = NamedNode(CG + "Claim")
PROPOSITION = NamedNode(CG + "Proposition")
HOLDER = NamedNode(CG + "Holder")
STUDY_CLASS = NamedNode(CG + "Study")
SERIES_CLASS = NamedNode(CG + "Series")
SAMPLE_CLASS = NamedNode(CG + "Sample")
BASE_CLASS = NamedNode(CG + "Base")
RESPONDENT_GROUP_CLASS = NamedNode(CG + "RespondentGroup")
MEASURE_CLASS = NamedNode(CG + "Measure")
UNIT_CLASS = NamedNode(CG + "Unit")
RELATION = NamedNode(CG + "Relation")
LINK = NamedNode(CG + "Link")
EVIDENCE_CLASS = NamedNode(CG + "Evidence")
COMPARISON = NamedNode(CG + "Comparison")
FIGURE_CLASS = NamedNode(CG + "Figure")
DECISION = NamedNode(CG + "Decision")
CORRECTION_CLASS = NamedNode(CG + "Correction")

ARTICLE = NamedNode(CG + "article")
TEXT = NamedNode(CG + "text")
LENGTH = NamedNode(CG + "length")
READER = NamedNode(CG + "reader")
PAGE_STARTS = NamedNode(CG + "pageStarts")
EXTRACTOR = NamedNode(CG + "extractor")
WORDING = NamedNode(CG + "wording")
PATH = NamedNode(CG + "path")
QUOTE = NamedNode(CG + "quote")
RESPONDENT_GROUP = NamedNode(CG + "respondentGroup")
MEASURE = NamedNode(CG + "measure")
UNIT = NamedNode(CG + "unit")
KIND = NamedNode(CG + "kind")
BOUND = NamedNode(CG + "bound")
VALUE_TEXT = NamedNode(CG + "valueText")
VALUE_SPAN = NamedNode(CG + "valueSpan")
GROUP_TEXT = NamedNode(CG + "groupText")
GROUP_SPAN = NamedNode(CG + "groupSpan")
STATEMENT_TEXT = NamedNode(CG + "statementText")
STATEMENT_SPAN = NamedNode(CG + "statementSpan")
HOLDER_TEXT = NamedNode(CG + "holderText")
HOLDER_SPAN = NamedNode(CG + "holderSpan")
STUDY = NamedNode(CG + "study")
YEAR = NamedNode(CG + "year")
YEAR_BASIS = NamedNode(CG + "yearBasis")
YEARS_BEFORE = NamedNode(CG + "yearsBefore")
BASE = NamedNode(CG + "base")
BASE_BASIS = NamedNode(CG + "baseBasis")
BASE_OF_STUDY = NamedNode(CG + "baseOfStudy")
SAMPLE = NamedNode(CG + "sample")
SAMPLE_SIZE = NamedNode(CG + "sampleSize")
CONFIDENCE = NamedNode(CG + "confidence")
CHANGE_OF = NamedNode(CG + "changeOf")
ASSERTS = NamedNode(CG + "asserts")
FIELDWORK = NamedNode(CG + "fieldwork")
SELLS = NamedNode(CG + "sells")
POPULATION = NamedNode(CG + "population")
MODE = NamedNode(CG + "mode")
SERIES = NamedNode(CG + "series")
FIGURES_DATED = NamedNode(CG + "figuresDated")
RELATION_TYPE = NamedNode(CG + "relationType")
BETWEEN = NamedNode(CG + "between")
OF = NamedNode(CG + "of")
HOLDS = NamedNode(CG + "holds")
EVIDENCE = NamedNode(CG + "evidence")
REVIEW = NamedNode(CG + "review")
CANONICAL = NamedNode(CG + "canonical")
COMPARES = NamedNode(CG + "compares")
VERDICT = NamedNode(CG + "verdict")
ABOUT = NamedNode(CG + "about")
RULE = NamedNode(CG + "rule")
REASON = NamedNode(CG + "reason")
TESTED = NamedNode(CG + "tested")
FIGURE = NamedNode(CG + "figure")
DECIDES = NamedNode(CG + "decides")
PLACE = NamedNode(CG + "place")
PARTY = NamedNode(CG + "party")
LINKED_AS = NamedNode(CG + "linkedAs")
DECIDED_RULE = NamedNode(CG + "decidedRule")
CORRECTION = NamedNode(CG + "correction")

VERBATIM = NamedNode(CG + "Verbatim")
NOTES = NamedNode(CG + "Notes")

KINDS: Mapping[Kind, NamedNode] = {
    Kind.LEVEL: NamedNode(CG + "Level"),
    Kind.CHANGE: NamedNode(CG + "Change"),
}
BOUNDS: Mapping[Bound, NamedNode] = {
    Bound.EXACT: NamedNode(CG + "Exact"),
    Bound.ABOUT: NamedNode(CG + "About"),
    Bound.MORE_THAN: NamedNode(CG + "MoreThan"),
    Bound.AT_LEAST: NamedNode(CG + "AtLeast"),
    Bound.LESS_THAN: NamedNode(CG + "LessThan"),
    Bound.AT_MOST: NamedNode(CG + "AtMost"),
}
YEAR_BASES: Mapping[Basis, NamedNode] = {
    Basis.STATED: NamedNode(CG + "YearStated"),
    Basis.INFERRED: NamedNode(CG + "YearInferred"),
    Basis.REGISTER: NamedNode(CG + "YearFromRegister"),
    Basis.UNKNOWN: NamedNode(CG + "YearUnknown"),
}
BASE_BASES: Mapping[Basis, NamedNode] = {
    Basis.STATED: NamedNode(CG + "BaseStated"),
    Basis.INFERRED: NamedNode(CG + "BaseInferred"),
    Basis.REGISTER: NamedNode(CG + "BaseFromRegister"),
    Basis.UNKNOWN: NamedNode(CG + "BaseUnknown"),
}
VERDICTS: Mapping[Verdict, NamedNode] = {
    Verdict.AGREE: NamedNode(CG + "Agree"),
    Verdict.ROUNDED: NamedNode(CG + "Rounded"),
    Verdict.GAP: NamedNode(CG + "Gap"),
    Verdict.TREND: NamedNode(CG + "Trend"),
    Verdict.DISAGREEMENT: NamedNode(CG + "Disagreement"),
    Verdict.MISREPORT: NamedNode(CG + "Misreport"),
    Verdict.ARITHMETIC: NamedNode(CG + "Arithmetic"),
    Verdict.CANNOT_TELL: NamedNode(CG + "CannotTell"),
}
REVIEWS: Mapping[Review, NamedNode] = {
    Review.PROPOSED: NamedNode(CG + "Proposed"),
    Review.ACCEPTED: NamedNode(CG + "Accepted"),
    Review.REJECTED: NamedNode(CG + "Rejected"),
}
DECISION_KINDS: Mapping[DecisionKind, NamedNode] = {
    DecisionKind.ACCEPT: NamedNode(CG + "Accept"),
    DecisionKind.REJECT: NamedNode(CG + "Reject"),
    DecisionKind.CORRECT: NamedNode(CG + "Correct"),
    DecisionKind.ADD: NamedNode(CG + "Add"),
    DecisionKind.MERGE: NamedNode(CG + "Merge"),
    DecisionKind.SPLIT: NamedNode(CG + "Split"),
}
# A link names the triple `subject — one of these — object`.
LINK_PREDICATES: Mapping[LinkKind, NamedNode] = {
    LinkKind.SAME_STUDY: NamedNode(CG + "sameStudy"),
    LinkKind.SAME_SERIES: NamedNode(CG + "sameSeries"),
    LinkKind.SAME_GROUP: NamedNode(CG + "sameGroup"),
    LinkKind.BROADER_GROUP: NamedNode(CG + "broaderGroup"),
    LinkKind.SAME_MEASURE: NamedNode(CG + "sameMeasure"),
}

# QUDT's units where it has them; differences of shares and relative changes are no percentages.
UNITS: Mapping[str, NamedNode] = {
    "percent": NamedNode(UNIT_NS + "PERCENT"),
    "points": NamedNode(CG + "PercentagePoint"),
    "percent_change": NamedNode(CG + "PercentChange"),
    "count": NamedNode(UNIT_NS + "NUM"),
    "ratio": NamedNode(UNIT_NS + "UNITLESS"),
}


def node(key: str) -> NamedNode:
    """Return the IRI of an id; characters that an IRI may not hold are percent-encoded.

    Raises ConversionError where the id is empty or no Unicode text.
    """
    try:
        local = quote(key, safe="")
    except UnicodeEncodeError as error:
        raise ConversionError(f"the id {key!r} holds a lone surrogate: read the text as UTF-8") from error
    if not local:
        raise ConversionError("an id is empty: give every study, group and measure one")
    return NamedNode(ID + local)


def key(term: NamedNode) -> str:
    """Return the id that an IRI stands for: the inverse of `node`.

    Raises ConversionError where the IRI is none of ours.
    """
    if not term.value.startswith(ID):
        raise ConversionError(f"{term.value} is no node of claimgraph: its IRI should begin with {ID}")
    return unquote(term.value.removeprefix(ID))


def article_graph(article_id: str) -> NamedNode:
    """Return the name of the graph that holds one article and all that it tells."""
    return NamedNode(GRAPH + quote(article_id, safe=""))


def version(number: str) -> NamedNode:
    """Return the IRI of a version of the vocabulary."""
    return NamedNode(f"{CG.removesuffix('#')}/{number}")


def unit(name: str) -> NamedNode:
    """Return the IRI of a unit: QUDT's, our own, or one minted from its name as written."""
    return UNITS.get(name) or node("unit-" + name)


def member(position: int) -> NamedNode:
    """Return `rdf:_1`, `rdf:_2` …, which say in which order the members of a sequence stand."""
    return NamedNode(f"{RDF}_{position}")


def slug(words: str) -> str:
    """Return words in lower case, joined by hyphens, as a readable part of an id; empty if there are none."""
    return "-".join(re.findall(r"\w+", words.casefold()))


def ontology() -> Traversable:
    """Return the folder `ontology/`, wherever the package is installed."""
    return files("claimgraph.ontology")


@cache
def read(name: str) -> str:
    """Return the text of a file of `ontology/`, such as `claimgraph.ttl` or `shapes.ttl`."""
    return ontology().joinpath(name).read_text(encoding="utf-8")


@dataclass(frozen=True)
class NamedQuery:
    """Hold a query of `ontology/queries/` with what its header says."""

    name: str
    title: str
    description: str
    text: str

    @property
    def parameters(self) -> tuple[str, ...]:
        """Return the variables that a caller may bind: by grlc's rule they are spelled `?_study_iri`."""
        return tuple(sorted(set(re.findall(r"[?$](_\w+)", self.text))))


@cache
def queries() -> Mapping[str, NamedQuery]:
    """Return the queries of `ontology/queries/` by name; headers are grlc's, `#+ title: …`."""
    found: dict[str, NamedQuery] = {}
    for file in sorted(ontology().joinpath("queries").iterdir(), key=lambda entry: entry.name):
        if file.name.endswith(".rq"):
            name, text = file.name.removesuffix(".rq"), file.read_text(encoding="utf-8")
            header = dict(re.findall(r"^#\+ (\w+): (.+)$", text, re.MULTILINE))
            found[name] = NamedQuery(name, header.get("title", name), header.get("description", ""), text)
    return found


def query_titles() -> dict[str, str]:
    """Return the title of each named query."""
    return {name: query.title for name, query in queries().items()}


def parameter(name: str, value: str) -> NamedNode | Literal:
    """Return what a variable of a named query is bound to: a node for `…_iri`, else a literal.

    A node is given by its id, a prefixed name or a whole IRI.
    """
    if name.endswith("_integer"):
        return Literal(value, datatype=NamedNode(XSD + "integer"))
    if not name.endswith("_iri"):
        return Literal(value)
    prefix, colon, local = value.partition(":")
    if prefix in PREFIXES:
        return NamedNode(PREFIXES[prefix] + local)
    return NamedNode(value) if colon else node(value)
