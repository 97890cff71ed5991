"""Literals of Python and JavaScript as JSON, read without running anything."""

from betadeck.core.json_from.literals import Literal, as_json

__all__ = ["Literal", "as_json"]
