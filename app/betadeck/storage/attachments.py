"""Files that are to go into a body, read whole."""

from pathlib import Path

from betadeck.storage.faults import StorageFault, fault_of


def read_attachment(path: Path, most_bytes: int) -> bytes:
    """Return the bytes of a file of at most `most_bytes`; a larger one is not read at all.

    Raises:
        StorageFault: it cannot be read, is no ordinary file, or is larger.
    """
    try:
        size = path.stat().st_size
        if not path.is_file():
            raise StorageFault("not_a_file", f"{path.name} is not an ordinary file.", path)
        if size > most_bytes:
            raise StorageFault(
                "too_big", f"{path.name} is too big for a message ({size / 1e6:,.1f} MB).", path
            )
        with path.open("rb") as file:
            return file.read(most_bytes + 1)[:most_bytes]
    except OSError as error:
        raise fault_of(error, path, "read") from None
