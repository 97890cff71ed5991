"""What the user can set."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QCheckBox, QFrame, QScrollArea, QSpinBox, QWidget

from betadeck.core.settings import (
    HISTORY_CAP_RANGE,
    IN_MEMORY_RANGE,
    RETRIES_RANGE,
    TEXT_PX_RANGE,
    Panes,
    Settings,
    Theme,
)
from betadeck.ui.dialogs.form import Form, sentence
from betadeck.ui.dialogs.frame import Frame
from betadeck.ui.parts.choices import Segments

_MB = 1_000_000
_ROOM_PX = 80
"""What a screen needs beside a dialog: its title bar and the desktop's own bars."""

_REFUSED = "Send stays off while a finding says so. Otherwise findings only advise."
_AGAIN = (
    "Where the official SDKs would: no connection or no answer, 408, 409, 429 and from 500 on, after the "
    "time that the server asks for. Seen and stopped with Esc; each try is a row of the history."
)
_FOLLOWED = "Each target has its own switch. When off, a redirect is shown, not followed."
_COUNTED = "Sends what you compose to the target's token counting. Nothing is generated."
_FETCHED = "Asks each target once a run. Otherwise the catalogue's list is used until you ask."
_OLDEST = "The oldest answers go first; what was sent stays listed."
_ON_DISK = "A longer one goes to disk as it arrives, so that memory stays free."


