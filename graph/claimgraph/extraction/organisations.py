"""Recognise names of organisations by their capitals: no list of names, only the words that are none."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

_CAPITALISED = r"(?:[^\W\d_a-z][\w’'.&-]*(?<![.’'&-])|[a-z]{1,2}[A-Z][\w.-]*(?<![.-])|\d{2,4}(?=\s[A-Z]))"
_LINK = r"(?:\s(?:of|for|on|at|in)(?:\sthe)?\s|\s&\s|\s?/\s?|\s)"
RUN = re.compile(rf"(?<![\w’'.$-]){_CAPITALISED}(?:{_LINK}{_CAPITALISED}){{0,9}}")
_JOINED = re.compile(r"(?:,\s(?:and\s)?|\s(?:and|with)\s)(?:(?:the|a|an)\s)?(?:[a-z][\w-]*\s){0,4}$")
_DROPPED_ENDING = re.compile(r"['’‘`´]s?$|-(?:[a-z]+ed|led|run)$")
_WORD = re.compile(r"[^\W_]+(?:[.’'][^\W_]+)*")

_MONTHS = (
    "January February March April May June July August September October November December Jan Feb Mar"
    " Apr Jun Jul Aug Sep Sept Oct Nov Dec Monday Tuesday Wednesday Thursday Friday Saturday Sunday"
)
_PLACES = (
    "US U.S USA UK U.K EU America American Americans Britain British Briton Britons England English"
    " Scotland Scottish Wales Welsh Ireland Irish Europe European Europeans Canada Canadian Canadians"
    " Australia Australian Australians India Indian Indians China Chinese Japan Japanese Germany German"
    " Germans France French Spain Spanish Italy Italian Russia Russian Russians Brazil Brazilian Mexico"
    " Mexican Israel Israeli Dutch Netherlands Swedish Sweden Danish Denmark Norwegian Norway Finnish"
    " Finland Belgian Belgium Swiss Switzerland Austrian Austria Polish Poland Turkish Turkey Greek"
    " Greece Portuguese Portugal Korean Korea Ukrainian Ukraine Egyptian Egypt Pakistani Pakistan"
    " Indonesian Indonesia Malaysian Singapore Nigerian Nigeria Iran Iranian Iraq Iraqi Africa African"
    " Asia Asian Asians Latin Alabama Alaska Arizona Arkansas California Colorado Connecticut Delaware"
    " Florida Georgia Hawaii Idaho Illinois Indiana Iowa Kansas Kentucky Louisiana Maine Maryland"
    " Massachusetts Michigan Minnesota Mississippi Missouri Montana Nebraska Nevada Ohio Oklahoma"
    " Oregon Pennsylvania Tennessee Texas Utah Vermont Virginia Washington Wisconsin Wyoming New York"
    " Jersey Hampshire Zealand North South West East Carolina Dakota Rhode Island London Paris Berlin"
)
_PEOPLE = (
    "Republican Republicans Democrat Democrats Democratic Christian Christians Muslim Muslims Jewish"
    " Jews Catholic Catholics Protestant Protestants Hispanic Hispanics Latino Latinos Black Blacks"
    " White Whites Millennials Millennial Gen CEO CEOs CIO CIOs CMO CMOs CFO CFOs CTO CTOs CISO CISOs"
    " IT HR PR AI B2B B2C"
)
_OPENERS = (
    "A About Above According Across Additionally After All Almost Also Although Among An And Another"
    " Any As Asked At Because Before Below Beyond Both But By Current Despite Dr During Each Early Even"
    " Every Exit Few Finally First Following For Four Five From Further Furthermore Given Here However"
    " I If In Indeed Instead It Its Just Last Late Latest Less Like Likewise Many Meanwhile More"
    " Moreover Most Mr Mrs Ms National Nationwide Nearly New Nine No Not Now Of On One Online Only Or"
    " Other Our Over Overall Per Previous Recent Respondents Results Second Separate Seven She He"
    " Similarly Since Six So Some Still Such Survey Surveys Ten That The Their Then There These They"
    " This Those Though Three Through Thus To Today Two Under Unlike Until Using We What When Where"
    " Whereas Whether Which While Who Why With Within Without Yet You Your Key Main Global Annual"
    " Highlights Findings Report Reports Study Studies Poll Polls Research Researchers Data Analysis"
    " Source Sources Updated Photo Image Read See Share His Her My How Once Perhaps Percent Eight"
    " Photos Thanks Interestingly Specifically Compared Only Fifty Forty Thirty Twenty Sixty Seventy"
    " Eighty Ninety Half Released Conducted Published Commissioned Based Entitled Titled Called People"
    " Women Men Adults Workers Employees Consumers Customers Companies Voters Students Teachers Parents"
    " Patients Young Older White-collar Internet President Sen Gov Rep Senator Governor Congress"
    " Congressman PDF Similar Opinion Earlier Several Various Initial Fresh Public Private Federal"
    " Local Government Academic Medical Scientific Clinical Official Independent Industry Market"
    " Consumer Customer Employee Household Telephone Phone Internal Follow-up Straw Tracking Newest"
    " Modern Subsequent Rival Rivals Competitor Pollster Pollsters"
    " Charity Vendor Researcher Broker Retailer Consultancy Consultant Analyst Analysts Firm"
    " Past Prior Reader User Says Said Copies Members Thousands Hundreds Millions Dozens Majorities Lots"
    " Scientists Psychologists Economists Sociologists Academics Investigators Doctors"
)
_PART_OF_NAMES = frozenset(
    "National Public Private Federal Local Official Independent Internet Consumer Market Research"  # noqa: SIM905
    " Opinion Industry Household Customer Employee Medical Clinical Scientific Academic Global Data Analysis"
    " Government Modern People Young Women Workers Teachers Students Parents Patients".split()
)
"""Openers that are a part of the name where they stand inside a sentence: `by the National Oar League`."""
_MONTH_WORDS = frozenset(_MONTHS.split())
_NEVER_ALONE = _MONTH_WORDS | frozenset(_PLACES.split()) | frozenset(_PEOPLE.split())
_NEVER_FIRST = frozenset(_OPENERS.split())
_SMALL = frozenset({"of", "for", "on", "at", "in", "the", "and"})


def runs(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """Find the names in `text[start:end]`, in text order; words that merely open a sentence are left out."""
    found = []
    for match in RUN.finditer(text, start, end):
        span = _trimmed(text, *_without_place(text, match.start(), match.end()))
        if span and is_name(text[slice(*span)]):
            found.append(span)
    return found


def _without_place(text: str, start: int, end: int) -> tuple[int, int]:
    """Take off when and who: of `Acme Insight in April` and `CIOs in the Acme` the name is left."""
    crowd = _CROWD_IN.match(text, start, end)
    if crowd:
        start = crowd.end()
    opening = max((m.end() for m in _NEXT_OPENS.finditer(text, start, end)), default=start)
    start = opening
    when = _IN_MONTH.search(text, start, end)
    return start, when.start() if when else end


def is_name(words: str) -> bool:
    """Tell whether capitalised words can name a body: not only a month, a place or a kind of people."""
    kept = [w for w in _WORD.findall(words) if w not in _SMALL]
    if len(kept) == 1 and kept[0].lower() in _COMMON:
        return False  # `College polls`
    return (
        any(w.rstrip(".") not in _NEVER_ALONE and not w.isdigit() for w in kept)
        and any(c.isalpha() for c in words)
        and len(words) > 1
    )


def _trimmed(text: str, start: int, end: int) -> tuple[int, int] | None:
    """Take off sentence openers, dates in front, and a genitive behind."""
    while start < end:
        word = re.match(r"[\w.’'-]+(?:\s(?:the\s)?|/)?", text[start:end])
        if word is None:
            break
        bare = re.sub(r"[\s/].*$", "", word[0], flags=re.DOTALL).rstrip(".")
        bare = _CONTRACTED.sub("", bare)
        if _NEW_PLACE.match(text, start, end):
            break
        inside = bare in _PART_OF_NAMES and re.search(r"[a-z,]\s$", text[max(0, start - 2) : start])
        if inside and re.match(r"[\w-]+\s[A-Z]\w", text[start:end]):
            break
        opens = (
            bare in _NEVER_FIRST
            or _SEATED.search(bare)
            or _ADVERB.fullmatch(bare)
            or (bare.split("-")[0] in _NEVER_FIRST and bare.split("-")[-1].islower())
        )
        if not opens and bare not in _MONTH_WORDS and not (bare.isdigit() and len(bare) == 4):
            break
        start += word.end()
        while start < end and not text[start].isalnum():
            start += 1
        linked = re.match(r"(?:of|for|on|at|in)\s(?:the\s)?", text[start:end])
        if linked:
            start += linked.end()
    if start >= end:
        return None
    ending = _DROPPED_ENDING.search(text[start:end])
    if ending:
        end = start + ending.start()
    return (start, end) if start < end else None


def split(text: str, span: tuple[int, int]) -> Iterator[tuple[int, int]]:
    """Cut a run at slashes, and at the hyphen of `Acme Council-Smith`: each part names one body.

    Of `Ann Lee of Acme` only the body is left.
    """
    start, end = span
    person = _PERSON_OF.match(text, start, end)
    if person and not is_body(person["person"]) and is_name(text[person.end() : end]):
        start = person.end()
    cuts = [m.span() for m in re.finditer(r"\s?/\s?", text[start:end])]
    if " " in text[start:end]:
        cuts += [m.span() for m in re.finditer(r"(?<=[a-z]{3})-(?=[A-Z][a-z]{2})", text[start:end])]
    position = start
    for cut_start, cut_end in sorted(cuts):
        if start + cut_start > position:
            yield position, start + cut_start
        position = start + cut_end
    if position < end:
        yield position, end


def joined(text: str, found: Sequence[tuple[int, int]], first: int) -> list[tuple[int, int]]:
    """Return the run at index `first` and those that a comma, `and` or `with` joins to it."""
    together = [found[first]]
    for before, after in zip(found[first:], found[first + 1 :], strict=False):
        if not _JOINED.fullmatch(re.sub(r"^\s?\([^()]{1,12}\)", "", text[before[1] : after[0]])):
            break
        together.append(after)
    return together


@lru_cache(maxsize=4096)
def key_words(name: str) -> frozenset[str]:
    """Return what two writings of one name have in common: its words, small ones left out."""
    return (
        frozenset(w.lower().removesuffix("'s").removesuffix("’s") for w in _WORD.findall(name))
        - _SMALL
        - _COMMON
    )


_COMMON = frozenset(
    "research center centre institute university group company inc ltd limited poll survey news"  # noqa: SIM905
    " international national college school foundation association council report study".split()
)


def same(a: str, b: str) -> bool:
    """Tell whether two names of one article mean one body: one's words hold the other's, or its initials."""
    left, right = key_words(a), key_words(b)
    if left and right and (left <= right or right <= left):
        return True
    return a.lower() == b.lower() or a == _initials(b) or b == _initials(a)


def marks(name: str) -> frozenset[str]:
    """Return the words of which two writings of one name share at least one."""
    return key_words(name) | ({name.lower(), _initials(name).lower()} - {""})


def _initials(name: str) -> str:
    letters = "".join(w[0] for w in _WORD.findall(name) if w[0].isupper())
    return letters if len(letters) > 1 else ""


_NEW_PLACE = re.compile(
    r"New\s(?:York|Jersey|Zealand|Hampshire|Mexico|Orleans|England|Delhi|Haven|Scientist)\b"
)
_CONTRACTED = re.compile(r"(?<=[A-Za-z])['’](?:ve|re|ll|d|m|s)$")
_SEATED = re.compile(r"-(?:based|led|owned|funded|backed|headquartered)$")
_NEXT_OPENS = re.compile(r"(?<=[A-Za-z])\s(?:The|A|An)(?:\s|$)")  # a headline ran into the sentence after it
_IN_MONTH = re.compile(rf"\s(?:in|on|at|for)\s(?:{'|'.join(_MONTHS.split())})\b\.?(?=\s|$)")
_CROWD_IN = re.compile(rf"(?:{'|'.join(w for w in _PEOPLE.split() if len(w) > 2)})\s(?:in|at|on)\s(?:the\s)?")
_ADVERB = re.compile(r"[A-Z][a-z]{4,}ly")
_PERSON_OF = re.compile(r"(?P<person>[A-Z][a-z]+\s[A-Z][a-z]+)\s(?:of|at|from)\s(?:the\s)?")
_BODY = re.compile(
    r"\b(?:Bureau|Departments?|Agency|University|College|Institute|Association|Cent(?:er|re)s?|Council|Commission"
    r"|Group|Inc|Corp|Ltd|Census|Ministry|Bank|Fund|Society|Foundation|Administration|Office|Service|Organi[sz]ation"
    r"|Reserve|Federation|Union|Board|Committee|Company|Network|Alliance|Authority|League|Trust|Forum|Partnership|Coalition|Academy|Police|Times|Post|Journal)\b"
)


def is_body(name: str) -> bool:
    """Tell whether a name is a body's rather than a person's: by its words, capitals or web address."""
    words = name.split()
    return bool(_BODY.search(name)) or len(words) == 1 or any(len(w) > 1 and w.isupper() for w in words)
