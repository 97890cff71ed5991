"""Our looks for a document that was made from Markdown."""

from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFormat,
    QTextFrameFormat,
    QTextTable,
    QTextTableFormat,
)

from betadeck.ui.fonts import MONO_FAMILIES
from betadeck.ui.theme import Tokens

_HEADING_STEPS_PX = {1: 5, 2: 3, 3: 1}
_LINE_GAP_PX = 3.0
_GAP_PX = 8


def dress(document: QTextDocument, table: Tokens, text_px: int) -> None:
    """Give text, headings, code, quotations and links the theme's looks; interface text is `text_px` high."""
    cursor = QTextCursor(document)
    cursor.beginEditBlock()
    block = document.begin()
    while block.isValid():
        cursor.setPosition(block.position())
        cursor.mergeBlockFormat(_block_look(block, table))
        for start, length, was in _fragments(block):
            cursor.setPosition(start)
            cursor.setPosition(start + length, QTextCursor.MoveMode.KeepAnchor)
            cursor.mergeCharFormat(_text_look(block, was, table, text_px))
        block = block.next()
    for frame in document.rootFrame().childFrames():
        if isinstance(frame, QTextTable):
            frame.setFormat(_table_look(frame.format(), table))
    cursor.endEditBlock()


def _is_code(block: QTextBlock) -> bool:
    look = block.blockFormat()
    return look.hasProperty(QTextFormat.Property.BlockCodeFence) or look.nonBreakableLines()


def _block_look(block: QTextBlock, table: Tokens) -> QTextBlockFormat:
    was, look = block.blockFormat(), QTextBlockFormat()
    look.setLineHeight(_LINE_GAP_PX, QTextBlockFormat.LineHeightTypes.LineDistanceHeight.value)
    if _is_code(block):
        look.setNonBreakableLines(False)
        look.setBackground(_brush(table.window))
    elif was.headingLevel():
        look.setTopMargin(10)
        look.setBottomMargin(4)
    elif was.hasProperty(QTextFormat.Property.BlockQuoteLevel):
        look.setLeftMargin(16)
        look.setTopMargin(_GAP_PX)
        look.setBottomMargin(_GAP_PX)
    return look


def _text_look(block: QTextBlock, was: QTextCharFormat, table: Tokens, text_px: int) -> QTextCharFormat:
    look = QTextCharFormat()
    if level := block.blockFormat().headingLevel():
        look.setProperty(QTextFormat.Property.FontSizeAdjustment, 0)
        look.setProperty(QTextFormat.Property.FontPixelSize, text_px + _HEADING_STEPS_PX.get(level, 0))
        look.setFontWeight(QFont.Weight.DemiBold)
    if _is_code(block) or was.fontFixedPitch():
        look.setFontFamilies(list(MONO_FAMILIES))
        look.setProperty(QTextFormat.Property.FontPixelSize, text_px - 1)
        if not _is_code(block):
            look.setBackground(_brush(table.hover))
    if was.isAnchor():
        look.setForeground(_brush(table.accent))
    elif block.blockFormat().hasProperty(QTextFormat.Property.BlockQuoteLevel):
        look.setForeground(_brush(table.muted))
    return look


def _table_look(was: QTextTableFormat, table: Tokens) -> QTextTableFormat:
    look = QTextTableFormat(was)
    look.setBorderCollapse(True)
    look.setBorder(1)
    look.setBorderBrush(_brush(table.line))
    look.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
    look.setCellPadding(5)
    look.setTopMargin(_GAP_PX)
    look.setBottomMargin(_GAP_PX)
    return look


def _fragments(block: QTextBlock) -> list[tuple[int, int, QTextCharFormat]]:
    """Return the runs of `block`: where each begins, its length, its format."""
    found = []
    place = block.begin()
    while not place.atEnd():
        fragment = place.fragment()
        if fragment.isValid():
            found.append((fragment.position(), fragment.length(), fragment.charFormat()))
        place += 1
    return found


def _brush(colour: str) -> QBrush:
    return QBrush(QColor(colour))
