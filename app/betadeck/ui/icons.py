"""Our own line icons, drawn in the colour of the text they stand beside."""

from math import ceil

from PySide6.QtCore import QByteArray, QRectF, Qt
from PySide6.QtGui import QGuiApplication, QIcon, QPainter, QPixmap, QPixmapCache
from PySide6.QtSvg import QSvgRenderer

from betadeck.resources import resource


def icon(name: str, colour: str, size_px: int = 16) -> QIcon:
    """Return the icon `name` (a file in `resources/icons`) with `currentColor` set to `colour`.

    Raises:
        FileNotFoundError: there is no such icon.
    """
    made = QIcon()
    for scale in sorted({1, _sharpest()}):
        made.addPixmap(_pixmap(name, colour, size_px, scale))
    return made


def _pixmap(name: str, colour: str, size_px: int, scale: int) -> QPixmap:
    """Return what Qt keeps of it, as widgets ask for icons while they paint; else read the file and draw it."""
    key, found = f"betadeck/{name}/{colour}/{size_px}/{scale}", QPixmap()
    if not QPixmapCache.find(key, found):
        text = resource(f"icons/{name}.svg").read_text(encoding="utf-8").replace("currentColor", colour)
        found = _drawn(QSvgRenderer(QByteArray(text.encode())), size_px, scale)
        QPixmapCache.insert(key, found)
    return found


def _sharpest() -> int:
    """Return the greatest number of device pixels a pixel among the screens, rounded up."""
    app = QGuiApplication.instance()
    return ceil(app.devicePixelRatio()) if isinstance(app, QGuiApplication) else 1


def _drawn(renderer: QSvgRenderer, size_px: int, scale: int) -> QPixmap:
    pixmap = QPixmap(size_px * scale, size_px * scale)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    renderer.render(painter, QRectF(0, 0, size_px * scale, size_px * scale))
    painter.end()
    pixmap.setDevicePixelRatio(scale)
    return pixmap
