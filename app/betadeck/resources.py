"""The one door to Betadeck's data files: catalogue, icons, styles, examples.

The same two lines serve a checkout, an installed wheel and a frozen build.
"""

from importlib.resources import files
from importlib.resources.abc import Traversable
from pathlib import Path

_PACKAGED = files(__package__) / "_resources"
_CHECKOUT = Path(__file__).parents[2] / "resources"


def resource(name: str) -> Traversable:
    """Return the data file or folder `name`, such as `"icons/send.svg"`.

    Nothing is read; a name that does not exist fails when it is opened.
    """
    root: Traversable = _PACKAGED if _PACKAGED.is_dir() else _CHECKOUT
    return root.joinpath(*name.split("/"))
