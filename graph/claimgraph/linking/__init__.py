"""One study, one group, one question: across articles, with evidence."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from claimgraph.linking import groups, measures, studies
from claimgraph.linking.bases import base_of
from claimgraph.linking.groups import Scheme, group_id, is_whole, unplaced
from claimgraph.linking.identity import LINK_LEVEL, counts, settle
from claimgraph.linking.measures import Use, measure_id
from claimgraph.linking.rest import NOTHING, Rest
from claimgraph.linking.studies import Telling
from claimgraph.linking.waves import Waves, waves_of
from claimgraph.linking.wording import read
from claimgraph.model import (
    Basis,
    Claim,
    Corpus,
    Extraction,
    Group,
    Kind,
    Link,
    LinkKind,
    Measure,
    Statistic,
    Study,
)

__all__ = [
    "LINK_LEVEL",
    "Scheme",
    "Waves",
    "counts",
    "group_id",
    "is_whole",
    "link",
    "measure_id",
    "unplaced",
    "waves_of",
]


def link(
    extractions: Iterable[Extraction],
    register: Sequence[Study],
    scheme: Sequence[Group],
    decisions: Iterable[Link] = (),
    rest: Rest = NOTHING,
) -> Corpus:
    """Find what is one across articles: studies, groups and questions, each link with its evidence.

    A link counts where a person accepted it or its confidence is at least LINK_LEVEL; one that a person
    rejected never does. Years and bases of the register are put on statistics and marked so; what an article
    says wins. The result does not depend on the order of the extractions. `rest`: what the rest of a graph
    holds, where the extractions are a part of it.
    """
    told = tuple(sorted(extractions, key=lambda told: (told.article.id, told.article.sha256)))
    verdicts = tuple(decisions)
    respondents = _Respondents.of(told, register, Scheme(scheme), verdicts, rest)
    study_links, same_study = _link_studies(told, register, respondents, verdicts, rest)
    waves = Waves((*_studies(told), *register), study_links, same_study)
    dated = tuple(_complete(extraction, register, respondents, same_study, waves) for extraction in told)
    questions = _Questions(respondents, waves, same_study)
    for extraction in dated:
        questions.take(extraction)
    measure_links, same_measure = questions.link(verdicts, rest)
    recognised = _recognised(register, study_links, waves)
    described = {study.id for study in (*_studies(told), *recognised)}
    study_links = tuple(one for one in study_links if {one.subject, one.object} <= described)
    return Corpus(
        extractions=dated,
        register=recognised,
        groups=respondents.groups,
        measures=tuple(questions.measures[key] for key in sorted(questions.measures)),
        links=tuple(sorted((*study_links, *respondents.links, *measure_links), key=lambda found: found.id)),
        group_of=respondents.group_of,
        measure_of=questions.measure_of,
        same_as=dict(sorted({**same_study, **respondents.same_as, **same_measure}.items())),
    )


def _studies(extractions: Iterable[Extraction]) -> Iterable[Study]:
    return (study for extraction in extractions for study in extraction.studies)


@dataclass(frozen=True)
class _Respondents:
    """Hold every group told of with its place in the scheme."""

    scheme: Scheme
    groups: tuple[Group, ...]
    links: tuple[Link, ...]
    same_as: Mapping[str, str]
    group_of: Mapping[str, str]
    joint: Mapping[str, frozenset[str]]  # canonical id of a joint group -> its parts

    @classmethod
    def of(
        cls,
        told: Sequence[Extraction],
        register: Sequence[Study],
        scheme: Scheme,
        verdicts: Sequence[Link],
        rest: Rest,
    ) -> _Respondents:
        group_of: dict[str, str] = {}
        labels: set[str] = set(rest.labels)
        for extraction in told:
            records: list[Statistic | Claim] = [*extraction.statistics, *extraction.claims]
            for record in records:
                if record.group is not None:
                    group_of[record.id] = group_id(record.group.text)
                    labels.add(record.group.text)
        for study in (*_studies(told), *register):
            labels |= {sample.group for sample in study.samples if sample.group}
        kinds = (LinkKind.SAME_GROUP, LinkKind.BROADER_GROUP)
        placed = groups.place(labels, scheme, [v for v in verdicts if v.kind in kinds])
        about = _about(verdicts, kinds, {group.id for group in placed.groups})
        links, same_as = settle(placed.links, about, scheme.groups)
        joint: defaultdict[str, set[str]] = defaultdict(set)
        for found in links:
            if found.kind is LinkKind.BROADER_GROUP and counts(found) and dict(found.evidence).get("part"):
                joint[same_as.get(found.object, found.object)].add(same_as.get(found.subject, found.subject))
        return cls(
            scheme, placed.groups, links, same_as, group_of, {key: frozenset(v) for key, v in joint.items()}
        )

    def place(self, label: str) -> str:
        """Return the canonical id of the group with a label."""
        own = group_id(label)
        return self.same_as.get(own, own)

    def counted(self, statistic: Statistic) -> str | None:
        """Return the canonical id of the group that a statistic counts, or None."""
        own = self.group_of.get(statistic.id)
        return self.same_as.get(own, own) if own else None

    def asked(self, studies_told: Iterable[Study]) -> frozenset[str]:
        """Return the groups that studies asked, of joint groups the parts."""
        found: set[str] = set()
        for study in studies_told:
            for sample in study.samples:
                if sample.group and not is_whole(sample.group):
                    concept = self.place(sample.group)
                    found |= self.joint.get(concept, frozenset({concept}))
            found |= self._named(study.population or "") | self._named(study.name or "")
        return frozenset(found)

    def _named(self, text: str) -> set[str]:
        return set(read(text, self.scheme).names) if text else set()


def _link_studies(
    told: Sequence[Extraction],
    register: Sequence[Study],
    respondents: _Respondents,
    verdicts: Sequence[Link],
    rest: Rest,
) -> tuple[tuple[Link, ...], dict[str, str]]:
    tellings = []
    for extraction in told:
        for study in extraction.studies:
            mine = [s for s in extraction.statistics if s.study == study.id]
            counted = {concept for s in mine if (concept := respondents.counted(s))}
            figures: dict[studies.Figure, frozenset[str]] = {}
            for s in mine:
                concept = respondents.counted(s)
                if s.kind is Kind.LEVEL and concept and s.statement:
                    figure = studies.figure(s, concept)
                    said = read(s.statement.text, respondents.scheme).content
                    figures[figure] = figures.get(figure, frozenset()) | said
            parts = {part for concept in counted for part in respondents.joint.get(concept, {concept})}
            tellings.append(Telling(study, respondents.asked([study]) | parts, figures))
    asked = {study.id: respondents.asked([study]) for study in register}
    proposals = studies.propose(tellings, register, asked, respondents.scheme.one_side, rest)
    by_id = {study.id: study for study in (*_studies(told), *register)}
    about = _about(verdicts, (LinkKind.SAME_STUDY, LinkKind.SAME_SERIES), by_id)
    return settle(
        proposals,
        about,
        {study.id for study in register},
        lambda one, other: studies.contradiction(
            [by_id[key] for key in one if key in by_id], [by_id[key] for key in other if key in by_id]
        ),
    )


def _about(verdicts: Iterable[Link], kinds: Container[LinkKind], known: Container[str]) -> list[Link]:
    """Return a person's decisions on links of some kinds whose ends are told of; the others wait."""
    return [v for v in verdicts if v.kind in kinds and v.subject in known and v.object in known]


