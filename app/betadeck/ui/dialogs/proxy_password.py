"""Which key holds a proxy's password, and the way into the keyring for one that was typed."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from betadeck.core.proxy_password import has_user, plain_password, with_password_key
from betadeck.ui.dialogs.target_words import free_name
from betadeck.ui.parts.buttons import button


class ProxyPassword(QWidget):
    """A choice among the keys; while a password stands in the address, a button that takes it out instead.

    Signals:
        chosen(): another key.
        keep_asked(): put the password that stands in the address into the keyring.
    """

    chosen = Signal()
    keep_asked = Signal()

    def __init__(self, key_names: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key = QComboBox()
        self._key.setObjectName("target_proxy_key")
        self._key.setAccessibleName("Key with the proxy's password")
        self._key.addItem("No password", "")
        for name in key_names:
            self._key.addItem(name, name)
        self._keep = button("Keep it in the keyring", "primary")
        self._keep.setObjectName("keep_proxy_password")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self._key, 1)
        row.addWidget(self._keep)
        row.addStretch(0)
        self._key.currentIndexChanged.connect(self.chosen)
        self._keep.clicked.connect(self.keep_asked)

    def show_key(self, name: str) -> None:
        """Choose the key `name`, also one that is not there any more."""
        if self._key.findData(name) < 0:
            self._key.addItem(f"{name} (not there any more)", name)
        self._key.setCurrentIndex(self._key.findData(name))

    def add_key(self, wanted: str) -> str:
        """Choose a new key, called `wanted` if that name is free, and return its name."""
        name = free_name(wanted, [self._key.itemData(place) for place in range(self._key.count())])
        self._key.addItem(name, name)
        self._key.setCurrentIndex(self._key.count() - 1)
        return name

    def show_for(self, proxy: str) -> bool:
        """Fit an address; tell whether there is anything to choose for it."""
        typed = bool(plain_password(proxy))
        self._key.setVisible(not typed)
        self._keep.setVisible(typed)
        return typed or has_user(proxy)

    def named(self, proxy: str) -> str:
        """Return the address with the chosen key for its password; one that is typed stays as it is."""
        name = self._key.currentData() or ""
        return with_password_key(proxy, name) if name and not plain_password(proxy) else proxy
