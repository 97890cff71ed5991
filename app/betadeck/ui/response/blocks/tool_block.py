"""A call of a tool: its name, its id, and its input, which completes itself while it arrives."""

import json

from PySide6.QtWidgets import QVBoxLayout, QWidget

from betadeck.core.answer import Block
from betadeck.core.json_flow import JsonFlow, shown_place
from betadeck.core.text_chunks import TextChunks
from betadeck.ui.parts.slices import Slices
from betadeck.ui.response.blocks.block_view import BlockView
from betadeck.ui.response.blocks.card import Card
from betadeck.ui.response.blocks.flow_text import FlowText
from betadeck.ui.response.blocks.words import block_words

_SLICE_CHARS = 8_000
_SHORT_CHARS = 80
_MOST_LACKING = 16


class ToolBlock(BlockView):
    """A call of the user's tool, a server tool or an MCP tool.

    Its input is laid out while it comes and stays so: at its end nothing has to move.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._card = Card("")
        self._text = FlowText("Tool input", mono=True, json=True)
        self._card.body.addWidget(self._text)
        self._sent, self._flow = TextChunks(), JsonFlow()
        self._waiting, self._next = "", 0
        self._complete = self._valid = self._cut = False
        self._work = Slices(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self._card)
        self._watch_lane()

    def show_block(self, block: Block) -> None:
        """Show name, id and input; input that is no whole JSON is shown as far as it came."""
        name = str(block.data.get("name", ""))
        server = block.data.get("server_name")
        what = block_words(block.type)
        where = f"{what} of {server}" if isinstance(server, str) else what
        self._card.set_head(where, name, str(block.data.get("id", "")))
        self._complete, self._valid, self._cut = block.complete, block.valid, False
        sent = block.partial_json
        if not sent and (block.complete or block.data.get("input")):
            sent = json.dumps(block.data.get("input", {}), ensure_ascii=False)
            if len(sent) <= _SHORT_CHARS:
                self._show_line(sent)
                return
        self._show_sent(sent)

    def grow(self, field: str, text: str) -> None:
        """Add to the input."""
        if field == "input_json":
            self._add(text)
            self._say()

    def end(self, valid: bool) -> None:
        """Say whether the input could be read."""
        self._complete, self._valid = True, valid
        self._say()

    def cut(self) -> None:
        """Say that the input was broken off."""
        self._cut = True
        self._say()

    def flows(self) -> list[FlowText]:
        """Return the input."""
        return [self._text]

    def lane(self) -> tuple[str, FlowText]:
        """Return the input."""
        return "input_json", self._text

    def shown_place(self, place: int, *, end: bool = False) -> int:
        """Return where a character of the input as sent is shown."""
        return shown_place(self._sent.texts, self._text.pieces(), place, end=end)

    def sent_place(self, shown: int) -> int:
        """Return which character of the input as sent is shown there."""
        return shown_place(self._text.pieces(), self._sent.texts, shown)

    def _show_line(self, sent: str) -> None:
        """Show short input that came whole on one line."""
        self._begin()
        self._sent.append(sent)
        self._text.set_text(sent)
        self._say()

    def _show_sent(self, sent: str) -> None:
        """Show input as it was sent, unless just that is shown; a long one in a few turns."""
        if self._work.is_running() or sent != "".join(self._sent.texts):
            self._begin()
            self._waiting, self._next = sent, 0
            self._work.run(self._step)
        self._say()

    def _begin(self) -> None:
        self._work.stop()
        self._sent, self._flow = TextChunks(), JsonFlow()
        self._text.set_text("")

    def _step(self) -> bool:
        """Lay a little more out."""
        end = self._next + _SLICE_CHARS
        self._add(self._waiting[self._next : end])
        self._next = end
        if end < len(self._waiting):
            return False
        self._waiting = ""
        self._say()
        return True

    def _add(self, sent: str) -> None:
        self._sent.append(sent)
        self._text.append(self._flow.feed(sent))

    def _say(self) -> None:
        lacking = self._flow.lacking()
        lacks = f", lacks {lacking}" if 0 < len(lacking) <= _MOST_LACKING else ""
        if self._cut:
            self._card.set_state(f"incomplete{lacks}", "error")
        elif not self._complete:
            self._card.set_state(f"arriving, not yet valid{lacks}" if lacks else "arriving", "warn")
        else:
            self._card.set_state("" if self._valid else f"not valid JSON{lacks}", "error")
