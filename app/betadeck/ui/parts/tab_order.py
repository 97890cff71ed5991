"""Tab goes through a form, and through the window, as the eye does, whatever order things were made in."""

from collections.abc import Iterator, Sequence

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLayout,
    QPlainTextEdit,
    QScrollArea,
    QSplitter,
    QTextEdit,
    QWidget,
)

from betadeck.ui.parts.focus import focused_in

_WHOLE = (QAbstractItemView, QAbstractSpinBox, QComboBox, QPlainTextEdit, QTextEdit)
"""What is inside them belongs to them."""


def step_focus(form: QWidget, forward: bool) -> bool:
    """Move the focus to the next or previous field of `form` in layout order; False past its ends.

    A field that is being hidden leaves the focus to what is nearest to its place, not to what Qt finds
    elsewhere in the window.
    """
    fields = fields_in(form)
    focused = focused_in(form)
    if focused is not None and fields and _was_hidden(focused, form):
        _focus(_nearest(fields, focused, form), forward)
        return True
    if focused is None or focused not in fields:
        return False
    place = fields.index(focused) + (1 if forward else -1)
    if not 0 <= place < len(fields):
        return False
    _focus(fields[place], forward)
    return True


def step_round(window: QWidget, forward: bool) -> bool:
    """Do the same, and begin anew past the ends; False where the focus is on nothing that Tab leads to."""
    if step_focus(window, forward):
        return True
    fields = fields_in(window)
    if not fields or focused_in(window) not in fields:
        return False
    _focus(fields[0] if forward else fields[-1], forward)
    return True


def fields_in(widget: QWidget) -> list[QWidget]:
    """Return what Tab stops at within `widget`, in the order of the eye."""
    return [each for each in _in_order(widget) if _takes_tab(each)]


def _was_hidden(widget: QWidget, form: QWidget) -> bool:
    """Tell whether somebody has hidden it, alone or with what holds it; what is yet to be shown was not."""
    hidden = Qt.WidgetAttribute.WA_WState_ExplicitShowHide
    while widget is not form:
        if widget.isHidden() and widget.testAttribute(hidden):
            return True
        widget = widget.parentWidget() or form
    return False


def _nearest(fields: Sequence[QWidget], gone: QWidget, form: QWidget) -> QWidget:
    """Return the first field that does not lie above the one which is gone, else the last.

    Fields around it come before those that only happen to be as high.
    """
    around = gone.parentWidget()
    while around is not None and around is not form:
        if beside := [each for each in fields if around.isAncestorOf(each)]:
            fields = beside
            break
        around = around.parentWidget()
    top = gone.mapTo(form, QPoint()).y()
    return next((each for each in fields if each.mapTo(form, QPoint()).y() >= top), fields[-1])


def _focus(widget: QWidget, forward: bool) -> None:
    reasons = Qt.FocusReason
    widget.setFocus(reasons.TabFocusReason if forward else reasons.BacktabFocusReason)


def _takes_tab(widget: QWidget) -> bool:
    tab = widget.focusPolicy().value & Qt.FocusPolicy.TabFocus.value
    return bool(tab) and widget.isVisible() and widget.isEnabled() and widget.focusProxy() is None


def _in_order(widget: QWidget) -> Iterator[QWidget]:
    for each in _parts(widget):
        yield each
        if each.isVisible() and not isinstance(each, _WHOLE):
            yield from _in_order(each)


def _parts(widget: QWidget) -> Iterator[QWidget]:
    """Yield what stands in `widget` as its layout has it, then what no layout has, from top to bottom."""
    if isinstance(widget, QScrollArea):
        yield from filter(None, [widget.widget()])
        return
    if isinstance(widget, QSplitter):
        yield from (each for place in range(widget.count()) if (each := widget.widget(place)) is not None)
        return
    layout = widget.layout()
    laid_out = list(_in_layout(layout)) if layout is not None else []
    yield from laid_out
    others = (each for each in widget.children() if isinstance(each, QWidget) and each not in laid_out)
    shown = (each for each in others if each.isVisible() and not each.isWindow())
    yield from sorted(shown, key=lambda each: (each.y(), each.x()))


def _in_layout(layout: QLayout) -> Iterator[QWidget]:
    for place in range(layout.count()):
        item = layout.itemAt(place)
        if item is None:
            continue
        if (inner := item.layout()) is not None:
            yield from _in_layout(inner)
        elif (widget := item.widget()) is not None:
            yield widget
