"""An article as a bibliography names it: APA and BibTeX.

APA: Publication Manual of the American Psychological Association, 7th edition, chapters 9 and 10
(https://apastyle.apa.org/style-grammar-guidelines/references). BibTeX: `@online` as biblatex has it
(https://ctan.org/pkg/biblatex), with `year` and `month`, which older styles read.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from claimgraph.model import Article
from claimgraph.presentation.wording import clean

MONTHS = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
PARTICLES = frozenset(("da", "de", "del", "den", "der", "di", "dos", "du", "la", "le", "ten", "van", "von"))
SUFFIXES = frozenset({"jr", "jr.", "sr", "sr.", "ii", "iii", "iv"})
CORPORATE = re.compile(
    r"\b(?:staff|team|editors?|editorial|desk|newsroom|council|institute|university|association|society"
    r"|agency|bureau|department|ministry|office|foundation|cent(?:er|re)|group|inc|ltd|llc|press|news"
    r"|magazine|reuters|bank|commission|committee|research|insights)\b",
    re.IGNORECASE,
)
LATEX = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{character: f"\\{character}" for character in "{}$&#_%"},
    }
)
UNSAFE_IN_URL = re.compile(r"[^A-Za-z0-9\-._~:/?#\[\]@!$&'()*+,;=%]")


@dataclass(frozen=True)
class Name:
    """Hold one author; a body of people, or a name in one word, has no given names."""

    family: str
    given: str = ""
    suffix: str = ""

    @property
    def initials(self) -> str:
        """Return the given names as APA has them: `E. D.`, `J.-P.`."""
        return " ".join(
            "-".join(f"{part[0].upper()}." for part in word.split("-") if part) for word in self.given.split()
        )

    @property
    def apa(self) -> str:
        """Return the inverted name: `Brown, E. D.`."""
        return ", ".join(filter(None, (self.family, self.initials, self.suffix)))

    @property
    def bibtex(self) -> str:
        """Return the name as BibTeX parses it; a body stands in braces, so that it is not taken apart."""
        if not self.given:
            return f"{{{escape_latex(self.family)}}}"
        return ", ".join(escape_latex(part) for part in (self.family, self.suffix, self.given) if part)


def authors(article: Article) -> tuple[Name, ...]:
    """Return the authors; several are written `A and B`, `A, B and C` or `A; B`."""
    text = re.sub(r"^by\s+", "", clean(article.author or ""), flags=re.IGNORECASE)
    if not text:
        return ()
    if CORPORATE.search(text) and ";" not in text:
        return (Name(text),)
    parts = re.split(r"\s*;\s*|,?\s+(?:and|&)\s+", text)
    names: list[Name] = []
    for part in filter(None, parts):
        pieces = [piece.strip() for piece in part.split(",") if piece.strip()]
        inverted = len(pieces) == 2 and (" " not in pieces[0] or pieces[1].lower() in SUFFIXES)
        names += [_name(part)] if len(pieces) < 2 or inverted else [_name(piece) for piece in pieces]
    return tuple(names)


def _name(text: str) -> Name:
    if "," in text:
        first, second = (piece.strip() for piece in text.split(",", 1))
        if second.lower() in SUFFIXES:
            plain = _name(first)
            return Name(plain.family, plain.given, second)
        return Name(first, second)
    words = text.split()
    if len(words) < 2 or CORPORATE.search(text):
        return Name(text)
    suffix = words.pop() if words[-1].lower() in SUFFIXES and len(words) > 2 else ""
    cut = len(words) - 1
    while cut > 1 and words[cut - 1].lower() in PARTICLES:
        cut -= 1
    return Name(" ".join(words[cut:]), " ".join(words[:cut]), suffix)


def apa(article: Article) -> str:
    """Return the entry of a reference list: `Brown, E. D. (n.d.). *Title*. ericbrown.com. https://…`."""
    title, publisher = clean(article.title or ""), clean(article.publisher or "")
    named = authors(article)
    who = _listed([name.apa for name in named], " & ") if named else ""
    date = f"({apa_date(article.date)})"
    # Without an author the title moves to the front; a publisher that is the author is not named twice.
    heading = title or "[Untitled article]"
    lead = [_stopped(who), f"{date}.", _stopped(heading)] if who else [_stopped(heading), f"{date}."]
    site = "" if publisher == who else _stopped(publisher)
    return " ".join(filter(None, (*lead, site, url(article))))


def apa_in_text(article: Article) -> str:
    """Return author and year as they stand in running text: `Brown, n.d.`; the title without an author."""
    named = [name.family for name in authors(article)]
    year = (article.date or "n.d.")[:4]
    if not named:
        return f"“{clean(article.title or 'Untitled article')},” {year}"
    return f"{f'{named[0]} et al.' if len(named) > 2 else ' & '.join(named)}, {year}"


def apa_date(date: str | None) -> str:
    """Return an ISO 8601 date as APA has it: `2014, July 14`, `2014, July`, `2014`, `n.d.`."""
    found = re.match(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?", date or "")
    if not found:
        return clean(date) if date else "n.d."
    year, month, day = found.groups()
    if not month or not 1 <= int(month) <= 12:
        return year
    return f"{year}, {MONTHS[int(month) - 1]}" + (f" {int(day)}" if day else "")


def bibtex(article: Article, note: str) -> str:
    """Return an `@online` entry; `note` is plain text and is escaped here."""
    found = re.match(r"(\d{4})(?:-(\d\d))?", article.date or "")
    fields = {
        "author": " and ".join(name.bibtex for name in authors(article)),
        # The second braces keep the capitals of the title.
        "title": f"{{{escape_latex(clean(article.title or 'Untitled article'))}}}",
        "organization": escape_latex(clean(article.publisher or "")),
        "year": found[1] if found else "n.d.",
        "month": str(int(found[2])) if found and found[2] else "",
        "url": url(article),
        "note": escape_latex(note),
    }
    lines = [f"  {name} = {{{text}}}," for name, text in fields.items() if text]
    return "\n".join((f"@online{{{citation_key(article)},", *lines, "}"))


def citation_key(article: Article) -> str:
    """Return a key of ASCII letters and digits: author, year, first word of the title."""
    names = authors(article)
    who = names[0].family.split()[-1] if names else (article.publisher or "anonymous")
    words = re.findall(r"\w+", article.title or "")
    word = next((w for w in words if w.lower() not in ("a", "an", "the")), "untitled")
    year = (article.date or "nd")[:4]
    folded = unicodedata.normalize("NFKD", f"{who}{year}{word}").encode("ascii", "ignore").decode()
    return re.sub(r"[^A-Za-z0-9]", "", folded).lower() or article.id


def escape_latex(text: str) -> str:
    """Return plain text with the characters that LaTeX reads as commands escaped."""
    return text.translate(LATEX)


def url(article: Article) -> str:
    """Return the address with everything percent-encoded that could end a field or a line."""
    return UNSAFE_IN_URL.sub(
        lambda c: "".join(f"%{byte:02X}" for byte in c[0].encode("utf-8", "replace")), article.url or ""
    )


def _stopped(text: str) -> str:
    return text if not text or text[-1] in ".?!" else f"{text}."


def _listed(names: list[str], last: str) -> str:
    """Join names as APA does: all up to twenty, then nineteen, three dots and the last."""
    if len(names) > 20:
        return ", ".join(names[:19]) + f", . . . {names[-1]}"
    return ", ".join(names[:-1]) + ("," + last if len(names) > 1 else "") + names[-1]
