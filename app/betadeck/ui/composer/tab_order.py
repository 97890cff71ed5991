"""Tab goes through a form as the eye does, whatever order its rows were made in."""

from collections.abc import Iterator

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLayout, QWidget

from betadeck.ui.composer.focus import focused_in


def step_focus(form: QWidget, forward: bool) -> bool:
    """Move the focus to the next or previous field of `form` in layout order; False past its ends.

    A field that is being hidden leaves the focus to what is nearest to its place, not to what Qt finds
    elsewhere in the window.
    """
    fields = [each for each in _in_order(form) if _takes_tab(each)]
    focused = focused_in(form)
    if focused is not None and fields and not focused.isVisible():
        _focus(_nearest(fields, focused, form), forward)
        return True
    if focused is None or focused not in fields:
        return False
    place = fields.index(focused) + (1 if forward else -1)
    if not 0 <= place < len(fields):
        return _leave(form, focused, forward)
    _focus(fields[place], forward)
    return True


def _nearest(fields: list[QWidget], gone: QWidget, form: QWidget) -> QWidget:
    """Return the first field that does not lie above the one which is gone, else the last."""
    top = gone.mapTo(form, QPoint()).y()
    return next((each for each in fields if each.mapTo(form, QPoint()).y() >= top), fields[-1])


def _leave(form: QWidget, start: QWidget, forward: bool) -> bool:
    """Go to the field that follows the whole form in Qt's own order."""
    each = start
    while (each := _neighbour(each, forward)) is not start:
        if not form.isAncestorOf(each) and each is not form and _takes_tab(each):
            _focus(each, forward)
            return True
    return False


def _neighbour(widget: QWidget, forward: bool) -> QWidget:
    """Return the next or previous widget in Qt's ring of all widgets of the window."""
    return (widget.nextInFocusChain() if forward else widget.previousInFocusChain()) or widget


def _focus(widget: QWidget, forward: bool) -> None:
    reasons = Qt.FocusReason
    widget.setFocus(reasons.TabFocusReason if forward else reasons.BacktabFocusReason)


def _takes_tab(widget: QWidget) -> bool:
    tab = widget.focusPolicy().value & Qt.FocusPolicy.TabFocus.value
    return bool(tab) and widget.isVisible() and widget.isEnabled() and widget.focusProxy() is None


def _in_order(widget: QWidget) -> Iterator[QWidget]:
    layout = widget.layout()
    if layout is not None:
        yield from _in_layout(layout)


def _in_layout(layout: QLayout) -> Iterator[QWidget]:
    for place in range(layout.count()):
        item = layout.itemAt(place)
        if item is None:
            continue
        if (inner := item.layout()) is not None:
            yield from _in_layout(inner)
        elif (widget := item.widget()) is not None:
            yield widget
            yield from _in_order(widget)
