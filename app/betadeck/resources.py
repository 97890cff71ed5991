"""The one door to Betadeck's data files: catalogue, icons, styles, examples.

The same two lines serve a checkout, an installed wheel and a frozen build: all three are plain folders,
and Qt wants real paths. (`importlib.resources` gives no more here and costs 10 ms at start.)
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

_PACKAGED = Path(__file__).parent / "_resources"
_CHECKOUT = Path(__file__).parents[2] / "resources"


def resource(name: str) -> Path:
    """Return the data file or folder `name`, such as `"icons/send.svg"`.

    Nothing is read; a name that does not exist fails when it is opened.
    """
    root = _PACKAGED if _PACKAGED.is_dir() else _CHECKOUT
    return root.joinpath(*name.split("/"))


def load_index() -> Mapping[str, object]:
    """Return the catalogue's index: everything but the schemas. Read anew at each call (a few ms).

    Raises:
        OSError: the file is missing or cannot be read: a broken installation.
        ValueError: it is not JSON.
    """
    index: Mapping[str, object] = _load("catalog/index.json")
    return index


def load_schemas() -> Mapping[str, object]:
    """Return the pool of JSON Schemas: name -> schema, as `closure` of `core.schema` takes it.

    Raises:
        OSError: the file is missing or cannot be read: a broken installation.
        ValueError: it is not JSON.
    """
    pool: Mapping[str, object] = _load("catalog/schemas.json")["$defs"]
    return pool


def _load(name: str) -> Any:  # noqa: ANN401  plain JSON
    return json.loads(resource(name).read_bytes())
