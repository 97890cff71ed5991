"""The top bar: target, key, operation with address, API version, Send."""

from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal, SignalInstance
from PySide6.QtWidgets import QHBoxLayout, QMenu, QPushButton, QSizePolicy, QWidget

from betadeck.ui.parts.buttons import button
from betadeck.ui.parts.picker import Picker
from betadeck.ui.parts.restyle import set_property

_SEND_PX = 104


class Toolbar(QWidget):
    """Shows what the current tab would send to, and sends it.

    Signals:
        target_chosen(str), key_chosen(str): a name from the list; empty is none.
        targets_requested(), keys_requested(): the last entry of each list.
        operation_requested(): the operation field was clicked.
        version_chosen(str): an API version; empty sends none.
        send_requested(), cancel_requested(): the button, in its two states.
    """

    target_chosen = Signal(str)
    key_chosen = Signal(str)
    targets_requested = Signal()
    keys_requested = Signal()
    operation_requested = Signal()
    version_chosen = Signal(str)
    send_requested = Signal()
    cancel_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("toolbar")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(48)
        self._sending = False
        self._wait_s = 0
        self._blocked = ""
        self._send_keys = ""
        self.target = self._picker("Target", "Where requests go", "target_picker")
        self.key = self._picker("Key", "Which key is sent; keys stay in the system's keyring", "key_picker")
        self.operation = self._picker("", "Choose the operation", "operation_picker")
        self.version = self._picker("API version", "The anthropic-version header", "version_picker")
        self.operation.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.send = self._send_button()
        self._lay_out()
        self._connect()

    def set_send_keys(self, keys: str) -> None:
        """Show `keys` on the Send button and in its tooltip."""
        self._send_keys = keys.replace("Return", "↵")
        self._show_send()

    def show_targets(self, names: list[str], current: str) -> None:
        """Fill the target list; `current` is shown even when it is not among `names`."""
        self.target.set_value(current)
        self._fill(self.target, [(name, name) for name in names], current, self.target_chosen)
        self._add_last(self.target, "Edit targets…", self.targets_requested)

    def show_keys(self, names: list[str], current: str, needed: bool) -> None:
        """Fill the key list; where no key is needed it says so."""
        self.key.set_value(current or ("none chosen" if needed else "none needed"))
        self._fill(self.key, [("", "No key"), *((name, name) for name in names)], current, self.key_chosen)
        self._add_last(self.key, "Add or change keys…", self.keys_requested)

    def show_operation(self, method: str, title: str, address: str) -> None:
        """Show the method in the accent colour, the operation's name and where it goes."""
        self.operation.set_value(title, lead=method, trail=address)

    def show_versions(self, versions: list[str], current: str) -> None:
        """Fill the version list; the last entry sends no version header."""
        self.version.set_value(current or "not sent")
        choices = [*((each, each) for each in versions), ("", "Do not send it")]
        if current and current not in versions:
            choices.insert(0, (current, current))
        self._fill(self.version, choices, current, self.version_chosen)

    def set_sending(self, sending: bool) -> None:
        """Turn Send into Cancel and back."""
        self._sending = sending
        self._show_send()

    def set_blocked(self, reason: str) -> None:
        """Keep Send off because of `reason`; an empty one lets it go. Cancel stays on."""
        self._blocked = reason
        self._show_send()

    def show_wait(self, seconds: int) -> None:
        """Count down to when a send makes sense or goes out by itself, 0 is now. The button stays live."""
        if seconds != self._wait_s:
            self._wait_s = seconds
            self._show_send()

    def _show_send(self) -> None:
        text, tip, name = self._send_words()
        self.send.setText(text)
        self.send.setMinimumWidth(max(_SEND_PX, self.send.sizeHint().width()))
        set_property(self.send, "kind", "stop" if self._sending else "primary")
        self.send.setEnabled(self._sending or not self._blocked)
        self.send.setToolTip(tip)
        self.send.setAccessibleName(name)

    def _send_words(self) -> tuple[str, str, str]:
        """Return text, tooltip and accessible name of the button."""
        keys, wait = self._send_keys, f"{self._wait_s} s"
        if self._sending and self._wait_s:
            return f"Cancel   again in {wait}", "Stop: do not send it again (Esc)", "Cancel"
        if self._sending:
            return "Cancel   Esc", "Stop this request (Esc)", "Cancel"
        if self._blocked:
            return f"Send   {keys}".rstrip(), f"Not sent: {self._blocked}", "Send"
        if self._wait_s:
            tip = f"The server asked to wait {wait} more; you can send now all the same ({keys})"
            return f"Send again in {wait}", tip, "Send"
        return f"Send   {keys}".rstrip(), f"Send this request ({keys})", "Send"

    def _picker(self, caption: str, tip: str, name: str) -> Picker:
        made = Picker(caption, tip)
        made.setObjectName(name)
        return made

    def _send_button(self) -> QPushButton:
        made = button("Send", "primary")
        made.setObjectName("send")
        made.setFixedHeight(30)
        return made

    def _lay_out(self) -> None:
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 0, 12, 0)
        layout.setSpacing(8)
        for each in (self.target, self.key, self.operation, self.version, self.send):
            layout.addWidget(each)

    def _connect(self) -> None:
        self.operation.clicked.connect(self.operation_requested)
        self.send.clicked.connect(self._on_send)
        for picker in (self.target, self.key, self.version):
            picker.clicked.connect(self._open_menu)

    def _on_send(self) -> None:
        (self.cancel_requested if self._sending else self.send_requested).emit()

    def _fill(
        self, picker: Picker, choices: list[tuple[str, str]], current: str, signal: SignalInstance
    ) -> None:
        menu = picker.findChild(QMenu) or QMenu(picker)
        menu.clear()
        for value, label in choices:
            action = menu.addAction(label)
            action.setCheckable(True)
            action.setChecked(value == current)
            action.triggered.connect(partial(signal.emit, value))

    def _add_last(self, picker: Picker, label: str, signal: SignalInstance) -> None:
        menu = picker.findChild(QMenu)
        if menu is not None:
            menu.addSeparator()
            menu.addAction(label).triggered.connect(signal.emit)

    def open_menu(self, picker: Picker) -> None:
        """Drop the list of `picker` down, as its click does."""
        menu = picker.findChild(QMenu)
        if menu is not None:
            menu.setMinimumWidth(picker.width())
            menu.popup(picker.mapToGlobal(QPoint(0, picker.height() + 2)))

    def _open_menu(self) -> None:
        sender = self.sender()
        if isinstance(sender, Picker):
            self.open_menu(sender)
