"""Word documents: everything a reader of the document sees in its body, in order."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import docx
import pytest
from docx.oxml import parse_xml
from tests.reading import conftest as told

from claimgraph import reading
from claimgraph.errors import ReadingError

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def test_a_document_is_read_in_order(document: Path) -> None:
    article = reading.read(document)
    assert (article.title, article.author) == (told.TITLE, "Mara Lindqvist")
    assert article.text == "\n\n".join(
        (told.TITLE, told.SURVEY, told.CRANES, f"- {told.TRUST}\n- {told.TONS}", f"{told.TABLE}\n")
    )
    assert article.dropped == ("2 footnote marks", "its headers")


def test_tracked_changes_are_read_as_accepted() -> None:
    made, out = docx.Document(), io.BytesIO()
    made.element.body.insert(
        0,
        parse_xml(
            f"<w:p {W}><w:r><w:t xml:space='preserve'>Of the dockers </w:t></w:r>"
            "<w:del w:id='1' w:author='a'><w:r><w:delText>26</w:delText></w:r></w:del>"
            "<w:ins w:id='2' w:author='a'><w:r><w:t>62</w:t></w:r></w:ins>"
            "<w:r><w:t xml:space='preserve'> percent</w:t></w:r><w:r><w:tab/></w:r>"
            "<w:hyperlink w:anchor='x'><w:r><w:t>agree</w:t></w:r></w:hyperlink></w:p>"
        ),
    )
    made.element.body.insert(
        1,
        parse_xml(f"<w:sdt {W}><w:sdtContent><w:p><w:r><w:t>Kept.</w:t></w:r></w:p></w:sdtContent></w:sdt>"),
    )
    made.save(out)
    assert reading.parse(out.getvalue(), ".docx").text == "Of the dockers 62 percent agree\n\nKept.\n"


def test_a_zip_bomb_is_not_unpacked() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b"0" * 120_000_000)
    assert len(out.getvalue()) < 200_000
    with pytest.raises(ReadingError, match="expands to more than 100,000,000 bytes"):
        reading.parse(out.getvalue(), ".docx")


@pytest.mark.parametrize("data", [b"PK\x03\x04 nothing", b"plain", b"PK\x05\x06" + bytes(18)])
def test_what_is_no_document_is_refused(data: bytes) -> None:
    with pytest.raises(ReadingError, match="save it again as"):
        reading.parse(data, ".docx")
