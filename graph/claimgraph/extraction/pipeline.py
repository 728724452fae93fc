"""Lead an article through the stages of extraction."""

from __future__ import annotations

from collections.abc import Sequence

from claimgraph.extraction import candidates as numbers
from claimgraph.extraction import claims, passages, relations, resolution, samples, studies, tables, years
from claimgraph.extraction.binder import Binder, Binding
from claimgraph.extraction.candidates import Candidate
from claimgraph.extraction.confidence import fitted
from claimgraph.extraction.finding import Finding
from claimgraph.extraction.pointing import Span
from claimgraph.extraction.samples import SampleMention
from claimgraph.extraction.sentences import Sentence, split
from claimgraph.model import Article, Basis, Extraction, Phrase, Quote, Statistic


def run(article: Article, binder: Binder) -> Extraction:
    """Take from an article its studies, statistics, claims and relations."""
    text = article.text
    sentences = split(text)
    mentions = samples.find(text, sentences)
    places, cells = tables.find(text, sentences)
    candidates = _without_samples(numbers.find(text, sentences), mentions)
    candidates = [c for c in candidates if not any(start <= c.start < end for start, end in places)]
    bindings = _bind(article, sentences, candidates, binder)
    resolved = resolution.resolve(text, sentences, candidates, bindings, _asked(text, mentions))
    findings = sorted((*resolved, *(cell.finding for cell in cells)), key=lambda finding: finding.span)
    told = studies.find(article, sentences, mentions)
    told = years.date_studies(article, sentences, told)
    spans = [f.span for f in findings]
    keys = studies.attribute(article, sentences, told, spans)
    headed = {cell.finding.span: years.Told(cell.year, Basis.STATED) for cell in cells if cell.year}
    found = years.date_figures(article, sentences, told, spans, keys)
    dates = [headed.get(span, date) for span, date in zip(spans, found, strict=True)]
    statistics = tuple(
        _record(article, sentences[f.sentence], f, key, date)
        for f, key, date in zip(findings, keys, dates, strict=True)
    )
    return Extraction(
        article=article,
        studies=tuple(t.study for t in told),
        statistics=statistics,
        claims=tuple(claims.find(article, sentences, told, statistics)),
        relations=relations.find(statistics, [s.start for s in sentences]),
    )


def _without_samples(found: Sequence[Candidate], mentions: Sequence[SampleMention]) -> list[Candidate]:
    """Leave out the numbers that say how many were asked; both in text order."""
    kept = []
    place = 0
    for candidate in found:
        while place < len(mentions) and mentions[place].end <= candidate.start:
            place += 1
        if place < len(mentions) and mentions[place].start < candidate.end:
            continue
        if candidate.sentence < 0:
            continue
        kept.append(candidate)
    return kept


def _asked(text: str, mentions: Sequence[SampleMention]) -> list[Span]:
    """Return the words that name whom a survey asked, parts of a sample left out."""
    spans = []
    for mention in mentions:
        place = text.find(mention.group, mention.text_start, mention.text_end) if mention.group else -1
        if place >= 0 and mention.group and not mention.part:
            spans.append((place, place + len(mention.group)))
    return spans


def _bind(
    article: Article, sentences: Sequence[Sentence], candidates: Sequence[Candidate], binder: Binder
) -> list[Binding]:
    """Ask the binder once for all sentences; one binding a candidate, in text order."""
    laid_out = passages.lay_out(article.text, sentences, [(c.sentence, (c.start, c.end)) for c in candidates])
    bound = binder.bind(article.text, laid_out, article.title or "") if laid_out else []
    return [binding for row in bound for binding in row]


def _record(
    article: Article, sentence: Sentence, finding: Finding, study: str | None, date: years.Told
) -> Statistic:
    return Statistic(
        value_quote=Quote.of(article, finding.start, finding.end),
        quote=Quote.of(article, min(sentence.start, finding.start), max(sentence.end, finding.end)),
        value=finding.value,
        unit=finding.unit,
        bound=finding.bound,
        kind=finding.kind,
        group=Phrase.of(article, finding.group) if finding.group else None,
        statement=Phrase.of(article, finding.statement) if finding.statement else None,
        study=study,
        year=date.year,
        year_basis=date.basis,
        years_before=date.before,
        confidence=round(fitted(finding.confidence), 4),
    )
