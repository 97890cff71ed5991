"""Send the same again: at once, or when the wait that the server asks for is over."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from betadeck.ui.parts.buttons import Kind
from betadeck.ui.response.elided_button import ElidedButton


class AgainButton(ElidedButton):
    """Sends again; while the server asks to wait, it offers to wait and send, and then to stop waiting.

    Signals:
        again_chosen(bool): send, at once or when the wait is over; false: do not.
    """

    again_chosen = Signal(bool)

    def __init__(self, kind: Kind = "", parent: QWidget | None = None) -> None:
        super().__init__("Send again", kind, parent)
        self._sends = False
        self.setObjectName("send_again")
        self.clicked.connect(self._on_clicked)

    def show_wait(self, seconds: int, *, sends: bool) -> None:
        """Count down `seconds`, 0 is now; `sends` tells that it then goes out by itself."""
        self._sends = sends
        text = f"Wait {seconds} s, then send again" if seconds else "Send again"
        if sends:
            text = f"Sent again in {seconds} s: stop"
        if text != self.text():
            self.setText(text)

    def _on_clicked(self) -> None:
        self.again_chosen.emit(not self._sends)
