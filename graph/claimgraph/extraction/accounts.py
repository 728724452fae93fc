"""Put together the places that speak of one study: `a poll by Acme`, `the poll`, `Acme’s survey`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from claimgraph.extraction import organisations
from claimgraph.extraction.sentences import Sentence
from claimgraph.extraction.telling import LONGEST, Span, StudyMention

NEAR = 3
"""Sentences within which a title or a maker completes the study told of before."""

_PERCENTAGE = re.compile(r"\d\s?(?:%|per\s?cent)", re.IGNORECASE)
_OPINION = re.compile(
    r"\b(?:believed?|think|thought|(?:dis)?approved?|support|opposed?|feel|felt|favou?r|want|wanted|prefer|agreed?"
    r"|trust|worry|worried|consider|identify|say\sthey|said\sthey|plan\sto)\b"
)
_FINDS = re.compile(
    r"\b(?:(?:surveys?|polls?|study|studies|reports?|research|analysis|questionnaires?|results|findings|data)\s(?:[\w,-]+\s){0,6}?"
    r"(?:found|finds?|shows?|showed|suggests?|suggested|reveals?|revealed|said|says?|concluded|indicates?|indicated|estimate[sd]?)"
    r"|according\sto|respondents?|participants|interviewees|surveyed|polled|those\s(?:questioned|interviewed)"
    r"|in\s(?:an?|the|this|one)\s(?:[\w-]+\s){0,4}(?:survey|poll|study)"
    r"|researchers\s(?:found|asked|chose|say|said))\b",
    re.IGNORECASE,
)
_POOLED = re.compile(
    r"\b(?:insights|data|results|responses|drew|draws|drawing|combin\w+|based|also)\b", re.IGNORECASE
)


_JOURNAL = re.compile(
    r"\b(?:Journal|Annals|Archives|Proceedings|Review|Reviews|Letters|Bulletin|Lancet|Nature|Science|BMJ|JAMA|PLOS|PNAS)\b"
)


@dataclass
class Account:
    """Gather what an article tells of one study."""

    organisations: list[str] = field(default_factory=list)  # as written, in the longest writing
    name: str | None = None
    mentions: list[StudyMention] = field(default_factory=list)  # in text order

    @property
    def nameless(self) -> bool:
        """Tell whether neither a title nor a maker is known."""
        return not self.organisations and self.name is None

    @property
    def attributed(self) -> bool:
        """Tell whether a maker is known, beside a journal that printed the study."""
        return any(not _JOURNAL.search(name) for name in self.organisations)

    @property
    def spans(self) -> tuple[Span, ...]:
        """Return where the article speaks of the study, in text order."""
        return tuple((mention.start, mention.end) for mention in self.mentions)

    def add(self, mention: StudyMention) -> None:
        """Take up one more place that speaks of the study."""
        self.mentions.append(mention)
        self.name = self.name or mention.name
        for name in mention.organisations:
            for k, mine in enumerate(self.organisations):
                if organisations.same(mine, name):
                    self.organisations[k] = max(mine, name, key=len)
                    break
            else:
                self.organisations.append(name)


class _Accounts:
    """Hold the accounts of an article, found again by the words of their names."""

    def __init__(self) -> None:
        self.all: list[Account] = []
        self._by_mark: dict[str, list[Account]] = {}

    def add(self, account: Account, mention: StudyMention) -> None:
        """Take up a mention of a study, known or new."""
        if not account.mentions:
            self.all.append(account)
        account.add(mention)
        for name in (*mention.organisations, mention.name or ""):
            for mark in organisations.marks(name):
                holders = self._by_mark.setdefault(mark, [])
                if not any(one is account for one in holders):
                    holders.append(account)

    def sharing(self, name: str) -> Iterator[Account]:
        """Give the accounts that share a word with a name, the latest first."""
        for mark in sorted(organisations.marks(name)):
            yield from reversed(self._by_mark.get(mark, ()))


def gather(text: str, sentences: Sequence[Sentence], found: Sequence[StudyMention]) -> list[Account]:
    """Return one account a study, in text order; a study without a name must ask or find something."""
    accounts = _Accounts()
    last: Account | None = None
    for mention in found:
        account = _told_before(text, accounts, last, mention)
        if account is not None and account is last and _returns(sentences, account, mention):
            account = max(accounts.all, key=lambda one: len(one.mentions))
        if account is None and mention.hint and not _reports_opinion(text, sentences[mention.sentence]):
            continue
        if account is None and mention.credited and (last is None or last.attributed):
            continue
        if account is None and mention.hint and last is not None:
            if mention.retold and mention.sentence - last.mentions[-1].sentence <= NEAR:
                continue
            account = last if last.nameless else None
        last = account or Account()
        accounts.add(last, mention)
    return [one for one in _with_one_nameless(accounts.all) if _is_told(text, sentences, one)]


def _returns(sentences: Sequence[Sentence], last: Account, mention: StudyMention) -> bool:
    """Tell whether `the survey` of a later paragraph goes back beyond another one told of in passing."""
    if mention.organisations or mention.name or not mention.definite or len(last.mentions) > 1:
        return False
    told = last.mentions[0]
    return told.another and sentences[told.sentence].paragraph != sentences[mention.sentence].paragraph


def _with_one_nameless(accounts: Sequence[Account]) -> Iterator[Account]:
    """Make one of the studies that have no name: nothing could tell them apart later."""
    nameless: Account | None = None
    for account in accounts:
        if not account.nameless:
            yield account
        elif nameless is None:
            nameless = account
            yield account
        else:
            nameless.mentions += account.mentions


def _told_before(
    text: str, accounts: _Accounts, last: Account | None, mention: StudyMention
) -> Account | None:
    """Return the study that a mention goes back to, or None where it tells of a new one."""
    known = _known_by_maker(accounts, last, mention) or _known_by_title(accounts, mention)
    if known or last is None or mention.hint:
        return known
    if mention.name and last.name and mention.organisations:
        return None  # another title, by another maker
    before = last.mentions[-1]
    near = mention.sentence - before.sentence <= NEAR
    if mention.credited:
        return None if last.attributed else last
    if before.sentence == mention.sentence and mention.start < before.end and mention.organisations:
        return last
    if mention.organisations:
        if last.nameless and not mention.another:
            return last
        if mention.made_by and mention.definite and near:
            return last
        if mention.definite and all(_JOURNAL.search(name) for name in mention.organisations):
            return last  # `the study, which appears in the Journal of`
        between = text[before.end : mention.start] if before.sentence == mention.sentence else ""
        return last if _POOLED.search(between) and not _PERCENTAGE.search(between) else None
    if mention.name:
        return last if last.name is None and (near or last.nameless or mention.definite) else None
    return None if mention.another and not mention.definite else last


def _known_by_maker(accounts: _Accounts, last: Account | None, mention: StudyMention) -> Account | None:
    for name in mention.organisations:
        known = [
            a for a in accounts.sharing(name) if any(organisations.same(o, name) for o in a.organisations)
        ]
        if known:
            return last if last is not None and any(one is last for one in known) else known[0]
    return None


def _known_by_title(accounts: _Accounts, mention: StudyMention) -> Account | None:
    words = organisations.key_words(mention.name or "")
    for account in accounts.sharing(mention.name) if mention.name else ():
        if account.name and organisations.key_words(account.name) == words:
            return account
        if any(frozenset() < organisations.key_words(name) < words for name in account.organisations):
            return account
    return None


def _reports_opinion(text: str, sentence: Sentence) -> bool:
    words = text[sentence.start : min(sentence.end, sentence.start + LONGEST)]
    share = _PERCENTAGE.search(words)
    return share is not None and _OPINION.search(words, share.end()) is not None


def _is_told(text: str, sentences: Sequence[Sentence], account: Account) -> bool:
    """Tell a study from a word that sounds like one: a study without a name must ask or find something."""
    if not account.nameless:
        return True
    return any(
        _FINDS.search(text, sentences[m.sentence].start, min(sentences[m.sentence].end, m.end + 200))
        for m in account.mentions
    )
