"""Giving a key a name and handing it over."""

from collections.abc import Collection

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from betadeck.ui.dialogs.form import Form, sentence
from betadeck.ui.dialogs.secret_text import understood
from betadeck.ui.parts.buttons import button

_LONGEST_CHARS = 60


class KeyForm(Form):
    """Name and key. The key is never shown, and the field is empty as soon as it was handed over.

    Signals:
        stored(str, str): the name and the key.
        replacing_ended(): the user gave up replacing a key.
    """

    stored = Signal(str, str)
    replacing_ended = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._taken: set[str] = set()
        self._replaced = ""
        self._name, self._secret, self._said = QLineEdit(), QLineEdit(), sentence()
        self._name.setMaxLength(_LONGEST_CHARS)
        self._name.setPlaceholderText("work, personal, staging …")
        self._secret.setEchoMode(QLineEdit.EchoMode.Password)
        self._secret.setPlaceholderText("Paste the key")
        self._store, self._stop = button("Store", "primary"), button("Keep the old one", "quiet")
        self._store.setObjectName("store")
        self._stop.setObjectName("keep_old")
        self._stop.hide()
        self.add_section("Add a key")
        self.add_field("Name", "key_name", self._name)
        self.add_field("Key", "key_secret", self._secret, self._said)
        self.add_row("", self._buttons())
        self._name.textChanged.connect(self._on_changed)
        self._secret.textChanged.connect(self._on_changed)
        for field in (self._name, self._secret):
            field.returnPressed.connect(self._on_store)
        self._store.clicked.connect(self._on_store)
        self._stop.clicked.connect(self._on_stop)
        self._on_changed()

    def set_taken(self, names: Collection[str]) -> None:
        """Tell which names there are already."""
        self._taken = set(names)
        self._on_changed()

    def replace_key(self, name: str) -> None:
        """Ask for another key under a name that is there."""
        self._replaced = name
        self._name.setText(name)
        self._name.setEnabled(False)
        self._secret.clear()
        self._stop.show()
        self._secret.setFocus()
        self._on_changed()

    def forget(self) -> None:
        """Empty both fields."""
        self._replaced = ""
        self._secret.clear()
        self._name.clear()
        self._name.setEnabled(True)
        self._stop.hide()
        self._on_changed()

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.addWidget(self._store)
        row.addWidget(self._stop)
        row.addStretch(1)
        return row

    def _on_changed(self) -> None:
        name, found = self._name.text().strip(), understood(self._secret.text())
        taken = name in self._taken and name != self._replaced
        problem = "There is a key of that name; select it above to replace it." if taken else found.problem
        self._said.setText(problem or found.note)
        self._said.set_tone("error" if problem else "muted")
        self._said.setVisible(bool(problem or found.note))
        self._store.setText("Replace" if self._replaced else "Store")
        self._store.setEnabled(bool(name and found.secret) and not problem)

    def _on_store(self) -> None:
        if self._store.isEnabled():
            name, secret = self._name.text().strip(), understood(self._secret.text()).secret
            self.forget()
            self.stored.emit(name, secret)

    def _on_stop(self) -> None:
        self.forget()
        self.replacing_ended.emit()
