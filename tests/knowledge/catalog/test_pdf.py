"""Policy documents as PDF."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from knowledge.catalog import CatalogError, Document, Record, Rejected, pdf
from knowledge.catalog.build import Context

pypdf = pytest.importorskip("pypdf")

Line = tuple[str, int, str]  # font, size in points, text
BODY, BOLD = "Body", "Bold"


def _pdf(*pages: list[Line]) -> bytes:
    """A PDF of these lines, written by hand."""
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica-Bold >>",
    ]
    kids = []
    for page in pages:
        height = 800
        stream = ""
        for font, size, text in page:
            stream += f"BT /{font} {size} Tf 50 {height} Td ({text}) Tj ET\n"
            height -= size + 6
        objects.append(f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream")
        fonts = "/Resources << /Font << /Body 3 0 R /Bold 4 0 R >> >> /MediaBox [0 0 595 842]"
        objects.append(f"<< /Type /Page /Parent 2 0 R {fonts} /Contents {len(objects)} 0 R >>")
        kids.append(f"{len(objects)} 0 R")
    objects[1] = f"<< /Type /Pages /Count {len(kids)} /Kids [{' '.join(kids)}] >>"
    made = b"%PDF-1.4\n"
    places = []
    for number, told in enumerate(objects, 1):
        places.append(len(made))
        made += f"{number} 0 obj\n{told}\nendobj\n".encode()
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    size = len(objects) + 1
    end = f"xref\n0 {size}\n0000000000 65535 f \n{table}trailer << /Size {size} /Root 1 0 R >>\n"
    return made + f"{end}startxref\n{len(made)}\n%%EOF\n".encode()


PAGES = (
    [
        (BODY, 20, "Sending things back"),
        (BOLD, 11, "How long is there?"),
        (BODY, 11, "Thirty days from the delivery, as long as it is un-"),
        (BODY, 11, "used and in its box."),
        (BODY, 11, "Boots may have been"),
        (BODY, 11, "Tried on at home."),
        (BODY, 11, "\\267 not in the rain"),
        (BODY, 11, "\\267 not in the snow"),
    ],
    [(BODY, 14, "Who pays?"), (BODY, 11, "We do.")],
)


def _read(path: Path, data: bytes) -> list[Record | Rejected]:
    path.write_bytes(data)
    return list(pdf.read(path, Context(str(path))))


def test_a_pdf_becomes_a_document_with_its_headings(tmp_path: Path) -> None:
    (document,) = _read(tmp_path / "returns-2024.pdf", _pdf(*PAGES))
    assert isinstance(document, Document)
    assert (document.id, document.title) == ("returns-2024", "Sending things back")
    assert document.text == (
        "# Sending things back\n\n"
        "## How long is there?\n\n"
        "Thirty days from the delivery, as long as it is unused and in its box.\n"
        "Boots may have been Tried on at home.\n"
        "- not in the rain\n"
        "- not in the snow\n\n"
        "## Who pays?\n\n"
        "We do."
    )


def test_without_headings_the_file_names_the_document(tmp_path: Path) -> None:
    page: list[Line] = [(BODY, 11, "We ship on"), (BODY, 11, "weekdays.")]
    (document,) = _read(tmp_path / "gift-wrapping.pdf", _pdf(page, page))
    assert isinstance(document, Document)
    assert document.title == "Gift Wrapping"
    assert document.text == "We ship on weekdays.\n\nWe ship on weekdays."


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (_pdf([]), "a PDF of pictures without any text; save its text as .txt or .md"),
        (_pdf(), "a PDF of pictures without any text"),
        (b"%PDF-1.7 nothing", "export it again, or save its text as .txt or .md"),
        (_pdf(*PAGES)[:200], "a broken PDF"),
        (b"", "a broken PDF"),
    ],
)
def test_a_pdf_without_text_is_refused(tmp_path: Path, data: bytes, reason: str) -> None:
    path = tmp_path / "scan.pdf"
    (refused,) = _read(path, data)
    assert isinstance(refused, Rejected)
    assert (refused.source, refused.line) == (str(path), 0)
    assert reason in refused.reason
    with pytest.raises(CatalogError, match=r"scan\.pdf: a"):
        pdf.text(path)


@pytest.mark.parametrize(("password", "is_locked"), [("", False), ("secret", True)])
def test_only_a_pdf_that_asks_for_a_password_is_locked(
    tmp_path: Path, password: str, is_locked: bool
) -> None:
    (tmp_path / "open.pdf").write_bytes(_pdf(*PAGES))
    writer = pypdf.PdfWriter()
    writer.append(tmp_path / "open.pdf")
    writer.encrypt(password, owner_password="owner", algorithm="AES-256")
    writer.write(tmp_path / "closed.pdf")
    (record,) = pdf.read(tmp_path / "closed.pdf", Context("closed.pdf"))
    if is_locked:
        assert record == Rejected("closed.pdf", 0, "locked with a password; save it without one")
    else:
        assert isinstance(record, Document)
        assert record.title == "Sending things back"


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CatalogError, match=r"none\.pdf: cannot be read"):
        pdf.text(tmp_path / "none.pdf")


PIECES = [b"", b"<<", b">>", b"(", b"endobj", b"99999999", b"0 R", b"/Kids", b"\xff", b"-1", b"["]
# Where to cut (as a share of the file), how many bytes to take out, and what to put in.
CUTS = st.lists(
    st.tuples(
        st.floats(0, 1),
        st.sampled_from([0, 0, 1, 5, 60]),
        st.sampled_from(PIECES) | st.binary(max_size=4),
    ),
    min_size=1,
    max_size=6,
)


def _cut(data: bytes, cuts: list[tuple[float, int, bytes]]) -> bytes:
    for place, length, piece in cuts:
        start = int(place * len(data))
        data = data[:start] + piece + data[start + length :]
    return data


@settings(
    max_examples=200,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(cuts=CUTS)
def test_no_mutation_raises_anything_else(
    tmp_path: Path, cuts: list[tuple[float, int, bytes]]
) -> None:
    (record,) = _read(tmp_path / "a.pdf", _cut(_pdf(*PAGES), cuts))
    assert isinstance(record, (Document, Rejected))
