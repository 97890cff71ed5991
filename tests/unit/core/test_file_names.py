"""A server's file name never leads out of the chosen folder, nor to a device or a hidden file."""

import pytest

from betadeck.core.file_names import disposition_name, safe_name


@pytest.mark.parametrize(
    ("header", "name"),
    [
        ('attachment; filename="report.pdf"', "report.pdf"),
        ("attachment; filename=plain.txt", "plain.txt"),
        ("attachment; filename*=UTF-8''na%C3%AFve%20plan.txt", "naïve plan.txt"),
        ('attachment; filename="../../etc/passwd"', "passwd"),
        ('attachment; filename="C:\\\\Windows\\\\x.dll"', "x.dll"),
        ("attachment; filename*=UTF-8''..%2F..%2Fx", "x"),
        ("attachment; filename*=nonsense''%ff", ""),
        ("attachment", ""),
        ("", ""),
    ],
)
def test_names_of_headers(header, name):
    found = disposition_name(header)
    assert found == name or (not name and "/" not in found)


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        (".bashrc", "bashrc"),
        ("..", ""),
        ("CON", "_CON"),
        ("nul.txt", "_nul.txt"),
        ("a:b*c?.txt", "a_b_c_.txt"),
        ("evil\u202egpj.exe", "evil_gpj.exe"),
        ("trailing. . ", "trailing"),
        ("line\nbreak", "line_break"),
        ("日本.txt", "日本.txt"),
    ],
)
def test_names_are_made_safe(name, safe):
    assert safe_name(name) == safe


def test_long_names_keep_their_ending_and_whole_characters():
    made = safe_name("語" * 300 + ".json")
    assert len(made.encode()) <= 180
    assert made.endswith("語.json")
