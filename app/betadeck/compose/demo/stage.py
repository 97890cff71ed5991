"""Hands and eyes of the demo: real mouse and key events, waits for conditions, pictures."""

import asyncio
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from betadeck.compose.program import Program

W = TypeVar("W", bound=QWidget)
_PLAIN = Qt.KeyboardModifier.NoModifier
_PATIENCE_S = 20.0
_SETTLE_S = 0.12


class DemoFault(Exception):  # noqa: N818  "fault" is this program's word for it
    """A step did not do what it says."""


class Stage:
    """One program on show; `shots` are the pictures taken so far."""

    def __init__(self, program: Program, out: Path, theme_name: str) -> None:
        self.program, self.window = program, program.window
        self._out, self._theme = out, theme_name
        self.shots: list[Path] = []

    def find(self, kind: type[W], name: str) -> W:
        """Return the visible widget called `name`, in any window.

        Raises:
            DemoFault: there is none.
        """
        for root in QApplication.topLevelWidgets():
            for found in [root, *root.findChildren(kind, name)]:
                if isinstance(found, kind) and found.objectName() == name and found.isVisible():
                    return found
        raise DemoFault(f"There is no visible “{name}”.")

    def click(self, widget: QWidget, at: QPoint | None = None) -> None:
        """Click a widget with the left button, in its middle or at `at`."""
        place = at if at is not None else widget.rect().center()
        QTest.mouseClick(widget, Qt.MouseButton.LeftButton, _PLAIN, place)

    async def type(self, widget: QWidget, text: str) -> None:
        """Type a text into a widget, key by key."""
        widget.activateWindow()
        widget.setFocus()
        await self.until(widget.hasFocus, f"the focus in {widget.objectName()}")
        QTest.keyClicks(widget, text)

    async def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier = _PLAIN) -> None:
        """Press a key in whatever has the focus.

        Without a window manager nothing is active once a list over the window has closed.
        """
        if QApplication.activeWindow() is None:
            self.window.activateWindow()
            await self.until(QApplication.activeWindow, "an active window")
        QTest.keyClick(QApplication.focusWidget() or self.window, key, modifier)

    async def until(self, condition: Callable[[], object], what: str) -> None:
        """Wait until `condition()` is true.

        Raises:
            DemoFault: it did not become so; `what` says what was awaited.
        """
        try:
            async with asyncio.timeout(_PATIENCE_S):
                while not condition():
                    await asyncio.sleep(0.01)
        except TimeoutError:
            raise DemoFault(f"Waited {_PATIENCE_S:.0f} s in vain: {what}.") from None

    async def shot(self, name: str) -> None:
        """Let everything be painted and take a picture of the window with what lies over it."""
        await asyncio.sleep(_SETTLE_S)
        picture = self.window.grab()
        for over in QApplication.topLevelWidgets():
            if over is not self.window and over.isVisible() and over.width() > 40:
                place = self.window.mapFromGlobal(over.mapToGlobal(QPoint(0, 0)))
                _paste(picture, over, place)
        self._out.mkdir(parents=True, exist_ok=True)
        path = self._out / f"{len(self.shots) + 1:02d}-{name}-{self._theme}.png"
        if not picture.save(str(path)):
            raise DemoFault(f"The picture {path} could not be written.")
        self.shots.append(path)


def _paste(picture: object, over: QWidget, place: QPoint) -> None:
    from PySide6.QtGui import QPainter, QPixmap

    assert isinstance(picture, QPixmap)
    painter = QPainter(picture)
    painter.drawPixmap(place, over.grab())
    painter.setPen(over.palette().color(over.palette().ColorRole.Mid))
    painter.drawRect(over.rect().translated(place))  # the frame that a window manager would draw
    painter.end()
