"""From pane to pane by one key: bar, library, request, answer, betas, as they stand."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from betadeck.ui.parts.focus import focused_in

if TYPE_CHECKING:
    from betadeck.compose.program import Program


def step_pane(program: "Program", by: int) -> None:
    """Give the focus to the pane `by` places further, round the end; hidden ones are passed over."""
    panes = [pane for pane in _panes(program) if pane[0].isVisible()]
    now = next((at for at, (pane, _) in enumerate(panes) if focused_in(pane) is not None), 0)
    _, take_focus = panes[(now + by) % len(panes)]
    take_focus()


def _panes(program: "Program") -> list[tuple[QWidget, Callable[[], None]]]:
    window, request = program.window, program.requests.current()
    found: list[tuple[QWidget, Callable[[], None]]] = [
        (window.toolbar, window.toolbar.operation.setFocus),
        (window.library, window.library.focus_filter),
    ]
    if request is not None:
        composer, viewer = request.page.composer, request.page.viewer
        found += [(composer, composer.take_focus), (viewer, viewer.setFocus)]
    return [*found, (window.betas, window.betas.focus_filter)]