def _complete(
    extraction: Extraction,
    register: Sequence[Study],
    respondents: _Respondents,
    same_study: Mapping[str, str],
    waves: Waves,
) -> Extraction:
    """Put the register's years, and the bases that are known, on the statistics of one article."""
    known = {study.id: study for study in register}
    told = {study.id: study for study in extraction.studies}
    done = []
    for statistic in extraction.statistics:
        own = known.get(same_study.get(statistic.study or "", ""))
        if statistic.year is None and own is not None and own.year is not None:
            year = own.year - statistic.years_before
            statistic = replace(statistic, year=year, year_basis=Basis.REGISTER)
        wave = waves.of(statistic)
        study = known.get(wave or "")
        if statistic.unit == "percent" and statistic.kind is Kind.LEVEL and wave is not None:
            main = same_study.get(statistic.study or "", statistic.study)
            label = statistic.group.text if statistic.group else None
            concept = respondents.counted(statistic)
            base = base_of(
                concept,
                label is not None and (is_whole(label) or concept in respondents.joint),
                told.get(statistic.study or "") if wave == main else None,
                study,
                respondents.place,
                respondents.scheme.one_side,
            )
            statistic = replace(statistic, base=statistic.base or base)  # a person may have given one
        done.append(statistic)
    return replace(extraction, statistics=tuple(done))


