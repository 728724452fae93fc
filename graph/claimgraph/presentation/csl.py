"""Any style of citation from a `.csl` file, through citeproc-py (the extra `bibliography`)."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import Any

from claimgraph.errors import NotFoundError
from claimgraph.model import Article
from claimgraph.presentation.exchange import csl_item
from claimgraph.presentation.wording import clean


def cite(article: Article, style: Path) -> str:
    """Return the entry of a reference list as a style has it, in plain text.

    Styles: https://github.com/citation-style-language/styles. Raises NotFoundError where the file is no
    style, or citeproc-py is not installed.
    """
    try:
        from citeproc import (
            Citation,
            CitationItem,
            CitationStylesBibliography,
            CitationStylesStyle,
            formatter,
        )
        from citeproc.source.json import CiteProcJSON
    except ImportError:
        raise NotFoundError("install claimgraph[bibliography] to cite by a .csl file") from None
    item: dict[str, Any] = csl_item(article)
    try:
        with warnings.catch_warnings():  # it warns of fields of newer versions of CSL, and of locales
            warnings.simplefilter("ignore")
            read = CitationStylesStyle(str(style), validate=False)
            bibliography = CitationStylesBibliography(read, CiteProcJSON([item]), formatter.plain)
            bibliography.register(Citation([CitationItem(item["id"])]))
            entries = [str(entry) for entry in bibliography.bibliography()]
    except OSError:
        raise NotFoundError(f"{style} cannot be read: give the path of a .csl file") from None
    except Exception as error:  # whatever citeproc-py raises over a style that is none, or newer than it
        raise NotFoundError(f"{style} is no style that can be used ({type(error).__name__})") from None
    return clean(" ".join(entries))
