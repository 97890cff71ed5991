"""Markdown as it is meant to look. Nothing in it runs, loads or opens."""

from PySide6.QtCore import QEvent, QSizeF, Qt, QUrl
from PySide6.QtGui import QCursor, QFontInfo, QResizeEvent, QTextDocument, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QTextBrowser, QToolTip, QWidget

from betadeck.core.visible_text import tamed
from betadeck.ui.response.blocks.markdown_looks import dress
from betadeck.ui.response.blocks.markdown_parts import prepared
from betadeck.ui.response.tips import plain_tip
from betadeck.ui.theme import tokens

_INDENT_PX = 20
_FEATURES = QTextDocument.MarkdownFeature.MarkdownDialectGitHub | QTextDocument.MarkdownFeature.MarkdownNoHTML


class RenderedText(QTextBrowser):
    """Shows Markdown without HTML, as high as it is. Links show their address and open nothing."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setProperty("bare", True)
        self.setOpenLinks(False)
        self.setUndoRedoEnabled(False)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(0)
        self.document().setIndentWidth(_INDENT_PX)
        self.document().documentLayout().documentSizeChanged.connect(self._on_size_changed)
        self.highlighted.connect(self._on_link_under_mouse)
        self._source = ""

    def show_markdown(self, text: str) -> None:
        """Show `text`."""
        if text != self._source:
            self._source = text
            self._render()

    def loadResource(self, _kind: int, _name: QUrl | str) -> object:
        """Load nothing, whatever the text asks for."""
        return None

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Leave scrolling to what this stands in."""
        event.ignore()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Be as high as the text at the new width."""
        super().resizeEvent(event)
        self._on_size_changed(self.document().size())

    def changeEvent(self, event: QEvent) -> None:
        """Take the colours of the new theme."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and hasattr(self, "_source"):
            self._render()

    def _render(self) -> None:
        document = self.document()
        document.setMarkdown(prepared(self._source), _FEATURES)
        dress(document, tokens(self.palette()), QFontInfo(self.font()).pixelSize())

    def _on_size_changed(self, size: QSizeF) -> None:
        self.setFixedHeight(max(1, round(size.height())))

    def _on_link_under_mouse(self, link: QUrl) -> None:
        QToolTip.showText(QCursor.pos(), plain_tip(tamed(link.toString())), self)
