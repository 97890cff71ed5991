"""A composer with the real catalogue's schema for Messages, and a picture."""

from functools import cache

from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication

from betadeck.core.catalog import Catalogue
from betadeck.core.catalog_load import parse_catalogue
from betadeck.core.schema import closure
from betadeck.resources import load_index, load_schemas
from betadeck.ui.composer.composer import Composer
from helpers.composing import composer_with


@cache
def real_catalogue() -> Catalogue:
    """Return the catalogue of the program."""
    return parse_catalogue(load_index())


@cache
def messages_schema() -> dict[str, object]:
    """Return the schema of a Messages body with all that betas add."""
    return closure(load_schemas(), "BetaMessagesCreateBody")


def talk_with(qtbot, body: object) -> Composer:
    """Return a visible composer with a form for `body`, which knows all of the API."""
    composer = composer_with(qtbot, body)
    composer.set_catalogue(real_catalogue())
    composer.set_schema(messages_schema())
    QApplication.processEvents()  # layouts show new widgets a turn later
    return composer


def user_says(*blocks: object) -> dict[str, object]:
    """Return a body with one message of the user."""
    return {"messages": [{"role": "user", "content": list(blocks)}]}


def png(width: int = 30, height: int = 20) -> bytes:
    """Return a picture of one colour."""
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor("teal"))
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")
    return bytes(buffer.data().data())
