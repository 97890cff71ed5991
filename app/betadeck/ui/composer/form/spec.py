"""What a form field is, told as data. Hand-kept tables and JSON Schemas both turn into these."""

from dataclasses import dataclass
from enum import Enum

from betadeck.ui.composer.form.shape import Shape


class Kind(Enum):
    """Which editor a field gets."""

    TEXT = "one line of text"
    LONG_TEXT = "lines of text"
    INTEGER = "a whole number"
    NUMBER = "a number"
    SWITCH = "on or off"
    CHOICE = "one of a few texts"
    LINES = "a list of texts"
    MODEL = "a model's name"
    CONTENT = "text, or blocks of content"
    MESSAGES = "turns of a conversation"
    VARIANT = "an object that its type tells the fields of"
    SECRET = "one line of text that nobody should read over a shoulder"
    NAME = "the name of another part of the request"
    DATE = "a day, or a day and a time"
    OBJECT = "an object with fields of its own"
    LIST = "a list of values"
    MAP = "names of one's own choice, with values"
    UNION = "one of several shapes"
    TOOLS = "tools, of one's own and others"
    JSON_SCHEMA = "a JSON Schema of an object"
    OPAQUE = "anything: summed up here, edited as JSON"


COMPACT = frozenset({Kind.INTEGER, Kind.NUMBER, Kind.SWITCH, Kind.CHOICE})
"""Kinds whose editors are as wide as they need, and stand at the left of their row."""


class Absent(Enum):
    """The value of a member that is not there; JSON's null is another thing."""

    ABSENT = "absent"


ABSENT = Absent.ABSENT


@dataclass(frozen=True, slots=True)
class FieldSpec:
    """One field of a form.

    `pointer` leads to its value, for the fields of a variant from the variant's own. `options` are the texts
    of a choice; others can be typed with `open_options`, and none chosen with `clears`. `least` and `most`
    bound a number. `start` is the JSON text with which an optional field begins. `note` is said beside it.
    `beside` stand in the same row. `beta` tells that the API takes it only with a beta. `shape` is the schema
    of what lies within, read when it is opened; the members `hidden` of it are shown elsewhere. `nullable`
    fields may be null, `unknown` ones are not in the schema. `hint` stands in the empty field. A name
    is one of those in the list `among` of the request.
    """

    pointer: str
    label: str
    kind: Kind
    required: bool = False
    options: tuple[str, ...] = ()
    open_options: bool = False
    clears: bool = False
    least: float | None = None
    most: float | None = None
    start: str = '""'
    note: str = ""
    beta: bool = False
    variants: "tuple[Variant, ...]" = ()
    beside: "tuple[FieldSpec, ...]" = ()
    shape: Shape | None = None
    hidden: tuple[str, ...] = ()
    nullable: bool = False
    unknown: bool = False
    hint: str = ""
    among: str = ""

    @property
    def name(self) -> str:
        """The member's name, as in `effort` of `/output_config/effort`."""
        return self.pointer.rpartition("/")[2]


@dataclass(frozen=True, slots=True)
class Variant:
    """One shape of an object: the value of its `type`, and its other fields."""

    type: str
    fields: tuple[FieldSpec, ...] = ()
