"""The user's own additions to the catalogue."""

import json

import pytest

from betadeck.core.catalog import Catalogue
from betadeck.storage.catalogue_files import CatalogueFiles
from betadeck.storage.faults import StorageFault

MINE = "my-own-2026-01-01"


@pytest.fixture
def files(tmp_path):
    return CatalogueFiles(tmp_path / "catalogue")


@pytest.fixture
def put(tmp_path):
    def write(text, name="mine.json"):
        (tmp_path / "catalogue").mkdir(exist_ok=True)
        path = tmp_path / "catalogue" / name
        path.write_text(text)
        return path

    return write


def test_without_files_the_catalogue_stays_as_it_is(files):
    assert files.lay_over(Catalogue()) == (Catalogue(), ())


def test_betas_that_are_added_are_laid_over(files):
    for name in (MINE, "another-2026-01-01", MINE):
        files.add_beta(name)
    found, problems = files.lay_over(Catalogue())
    assert problems == ()
    assert list(found.betas) == [MINE, "another-2026-01-01"]
    assert found.betas[MINE].mine


def test_what_the_user_wrote_of_a_beta_stays(files, put):
    own = {"title": "Hurry", "group": "G", "state": "active", "summary": "s"}
    path = put(json.dumps({"format": 1, "betas": {MINE: own}, "models": {}}))
    before = path.read_text()
    files.add_beta(MINE)
    assert path.read_text() == before
    files.add_beta("another-2026-01-01")
    assert files.lay_over(Catalogue())[0].betas[MINE].title == "Hurry"


@pytest.mark.parametrize(
    "text", ["{", "[]", "[" * 100_000, '{"betas": 5}', '{"format": 99}', '{"bettas": {}}']
)
def test_a_file_that_cannot_be_used_is_named_and_the_others_are_used(text, files, put):
    files.add_beta(MINE)
    path = put(text, "a.json")
    found, problems = files.lay_over(Catalogue())
    assert list(found.betas) == [MINE]
    assert len(problems) == 1
    assert str(path) in problems[0]


@pytest.mark.parametrize("text", ["{", "[]", '{"betas": []}'])
def test_a_broken_file_is_not_written_over(text, files, put):
    path = put(text)
    with pytest.raises(StorageFault) as caught:
        files.add_beta(MINE)
    assert caught.value.code == "broken"
    assert path.read_text() == text