def _recognised(register: Sequence[Study], links: Iterable[Link], waves: Waves) -> tuple[Study, ...]:
    """Return the registered studies that some link proposes, and the other waves of their series."""
    met = {end for one in links if one.kind is LinkKind.SAME_STUDY for end in (one.subject, one.object)}
    series = {waves.series(study.id) for study in register if study.id in met}
    return tuple(
        sorted((s for s in register if s.id in met or waves.series(s.id) in series), key=lambda s: s.id)
    )


@dataclass
class _Questions:
    """Collect the wordings of all articles and how they are used."""

    respondents: _Respondents
    waves: Waves
    same_study: Mapping[str, str]
    measures: dict[str, Measure] = field(default_factory=dict)
    measure_of: dict[str, str] = field(default_factory=dict)
    uses: dict[str, Use] = field(default_factory=dict)
    together: dict[tuple[str, str], str] = field(default_factory=dict)

    def take(self, extraction: Extraction) -> None:
        """Add the wordings of one article, and the pairs that it sets side by side."""
        for statistic in extraction.statistics:
            if statistic.statement is not None:
                self._take(statistic, statistic.statement.text)
        levels: dict[str, str] = {}
        for relation in extraction.relations:
            found = [self.measure_of[key] for key in relation.between if key in self.measure_of]
            if relation.type in ("difference_of", "change_of") and relation.of in self.measure_of and found:
                levels[self.measure_of[relation.of]] = min(found)
            if relation.type in ("gap", "trend", "same", "difference_of"):
                for one in found:
                    for other in found:
                        if one < other and one in self.uses and other in self.uses:  # levels only
                            self.together[one, other] = relation.type
        for change, level in levels.items():
            self.measures[change] = replace(self.measures[change], change_of=level)

    def _take(self, statistic: Statistic, text: str) -> None:
        within = None if measures.says_enough(text) else statistic.article.id
        key = measure_id(text, within=within)
        self.measures.setdefault(key, Measure(key, text))
        if statistic.kind is Kind.CHANGE:
            change = measure_id(text, statistic.unit, within)
            self.measures.setdefault(change, Measure(change, text, change_of=key))
            self.measure_of[statistic.id] = change
            return
        self.measure_of[statistic.id] = key
        use = self.uses.get(key)
        if use is None:
            use = self.uses[key] = Use(key, statistic.unit, read(text, self.respondents.scheme))
        use.articles.add(statistic.article.id)
        group, wave = self.respondents.counted(statistic) or "", self.waves.of(statistic)
        if group:
            use.groups.add(group)
        if wave is not None:
            study = self.same_study.get(statistic.study or "", statistic.study or "")
            use.studies.add(study)
            use.series.add(self.waves.series(study))
            use.figures.add((wave, group, studies.plain(statistic)))
            use.told.setdefault((statistic.article.id, wave, group), set()).add(studies.plain(statistic))

    def link(self, verdicts: Sequence[Link], rest: Rest) -> tuple[tuple[Link, ...], dict[str, str]]:
        """Propose and settle which wordings ask one question."""
        ordered = [self.uses[key] for key in sorted(self.uses)]
        proposals = measures.propose(ordered, self.together, self.respondents.scheme, rest)
        about = _about(verdicts, (LinkKind.SAME_MEASURE,), self.measures)
        clash = measures.clash_of(self.uses, self.together, self.respondents.scheme)
        return settle(proposals, about, (), clash)
