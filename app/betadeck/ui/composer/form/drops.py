"""Where something that is dragged can be dropped, and the line that shows it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol, runtime_checkable

from PySide6.QtCore import QObject, QPoint, QRect, QTimer, SignalInstance
from PySide6.QtWidgets import QFrame, QWidget

from betadeck.ui.composer.form.drag import Drag
from betadeck.ui.composer.form.editor import Editor
from betadeck.ui.composer.form.ghost import Ghost
from betadeck.ui.composer.scroll_pane import ScrollPane

_LINE_PX, _GAP_PX, _EDGE_PX, _MOST_STEP_PX, _FRAME_MS = 2, 4, 40, 24, 16


@dataclass(frozen=True, slots=True)
class Dragging:
    """What an editor asks for when the user begins to drag it."""

    drag: Drag
    editor: Editor


@runtime_checkable
class DropList(Protocol):
    """An editor of a list that others can be dropped into."""

    def drop_items(self, dragged: Editor) -> Sequence[QWidget] | None:
        """Return the items that `dragged` can go between, None if it can go nowhere here."""
        ...

    def take_in(self, dragged: Editor, place: int) -> None:
        """Announce that `dragged` now stands before the item at `place`, and go to it."""
        ...


@dataclass(frozen=True, slots=True)
class _Target:
    list: DropList
    area: QWidget
    items: Sequence[QWidget]


class Drops(QObject):
    """Follows one drag at a time over the lists in a pane, and scrolls it at its edges."""

    def __init__(self, pane: ScrollPane) -> None:
        super().__init__(pane)
        self._pane = pane
        self._drag: Drag | None = None
        self._dragged: Editor | None = None
        self._targets: list[_Target] = []
        self._spot: tuple[_Target, int] | None = None
        self._at = QPoint()
        self._line = QFrame(pane.inside)
        self._line.setProperty("role", "dropline")
        self._line.hide()
        self._ghost = Ghost(pane.viewport())
        self._scrolling = QTimer(self, interval=_FRAME_MS)
        self._scrolling.timeout.connect(self._on_scroll)

    def follow(self, wanted: Dragging) -> None:
        """Show where `wanted` would go until it is dropped or given up."""
        self._end()
        self._drag, self._dragged = wanted.drag, wanted.editor
        self._ghost.become(wanted.editor)
        lists = [each for each in self._pane.inside.findChildren(Editor) if each.isVisible()]
        self._targets = [made for each in lists if (made := _target(each, wanted.editor)) is not None]
        for signal, slot in self._links(wanted.drag):
            signal.connect(slot)
        self._scrolling.start()

    def _links(self, drag: Drag) -> tuple[tuple[SignalInstance, Callable[..., None]], ...]:
        return (
            (drag.moved, self._on_moved),
            (drag.dropped, self._on_dropped),
            (drag.given_up, self._end),
            (drag.destroyed, self._on_gone),
        )

    def _on_moved(self, place: QPoint) -> None:
        self._at = place
        self._ghost.follow(place)
        self._spot = self._spot_at(self._pane.inside.mapFromGlobal(place).y())
        if self._spot is not None:
            self._line.setGeometry(self._line_at(*self._spot))
            self._line.raise_()
        self._line.setVisible(self._spot is not None)

    def _spot_at(self, y: int) -> tuple[_Target, int] | None:
        """Return the list nearest to `y`, the inner one of lists in lists, and the place in it."""
        if not self._targets:
            return None
        target = min(self._targets, key=lambda each: _distance(self._rect(each.area), y))
        return target, sum(y > self._rect(each).center().y() for each in target.items)

    def _line_at(self, target: _Target, index: int) -> QRect:
        """Return the gap before the item at `index`, or that behind the last."""
        area, items = self._rect(target.area), target.items
        if not items:
            return QRect(area.left(), area.top(), area.width(), _LINE_PX)
        edge = self._rect(items[min(index, len(items) - 1)])
        top = edge.top() - _GAP_PX if index < len(items) else edge.bottom() + _GAP_PX - 1
        return QRect(edge.left(), top, edge.width(), _LINE_PX)

    def _rect(self, widget: QWidget) -> QRect:
        return QRect(widget.mapTo(self._pane.inside, QPoint()), widget.size())

    def _on_scroll(self) -> None:
        """Scroll while the mouse is near an edge, faster the nearer."""
        view = self._pane.viewport()
        y, bar = view.mapFromGlobal(self._at).y(), self._pane.verticalScrollBar()
        into = min(0, y - _EDGE_PX) + max(0, y - (view.height() - _EDGE_PX))
        before = bar.value()
        bar.setValue(before + max(-_MOST_STEP_PX, min(_MOST_STEP_PX, round(into / 2))))
        if bar.value() != before:
            self._on_moved(self._at)

    def _on_dropped(self) -> None:
        dragged, spot = self._dragged, self._spot
        self._end()
        if dragged is not None and spot is not None:
            spot[0].list.take_in(dragged, spot[1])

    def _on_gone(self) -> None:
        """Forget a drag whose handle is no more."""
        self._drag = None
        self._end()

    def _end(self) -> None:
        for signal, slot in self._links(self._drag) if self._drag is not None else ():
            signal.disconnect(slot)
        self._scrolling.stop()
        self._line.hide()
        self._ghost.hide()
        self._drag, self._dragged, self._spot, self._targets = None, None, None, []


def _target(editor: Editor, dragged: Editor) -> _Target | None:
    within = f"{editor.pointer}/".startswith(f"{dragged.pointer}/")
    if within or not isinstance(editor, DropList):
        return None
    items = editor.drop_items(dragged)
    return None if items is None else _Target(editor, editor, items)


def _distance(rect: QRect, y: int) -> tuple[int, int]:
    """Return how far `y` is from what `rect` covers; of those that hold it the smallest comes first."""
    return max(rect.top() - y, y - rect.bottom(), 0), rect.height()
