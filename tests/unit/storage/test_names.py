"""File names from whatever a preset is called."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from betadeck.storage import atomic
from betadeck.storage.faults import StorageFault
from betadeck.storage.names import file_stem, fold, free_stem, path_of


@pytest.mark.parametrize(
    ("name", "stem"),
    [
        ("Context editing", "Context editing"),
        ("a/b\\c", "a-b-c"),
        ("../../etc/passwd", "-..-etc-passwd"),
        ("..", "untitled"),
        ("", "untitled"),
        ("   ", "untitled"),
        ("/", "untitled"),
        (".hidden", "hidden"),
        ("ends with dots...", "ends with dots"),
        ("line\nbreak\ttab\0null", "line-break-tab-null"),
        ("CON", "_CON"),
        ("con.txt", "_con.txt"),
        ("Lpt1", "_Lpt1"),
        ("COM10", "COM10"),
        ("console", "console"),
        ('a<b>:"c"|?*', "a-b-c-"),
        ("half \ud800 pair", "half - pair"),
        ("cafe\u0301", "café"),
        ("プリセット", "プリセット"),
    ],
)
def test_a_name_becomes_one_that_every_system_takes(name, stem):
    assert file_stem(name) == stem


def test_three_hundred_letters_are_cut():
    assert file_stem("x" * 300) == "x" * 120
    assert len(file_stem("é" * 300).encode()) == 120


@pytest.mark.parametrize("emoji", ["👩‍👩‍👧", "👍🏽", "❤️"])
def test_an_emoji_is_kept_whole_or_left_out(emoji):
    for lead in range(100, 121):
        stem = file_stem("x" * lead + emoji)
        assert stem in ("x" * lead, "x" * lead + emoji) or not set(stem[lead:]) & set("\u200d\ufe0f🏽")


def test_a_taken_name_gets_a_number_whatever_its_case():
    taken = {fold("Straße"), fold("Straße 2")}
    assert free_stem("STRASSE", taken) == "STRASSE 3"
    assert free_stem("Weg", taken) == "Weg"


@given(st.text(st.characters(exclude_categories=())))
def test_any_name_makes_a_file(tmp_path_factory, name):
    stem = file_stem(name)
    path = path_of(tmp_path_factory.getbasetemp(), stem, ".json")
    atomic.write_bytes(path, b"{}")
    assert path.parent == tmp_path_factory.getbasetemp()
    assert not re.search(r'[<>:"/\\|?*\x00-\x1f]|[. ]$', stem)
    path.unlink()


@pytest.mark.parametrize(
    "id_", ["", ".", "..", "../x", "a/../b", "/etc", "a//b", "a/", ".git/x", "a\\b", "a\0"]
)
def test_no_id_leads_out_of_the_folder(tmp_path, id_):
    with pytest.raises(StorageFault) as caught:
        path_of(tmp_path, id_)
    assert caught.value.code == "bad_name"
