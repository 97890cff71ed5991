"""Colours, sizes and the style sheet, from one table of tokens.

Nothing is stored globally: a widget that paints for itself asks `tokens(self.palette())`, and is told
of a change of theme by Qt's own `PaletteChange` event.
"""

from dataclasses import asdict, dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from betadeck.core.settings import Theme
from betadeck.resources import resource
from betadeck.ui.fonts import MONO_FAMILIES


@dataclass(frozen=True, slots=True)
class Tokens:
    """Every colour of the window, as `#RRGGBB`. Text tokens reach AA on `window` and `surface`."""

    name: str
    window: str
    surface: str
    text: str
    muted: str
    line: str
    accent: str
    on_accent: str
    accent_hover: str
    selection: str
    hover: str
    ok: str
    ok_back: str
    warn: str
    warn_back: str
    error: str
    error_back: str
    json_key: str
    json_text: str
    json_number: str
    match: str


LIGHT = Tokens(
    name="light",
    window="#F7F6F3",
    surface="#FFFFFF",
    text="#1E1F22",
    muted="#62646A",
    line="#DEDCD6",
    accent="#0B6B66",
    on_accent="#FFFFFF",
    accent_hover="#095A56",
    selection="#D5ECEA",
    hover="#EDEBE6",
    ok="#22703F",
    ok_back="#E6F2EA",
    warn="#8A5A00",
    warn_back="#FBF3E2",
    error="#B3261E",
    error_back="#FBEDEB",
    json_key="#7A3E9D",
    json_text="#22703F",
    json_number="#0A5AA8",
    match="#FFE7A3",
)
DARK = Tokens(
    name="dark",
    window="#17191C",
    surface="#1F2226",
    text="#E8E8E6",
    muted="#9DA1A8",
    line="#33373D",
    accent="#5CC3BA",
    on_accent="#10201F",
    accent_hover="#74D2C9",
    selection="#1F4A48",
    hover="#272B30",
    ok="#6CC48A",
    ok_back="#1C2D23",
    warn="#E0B252",
    warn_back="#332B1A",
    error="#F28B82",
    error_back="#33211F",
    json_key="#C9A0E8",
    json_text="#8FD1A5",
    json_number="#7FB8F0",
    match="#5A4A1A",
)


def tokens(palette: QPalette) -> Tokens:
    """Return the table that `palette` was made from.

    The link role is asked because style sheets leave it alone, while they repaint grounds and texts.
    """
    return DARK if palette.color(QPalette.ColorRole.Link).name().upper() == DARK.accent else LIGHT


def resolve(theme: Theme, app: QApplication) -> Tokens:
    """Return the table for `theme`, asking the desktop when it is `SYSTEM`."""
    if theme is Theme.SYSTEM:
        dark = app.styleHints().colorScheme() is Qt.ColorScheme.Dark
        return DARK if dark else LIGHT
    return DARK if theme is Theme.DARK else LIGHT


def dress(app: QApplication, window: QWidget, table: Tokens, text_px: int = 13) -> None:
    """Dress `window`, and every window that belongs to it, in `table`, with interface text `text_px` high.

    The style sheet is the window's, not the program's: under a sheet of the program Qt restyles all that a
    widget holds whenever it goes into another, and a page of 800 widgets takes six times as long to make.
    """
    app.setPalette(palette_of(table))
    window.setStyleSheet(style_sheet(table, text_px))


def apply(app: QApplication, table: Tokens, text_px: int = 13) -> None:
    """Dress widgets that have no window of the program around them, as tests do."""
    app.setPalette(palette_of(table))
    app.setStyleSheet(style_sheet(table, text_px))


def palette_of(table: Tokens) -> QPalette:
    """Return the palette that Fusion and our own painting use."""
    role = QPalette.ColorRole
    colours = {
        role.Window: table.window,
        role.WindowText: table.text,
        role.Base: table.surface,
        role.AlternateBase: table.window,
        role.Text: table.text,
        role.PlaceholderText: table.muted,
        role.Button: table.surface,
        role.ButtonText: table.text,
        role.BrightText: table.error,
        role.Highlight: table.selection,
        role.HighlightedText: table.text,
        role.Link: table.accent,
        role.LinkVisited: table.accent,
        role.ToolTipBase: table.surface,
        role.ToolTipText: table.text,
        role.Mid: table.line,
        role.Dark: table.line,
        role.Midlight: table.hover,
        role.Light: table.surface,
        role.Shadow: table.line,
        role.Accent: table.accent,
    }
    palette = QPalette()
    for key, value in colours.items():
        palette.setColor(key, QColor(value))
    for key in (role.WindowText, role.Text, role.ButtonText, role.HighlightedText):
        palette.setColor(QPalette.ColorGroup.Disabled, key, QColor(table.muted))
    return palette


def style_sheet(table: Tokens, text_px: int = 13) -> str:
    """Return the style sheet with every `@token` and `@px(n)` filled in."""
    text = resource("style/betadeck.qss").read_text(encoding="utf-8")
    art = str(resource(f"style/{table.name}")).replace("\\", "/")
    sizes = {f"px{step:+d}".replace("+0", ""): f"{text_px + step}px" for step in range(-4, 9)}
    mono = ", ".join(f'"{family}"' for family in MONO_FAMILIES)
    filled = {**asdict(table), **sizes, "art": art, "mono": mono}
    for name in sorted(filled, key=len, reverse=True):
        text = text.replace(f"@{name}", filled[name])
    return text