class SettingsDialog(Frame):
    """Shows settings and gives back others; changes none itself.

    Signals:
        saved(Settings): what the user chose.
    """

    saved = Signal(object)

    def __init__(self, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__("Settings", "settings_dialog", parent)
        self._settings = settings
        self._theme = Segments((each.value, each.value.capitalize()) for each in Theme)
        self._panes = Segments(((Panes.BELOW.value, "Below"), (Panes.BESIDE.value, "Beside")))
        self._text_px, self._cap_mb, self._memory_mb = QSpinBox(), QSpinBox(), QSpinBox()
        self._restore = QCheckBox("Open the tabs of the last time")
        self._confirm = QCheckBox("Ask before closing a tab with unsaved changes")
        self._redirects = QCheckBox("Follow redirects in new targets")
        self._block = QCheckBox("Do not send what will be refused")
        self._retries = QSpinBox()
        self._count = QCheckBox("Count tokens after a pause")
        self._fetch = QCheckBox("Fetch the list of models")
        self._show()
        self.content.addWidget(_scrolling(self._form()), 1)
        self.add_button("cancel", "Cancel").clicked.connect(self.reject)
        self.add_button("save", "Save", "primary", default=True).clicked.connect(self.accept)
        self.setMinimumWidth(540)

    def showEvent(self, event: QShowEvent) -> None:
        """Be as high as the form, but no higher than the screen leaves room for; the rest is scrolled to."""
        super().showEvent(event)
        area = self.findChild(QScrollArea)
        form = area.widget() if area is not None else None
        if area is not None and form is not None:
            wanted_px = form.heightForWidth(area.viewport().width()) - area.viewport().height()
            most_px = self.screen().availableGeometry().height() - _ROOM_PX
            self.resize(self.width(), min(self.height() + wanted_px, most_px))

    def settings(self) -> Settings:
        """Return what is chosen now; what the dialog does not show stays as it was."""
        return replace(
            self._settings,
            theme=Theme(self._theme.current()),
            text_px=self._text_px.value(),
            panes=Panes(self._panes.current()),
            restore_tabs=self._restore.isChecked(),
            history_cap_bytes=_bytes(self._cap_mb, self._settings.history_cap_bytes),
            in_memory_bytes=_bytes(self._memory_mb, self._settings.in_memory_bytes),
            confirm_close=self._confirm.isChecked(),
            follow_redirects=self._redirects.isChecked(),
            block_on_errors=self._block.isChecked(),
            count_tokens=self._count.isChecked(),
            fetch_models=self._fetch.isChecked(),
            retries=self._retries.value(),
        )

    def accept(self) -> None:
        """Announce the settings and close."""
        self.saved.emit(self.settings())
        super().accept()

    def _show(self) -> None:
        settings = self._settings
        self._text_px.setRange(*TEXT_PX_RANGE)
        self._text_px.setSuffix(" px")
        _set_up(self._cap_mb, HISTORY_CAP_RANGE, 100, settings.history_cap_bytes)
        _set_up(self._memory_mb, IN_MEMORY_RANGE, 1, settings.in_memory_bytes)
        self._theme.choose(settings.theme.value)
        self._panes.choose(settings.panes.value)
        self._text_px.setValue(settings.text_px)
        self._restore.setChecked(settings.restore_tabs)
        self._confirm.setChecked(settings.confirm_close)
        self._redirects.setChecked(settings.follow_redirects)
        self._block.setChecked(settings.block_on_errors)
        self._count.setChecked(settings.count_tokens)
        self._fetch.setChecked(settings.fetch_models)
        self._retries.setRange(*RETRIES_RANGE)
        self._retries.setSpecialValueText("Never")
        self._retries.setPrefix("up to ")
        self._retries.valueChanged.connect(self._on_retries)
        self._retries.setValue(settings.retries)

    def _on_retries(self, times: int) -> None:
        self._retries.setSuffix(" time" if times == 1 else " times")

    def _form(self) -> Form:
        form, left = Form(), Qt.AlignmentFlag.AlignLeft
        for spin in (self._retries, self._text_px, self._cap_mb, self._memory_mb):
            spin.setMaximumWidth(140)
        for segments in (self._theme, self._panes):
            segments.layout().addStretch(1)  # type: ignore[union-attr]
            segments.layout().setAlignment(left)  # type: ignore[union-attr]
        for section, fields in self._sections().items():
            form.add_section(section)
            for label, name, field, words in fields:
                form.add_field(label, name, field, sentence(words) if words else None)
        form.add_stretch()
        return form

    def _sections(self) -> dict[str, tuple[tuple[str, str, QWidget, str], ...]]:
        """Return label, name, field and what is to be known of it, by section."""
        return {
            "Looks": (
                ("Theme", "theme", self._theme, ""),
                ("Text size", "text_px", self._text_px, ""),
                ("Response", "panes", self._panes, "Where it stands, seen from the request."),
            ),
            "Tabs": (
                ("At the start", "restore_tabs", self._restore, ""),
                ("Closing", "confirm_close", self._confirm, ""),
            ),
            "Sending": (
                ("Findings", "block_on_errors", self._block, _REFUSED),
                ("Failed sends again", "retries", self._retries, _AGAIN),
                ("Redirects", "follow_redirects", self._redirects, _FOLLOWED),
            ),
            "Asking the target": (
                ("Tokens", "count_tokens", self._count, _COUNTED),
                ("Models", "fetch_models", self._fetch, _FETCHED),
            ),
            "Answers": (
                ("Answers kept", "history_cap", self._cap_mb, _OLDEST),
                ("In memory up to", "in_memory", self._memory_mb, _ON_DISK),
            ),
        }


def _set_up(spin: QSpinBox, bounds: tuple[int, int], step: int, value_bytes: int) -> None:
    """Let `spin` show bytes as megabytes."""
    spin.setRange(bounds[0] // _MB, bounds[1] // _MB)
    spin.setSingleStep(step)
    spin.setSuffix(" MB")
    spin.setGroupSeparatorShown(True)
    spin.setValue(round(value_bytes / _MB))


def _bytes(spin: QSpinBox, kept: int) -> int:
    """Return what `spin` shows; `kept` to the byte if that is what it was set to."""
    return kept if spin.value() == round(kept / _MB) else spin.value() * _MB


def _scrolling(form: QWidget) -> QScrollArea:
    """Return `form` in an area that scrolls it up and down where the screen is low."""
    form.setObjectName("clear")
    area = QScrollArea()
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setWidgetResizable(True)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    area.setWidget(form)
    return area
