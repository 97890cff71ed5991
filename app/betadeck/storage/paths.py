"""Where everything is kept below the one data folder."""

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Paths:
    """The files and folders of the data folder `data_dir`; none of them need be there yet."""

    data_dir: Path

    @property
    def presets(self) -> Path:
        """The folder of preset files and their folders."""
        return self.data_dir / "presets"

    @property
    def trash(self) -> Path:
        """The folder of deleted presets."""
        return self.data_dir / "trash"

    @property
    def beta_sets(self) -> Path:
        """The file of beta sets."""
        return self.data_dir / "beta-sets.json"

    @property
    def targets(self) -> Path:
        """The file of targets."""
        return self.data_dir / "targets.json"

    @property
    def settings(self) -> Path:
        """The file of settings."""
        return self.data_dir / "settings.json"

    @property
    def drafts(self) -> Path:
        """The folder of open tabs and unsaved drafts."""
        return self.data_dir / "drafts"

    @property
    def history(self) -> Path:
        """The folder of the history's database and answers."""
        return self.data_dir / "history"

    @property
    def spool(self) -> Path:
        """The folder of big answers for as long as they are looked at."""
        return self.data_dir / "spool"

    @property
    def catalogue(self) -> Path:
        """The folder of the user's own additions to the catalogue."""
        return self.data_dir / "catalogue"

    @property
    def key_names(self) -> Path:
        """The file that lists the names of keys; the keys themselves are in the system's keyring."""
        return self.data_dir / "keys.json"

    @property
    def accepted(self) -> Path:
        """The file of what keys accepted when they were asked."""
        return self.data_dir / "accepted-betas.json"

    @property
    def batches(self) -> Path:
        """The folder of batches that were sent, with the rows that their results belong to."""
        return self.data_dir / "batches"


def default_data_dir() -> Path:
    """Return where this system wants a program's data; nothing is made."""
    from platformdirs import user_data_path

    return user_data_path("betadeck", appauthor=False)
