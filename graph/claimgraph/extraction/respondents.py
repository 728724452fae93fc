"""Read the noun phrase that says who was asked: `registered voters`, `heads of marketing`."""

from __future__ import annotations

import re

_WORD = re.compile(r"\s([\w&/.'’+\xad-]+)")
_PERSONS = re.compile(
    r"\b(?:adults|people|persons|individuals|men|women|voters|americans|britons|citizens|residents|households"
    r"|consumers|customers|shoppers|users|workers|employees|employers|executives|managers|leaders|directors"
    r"|professionals|experts|students|teachers|parents|patients|physicians|doctors|nurses|companies|firms"
    r"|businesses|organi[sz]ations|marketers|developers|respondents|participants|makers|officers|c[a-z]{1,2}os"
    r"|child(?:ren)?|pupils|girls|boys|teens|teenagers|adolescents|mothers|fathers|moms|mums|dads|couples|families"
    r"|seniors|youths?|males|females|staff|members|owners|homeowners|volunteers|subjects|graduates|schools|colleges"
    r"|hospitals|universities|charities|retailers|drivers|farmers|administrators|engineers|subscribers|buyers"
    r"|viewers|readers|investors|travell?ers|commuters|taxpayers|bosses|renters|tenants|pensioners|retirees"
    r"|[a-z]{3,}(?:ists|ians|ants|ees|crats|licans|wives))$",
    re.IGNORECASE,
)
_NO_BASE = frozenset(
    "question questions hour hours day days week weeks month months year years minute minutes second"  # noqa: SIM905
    " seconds time times dollar dollars pound pounds euro euros country countries state states city"
    " cities nation nations market markets industry industries sector sectors language languages issue"
    " issues topic topics item items example examples of out to or in at on page pages mile miles tweets"
    " jobs degrees january february march april may june july august september october november december"
    " jan feb mar apr jun jul aug sept sep oct nov dec am pm a.m p.m a.m. p.m. electoral delegates seats"
    " votes points studies stories articles outlets news".split()
)
_STOP = frozenset(
    "who that which whose whom where when while in across from at about on with were was are is be been"  # noqa: SIM905
    " have has had for to between nationwide nationally worldwide globally surveyed polled interviewed"
    " questioned queried sampled responded found concluded participated took aged age ages over under"
    " said say says including conducted regarding during via by online among as after before through than"
    " but if because this last not also living told would did do believe think asked answered completed"
    " showed shows show either each both whether may might can could should must does per into throughout"
    " filled filling replied taking completing returned consulted commissioned fielded undertaken released"
    " published led run drawn sponsored funded weighted"
    " enrolled enroled quizzed asked tracked followed got received sent mailed invited contacted"
    " repeatedly overall recruited selected shared they we you he she these those january february march"
    " april june july august september october november december monday tuesday wednesday thursday friday"
    " saturday sunday randomly largely mostly around a an the more another some nearly".split()
)
_ACTORS = re.compile(
    r"(?<!numb)(?<!lett)(?<!matt)(?<!ord)(?<!off)(?<!pap)(?<!err)(?<!oth)(?<!quart)[a-z]{3}[eo]rs$",
    re.IGNORECASE,
)
_ASKED = frozenset({"respondents", "participants", "interviewees"})
_MAY_OPEN = frozenset({"randomly", "mostly", "largely"})
_NO_NOUN = frozenset({"it", "us", "i"})  # not `IT`, `US`
_ANY_YEAR = re.compile(r"(?:19|20)[0-9]{2}")


def noun_phrase(words: str, start: int) -> tuple[int, str | None]:
    """Return where the noun phrase after a number ends, and its words."""
    end, first = start, None
    for _ in range(10):
        token = _WORD.match(words, end)
        if token is None:
            break
        word = token[1].lower()
        if word in ("and", "or", "&", "of"):
            after = _WORD.match(words, token.end())
            if (
                end == start
                or after is None
                or _ends_phrase(after[1])
                or (word == "of" and not after[1].rstrip(".,").isalpha())
            ):
                break
        elif _ends_phrase(token[1]) and not (first is None and word in _MAY_OPEN):
            break
        first = token.start(1) if first is None else first
        end = token.end()
        if word in _ASKED:
            break
        if word.endswith((".", ",")) and not re.fullmatch(r"(?:\w\.)+", word):
            end -= 1
            break
    if first is None:
        return start, None
    return end, words[first:end]


def _ends_phrase(word: str) -> bool:
    if word[0].isdigit():
        return not _ANY_YEAR.fullmatch(word)
    return word.lower().rstrip(".,") in _STOP or word in _NO_NOUN


def are_persons(label: str) -> bool:
    """Tell whether a noun phrase names persons or organisations by its head noun."""
    return _PERSONS.search(label.split(" of ")[0]) is not None


def may_be_persons(label: str) -> bool:
    """Tell whether a noun phrase may name persons by what they do: `lock keepers`, `shipowners`."""
    return are_persons(label) or _ACTORS.search(label.split(" of ")[0]) is not None


def can_be_asked(label: str) -> bool:
    """Tell whether a noun phrase can name those who were asked: no dates, countries or questions."""
    words = label.lower().split()
    if words[0] in _NO_BASE or words[-1] in _NO_BASE:
        return False
    return label[0].islower() or words[-1].endswith("s") or are_persons(label)
