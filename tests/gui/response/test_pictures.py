"""Pictures in answers: drawn within limits, and in words what cannot be."""

import base64
import struct
import zlib

import pytest
from PySide6.QtCore import QBuffer, QIODevice, QPoint, QSize, Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QAbstractButton, QLabel

from betadeck.core.picture_kind import picture_kind
from betadeck.ui.response.file_preview import FilePreview
from betadeck.ui.response.picture import read_picture

MOST = QSize(400, 400)


def image_bytes(kind="PNG", width=60, height=40):
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("#336699"))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, kind)
    return buffer.data().data()


def bomb(side):
    """Return a PNG of a few bytes that stands for `side` times `side` pixels."""

    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(bytes(64))) + chunk(b"IEND", b"")


def pdf(pages=2, width=200, height=100):
    """Return a small PDF whose pages are red."""
    kids = " ".join(f"{4 + number} 0 R" for number in range(pages))
    ink = b"1 0 0 rg 0 0 9999 9999 re f"
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", f"<</Type/Pages/Kids[{kids}]/Count {pages}>>".encode(),
               b"<</Length %d>>stream\n%s\nendstream" % (len(ink), ink)]  # fmt: skip
    page = f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {width} {height}]/Contents 3 0 R>>".encode()
    out = b"%PDF-1.4\n"
    for number, each in enumerate([*objects, *[page] * pages], 1):
        out += b"%d 0 obj%s endobj\n" % (number, each)
    return out + b"trailer<</Root 1 0 R>>\n%%EOF"


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_a_picture_is_read_and_made_smaller(qapp, kind):
    picture = read_picture(image_bytes(kind, 1000, 500), "application/octet-stream", MOST)
    assert (picture.image.width(), picture.image.height()) == (400, 200)
    assert picture.words == "1,000 × 500 pixels"


def test_a_pdf_shows_its_first_page(qapp):
    picture = read_picture(pdf(), "application/pdf", MOST)
    assert (picture.image.width(), picture.image.height()) == (400, 200)
    assert picture.image.pixelColor(50, 50) == QColor("#ff0000")
    assert picture.words == "page 1 of 2 pages"


@pytest.mark.parametrize(
    ("data", "media_type", "words"),
    [
        (bomb(30_000), "image/png", "30,000 × 30,000 pixels are too many"),
        (b"no picture at all", "image/png", "no PNG, JPEG, GIF or WebP"),
        (b"<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'/>", "image/x", "no PNG, JPEG"),
        (b"\x89PNG\r\n\x1a\n" + b"x" * 50, "image/png", "cannot be read"),
        (b"%PDF-1.4 nothing", "application/pdf", "cannot be opened"),
        (pdf(1, 99_999, 99_999), "application/pdf", "inches"),
        (b"plain", "text/plain", "no picture"),
    ],
)
def test_what_cannot_be_drawn_is_said(qapp, data, media_type, words):
    picture = read_picture(data, media_type, MOST)
    assert picture.image is None
    assert words in picture.words


def test_a_picture_cut_short_is_called_broken(qapp):
    data = image_bytes("PNG", 600, 600)
    picture = read_picture(data[: len(data) // 2], "image/png", MOST)
    assert picture.image is None
    assert "broken" in picture.words


def test_the_bytes_decide_what_a_picture_is():
    assert picture_kind(b"%PDF-1.7", "text/plain") == "application/pdf"
    assert picture_kind(b"GIF89a", "") == "image/gif"
    assert picture_kind(b"<svg", "image/svg+xml") == ""
    assert picture_kind(b"{}", "application/json") == ""


def test_an_answer_that_is_a_picture_is_drawn_and_its_bytes_are_one_click_away(view, qtbot):
    data = image_bytes()
    view.show_body(data, "image/png")
    qtbot.waitUntil(lambda: view._picture.picture().image is not None)
    assert view._picture.isVisible()
    assert "60 × 40 pixels" in " ".join(label.text() for label in view.findChildren(QLabel))
    view._mode.findChild(QAbstractButton, "hex").click()
    assert bytes(view.text_view().rows().data) == data
    view.show_body(b'{"a": 1}', "application/json")
    assert view._mode.current() == "pretty"
    assert view._mode.findChild(QAbstractButton, "picture").isHidden()


def test_a_chip_in_the_layout_opens_with_a_click_and_with_enter(view, qtbot):
    data = b'{"source": {"data": "' + base64.b64encode(image_bytes() + bytes(300)) + b'"}}'
    view.show_body(data, "application/json")
    text = view.text_view()
    chip = text.rows().chip_at(data.index(b"iVBOR"))
    part = text.rows().part_at(2, chip.start, text._ink)
    place = QPoint(round(text._margin_px() + part.x_of(chip.start)) + 20, round(2.5 * text._ink.line_px))
    qtbot.mouseClick(text.viewport(), Qt.MouseButton.LeftButton, pos=place)
    preview = view.findChild(FilePreview)
    qtbot.waitUntil(lambda: preview.pane().picture().image is not None)
    assert "60 × 40 pixels" in preview.findChild(QLabel, "preview_note").text()
    preview.close()
    qtbot.keyClick(text, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: len(view.findChildren(FilePreview)) > 0)


def test_what_is_not_base64_throughout_is_said(view, qtbot):
    data = b'{"data": "' + base64.b64encode(image_bytes() + bytes(300)) + b' not base64 =="}'
    view.show_body(data, "application/json")
    view._on_chip_opened(view.text_view().rows().chip_at(12))
    preview = view.findChild(FilePreview)
    qtbot.waitUntil(lambda: "not base64" in preview.pane().picture().words)
    preview.close()
