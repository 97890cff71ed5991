"""Where things are kept."""

from pathlib import Path

from betadeck.storage.paths import Paths, default_data_dir


def test_everything_is_below_the_data_folder_and_apart(tmp_path):
    paths = Paths(tmp_path)
    places = [getattr(paths, name) for name, value in vars(Paths).items() if isinstance(value, property)]
    assert len(set(places)) == len(places) > 7
    assert all(place.parent == tmp_path for place in places)


def test_the_default_is_the_systems_place(monkeypatch, tmp_path):
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert default_data_dir().name == "betadeck"
    assert isinstance(default_data_dir(), Path)
    assert list(tmp_path.iterdir()) == []
