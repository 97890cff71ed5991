"""Everything about one target."""

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from betadeck.core.proxy_password import password_key, plain_password, with_password_key
from betadeck.core.target import Target, Timeouts
from betadeck.ui.dialogs.form import Form, roomy, sentence
from betadeck.ui.dialogs.proxy_password import ProxyPassword
from betadeck.ui.dialogs.target_variables import TargetVariables
from betadeck.ui.dialogs.target_words import (
    NO_PROXY,
    OWN_PROXY,
    PLATFORMS,
    SCHEMES,
    SYSTEM_PROXY,
    Check,
    proxy_kind,
    proxy_problem,
)
from betadeck.ui.parts.buttons import button
from betadeck.ui.parts.file_choice import choose_file
from betadeck.ui.parts.labels import Label
from betadeck.ui.parts.restyle import set_property

_TIMES = (
    ("connect_s", "Connecting"),
    ("write_s", "Sending"),
    ("first_byte_s", "First byte"),
    ("idle_s", "Between bytes"),
)
_NO_KEY = "No key"


class TargetForm(QWidget):
    """Shows a target and gives back what the fields say.

    Signals:
        edited(): the user changed a field.
        password_found(str, str): keep this password in the keyring, under this name.
    """

    edited = Signal()
    password_found = Signal(str, str)

    def __init__(self, key_names: Sequence[str], check: Check, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._key_names, self._check = tuple(key_names), check
        self._target, self._showing = Target(""), False
        self._name, self._base_url = QLineEdit(), QLineEdit()
        self._platform, self._auth, self._key, self._proxy = (QComboBox() for _ in range(4))
        self._proxy_url, self._ca_file = QLineEdit(), QLineEdit()
        self._password = ProxyPassword(key_names)
        self._redirects = QCheckBox("Follow redirects")
        self._times = {name: QDoubleSpinBox() for name, _label in _TIMES}
        self._base_said, self._auth_said, self._proxy_said, self._redirects_said = (
            sentence() for _ in range(4)
        )
        self._variables = TargetVariables()
        self._fill_choices()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._form())
        self._connect()

    def show_target(self, target: Target) -> None:
        """Show a target; announces nothing."""
        self._showing, self._target = True, target
        self._name.setText(target.name)
        self._base_url.setText(target.base_url)
        self._platform.setCurrentIndex(max(0, self._platform.findData(target.platform)))
        self._auth.setCurrentIndex(max(0, self._auth.findData(target.auth)))
        self._show_key(target.key_name)
        self._proxy.setCurrentIndex(self._proxy.findData(proxy_kind(target.proxy)))
        own = target.proxy if proxy_kind(target.proxy) == OWN_PROXY else ""
        self._password.show_key(password_key(own))
        self._proxy_url.setText(with_password_key(own, "") if password_key(own) else own)
        self._ca_file.setText(target.ca_file)
        self._redirects.setChecked(target.redirects)
        self._variables.show_rows(target.variables)
        for name, field in self._times.items():
            field.setValue(getattr(target.timeouts, name))
        self._showing = False
        self._explain()

    def target(self) -> Target:
        """Return the target as the fields say."""
        times = {name: field.value() for name, field in self._times.items()}
        kind = self._proxy.currentData()
        own = self._password.named(self._proxy_url.text().strip() or "http://")
        return replace(
            self._target,
            name=self._name.text().strip(),
            base_url=self._base_url.text().strip(),
            auth=self._auth.currentData(),
            key_name=self._key.currentData() or "",
            platform=self._platform.currentData(),
            proxy={SYSTEM_PROXY: "", NO_PROXY: NO_PROXY}.get(kind, own),
            ca_file=self._ca_file.text().strip(),
            timeouts=Timeouts(**times),
            redirects=self._redirects.isChecked(),
            variables=self._variables.rows(),
        )

    def focus_name(self) -> None:
        """Put the cursor into the name and select it."""
        self._name.setFocus()
        self._name.selectAll()

    def _fill_choices(self) -> None:
        for platform, words in PLATFORMS:
            self._platform.addItem(words, platform)
        for scheme, words, _said in SCHEMES:
            self._auth.addItem(words, scheme)
        for kind, words in ((SYSTEM_PROXY, "The system's"), (NO_PROXY, "None"), (OWN_PROXY, "This one")):
            self._proxy.addItem(words, kind)
        self._base_url.setPlaceholderText("https://api.anthropic.com")
        self._proxy_url.setPlaceholderText("http://proxy.example:8080")
        self._ca_file.setPlaceholderText("The system's certificates")
        for field in (self._base_url, self._proxy_url, self._ca_file):
            field.setProperty("mono", True)
        for number in self._times.values():
            number.setRange(0, 86_400)
            number.setDecimals(1)
            number.setSuffix(" s")
            number.setSpecialValueText("for ever")
            number.setMinimumWidth(96)
            roomy(number)

    def _form(self) -> Form:
        form = Form()
        form.add_field("Name", "target_name", self._name)
        form.add_field("Platform", "target_platform", self._platform)
        form.add_field("Base address", "target_base_url", self._base_url, self._base_said)
        form.add_field("Key is sent as", "target_auth", self._auth, self._auth_said)
        form.add_field("Key", "target_key", self._key)
        form.add_row("Proxy", self._proxy_row(), self._proxy_said)
        self._password_label = form.add_row("Proxy's password", self._password)
        form.add_row("CA file", self._ca_row())
        form.add_row("Give up after", self._times_grid())
        form.add_row("Variables", self._variables)
        form.add_field("Redirects", "target_redirects", self._redirects, self._redirects_said)
        form.add_stretch()
        return form

    def _proxy_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        self._proxy.setObjectName("target_proxy")
        self._proxy.setAccessibleName("Proxy")
        self._proxy_url.setObjectName("target_proxy_url")
        self._proxy_url.setAccessibleName("Proxy's address")
        row.addWidget(self._proxy)
        row.addWidget(self._proxy_url, 1)
        row.addStretch(0)
        return row

    def _ca_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(8)
        self._ca_file.setObjectName("target_ca")
        self._ca_file.setAccessibleName("CA file")
        browse = button("Browse…")
        browse.setObjectName("target_browse")
        browse.clicked.connect(self._on_browse)
        row.addWidget(self._ca_file, 1)
        row.addWidget(browse)
        return row

    def _times_grid(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(8)
        for place, (name, words) in enumerate(_TIMES):
            field = self._times[name]
            field.setObjectName(f"target_{name}")
            field.setAccessibleName(f"{words}, give up after")
            row, column = divmod(place, 2)
            grid.addWidget(Label(words, "small"), row, 2 * column)
            grid.addWidget(field, row, 2 * column + 1)
            grid.setColumnStretch(2 * column + 1, 1)
        return grid

    def _connect(self) -> None:
        for text in (self._name, self._base_url, self._proxy_url, self._ca_file):
            text.textChanged.connect(self._on_edited)
        for choice in (self._platform, self._auth, self._key, self._proxy):
            choice.currentIndexChanged.connect(self._on_edited)
        for number in self._times.values():
            number.valueChanged.connect(self._on_edited)
        self._redirects.toggled.connect(self._on_edited)
        self._password.chosen.connect(self._on_edited)
        self._password.keep_asked.connect(self._on_keep)
        self._variables.edited.connect(self._on_edited)

    def _show_key(self, wanted: str) -> None:
        self._key.clear()
        self._key.addItem(_NO_KEY, "")
        for name in self._key_names:
            self._key.addItem(name, name)
        if wanted and wanted not in self._key_names:
            self._key.addItem(f"{wanted} (not there any more)", wanted)
        self._key.setCurrentIndex(max(0, self._key.findData(wanted)))

    def _explain(self) -> None:
        target = self.target()
        problem = self._check(target.base_url)
        self._tell(self._base_said, problem, "error")
        set_property(self._base_url, "invalid", bool(problem))
        self._tell(
            self._auth_said, next(said for scheme, _, said in SCHEMES if scheme is target.auth), "muted"
        )
        self._key.setEnabled(target.auth is not SCHEMES[-1][0])
        own = self._proxy.currentData() == OWN_PROXY
        self._proxy_url.setVisible(own)
        asked = own and self._password.show_for(target.proxy)
        self._password.setVisible(asked)
        self._password_label.setVisible(asked)
        self._tell(self._proxy_said, proxy_problem(target.proxy) if own else "", "error")
        warning = "To another host a redirect goes without the key." if target.redirects else ""
        self._tell(self._redirects_said, warning or "Off: a redirect is shown, not followed.", "muted")

    def _tell(self, label: Label, text: str, tone: str) -> None:
        label.setText(text)
        label.setVisible(bool(text))
        label.set_tone("error" if tone == "error" else "muted")

    def _on_edited(self) -> None:
        if not self._showing:
            self._explain()
            self.edited.emit()

    def _on_keep(self) -> None:
        """Take the password out of the address, and let the keyring have it."""
        address = self._proxy_url.text().strip()
        password = plain_password(address)
        name = self._password.add_key(f"{self._name.text().strip()} proxy")
        self._key.addItem(name, name)
        self._proxy_url.setText(with_password_key(address, ""))
        self.password_found.emit(name, password)

    def _on_browse(self) -> None:
        dialog = choose_file(self, "CA file", "Certificates (*.pem *.crt *.cer);;All files (*)")
        dialog.setObjectName("ca_browser")
        dialog.fileSelected.connect(self._ca_file.setText)
