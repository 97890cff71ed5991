"""Files as blocks: the bytes decide."""

import base64
import json

import pytest

from betadeck.core.attachment import UnfitFileError, attachment_of, upload_of
from betadeck.core.json_pointer import value_at
from betadeck.storage.attachments import read_attachment
from betadeck.storage.faults import StorageFault

PNG = b"\x89PNG\r\n\x1a\n" + b"\0\0\0\rIHDR" + (300).to_bytes(4) + (200).to_bytes(4) + b"\x08\x02"


def test_a_picture_under_a_wrong_name_is_what_its_bytes_are():
    found = attachment_of("a.txt", PNG)
    assert json.loads(found.raw) == {
        "type": "image",
        "source": {"type": "base64", "media_type": "image/png", "data": base64.b64encode(PNG).decode()},
    }
    assert found.words == "a.txt: PNG, 300 × 200, 26 B"


def test_a_pdf_is_a_document():
    source = json.loads(attachment_of("a.pdf", b"%PDF-1.7").source)
    assert (source["type"], source["media_type"]) == ("base64", "application/pdf")


def test_text_goes_in_as_text_with_its_name():
    block = json.loads(attachment_of("a.md", "\ufeffhéllo".encode()).raw)
    assert block["source"] == {"type": "text", "media_type": "text/plain", "data": "héllo"}
    assert block["title"] == "a.md"


@pytest.mark.parametrize(
    ("data", "wanted", "words"),
    [
        (b"", "", "is empty"),
        (b"PK\x03\x04\0\0", "", "It can be uploaded"),
        (b"\xff\xfe\x00", "", "no UTF-8 text"),
        (PNG, "document", "It is an image"),
        (b"%PDF-1.7", "image", "is no image"),
    ],
)
def test_what_cannot_stand_in_a_message_is_refused_in_words(data, wanted, words):
    with pytest.raises(UnfitFileError, match=words):
        attachment_of("a.bin", data, wanted)


@pytest.mark.parametrize(
    ("name", "wanted", "kind"),
    [
        ("a.PNG", "", "image"),
        ("a.pdf", "", "document"),
        ("a.txt", "", "document"),
        ("a.xlsx", "", "container_upload"),
        ("a", "", "container_upload"),
        ("a.bin", "document", "document"),
    ],
)
def test_a_file_that_cannot_stand_in_a_message_has_a_block_for_its_id(name, wanted, kind):
    found = upload_of(name, wanted)
    block = json.loads(found.raw)
    assert block["type"] == kind
    assert value_at(block, found.pointer) == ""
    assert block.get("source", "") == (json.loads(found.source) if found.source else "")


def test_a_file_that_is_too_big_is_not_read(tmp_path):
    path = tmp_path / "big.pdf"
    path.write_bytes(b"x" * 11)
    assert read_attachment(path, 11) == b"x" * 11
    with pytest.raises(StorageFault, match="too big for a message") as fault:
        read_attachment(path, 10)
    assert fault.value.code == "too_big"


def test_folders_and_missing_files_are_refused(tmp_path):
    for path in (tmp_path, tmp_path / "none"):
        with pytest.raises(StorageFault):
            read_attachment(path, 10)
