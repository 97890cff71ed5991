"""Which fields the form of a body has: those made by hand, with the schema's shapes, else the schema's."""

from collections.abc import Mapping

from betadeck.ui.composer.form.known_shapes import with_shapes
from betadeck.ui.composer.form.messages_fields import hand_made
from betadeck.ui.composer.form.schema_fields import Schema, fields_of
from betadeck.ui.composer.form.spec import FieldSpec

Fields = tuple[FieldSpec, ...]


class BodyFields:
    """Keeps the fields of one schema, which take milliseconds to find."""

    def __init__(self) -> None:
        self._schema: Schema | None = None
        self._plain: Fields = ()
        self._joined: tuple[object, Fields] = (None, ())

    def set_schema(self, schema: Mapping[str, object] | None) -> bool:
        """Take the fields from this schema from now on; return whether it is another one."""
        if schema is self._schema:
            return False
        self._schema, self._joined = schema, (None, ())
        self._plain = fields_of(schema) if schema is not None else ()
        return True

    def at(self, method: str, path: str) -> tuple[Fields, bool]:
        """Return the fields of a request, and whether its body can have no others."""
        known = hand_made(method, path)
        if known is None:
            return self._plain, bool(self._plain)
        if self._schema is None:
            return tuple(known), False
        if self._joined[0] is not known:
            self._joined = (known, with_shapes(known, self._schema))
        return self._joined[1], False
