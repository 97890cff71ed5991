"""The last lines of an answer: why it stopped, who wrote it, what it took."""

from collections.abc import Mapping

from PySide6.QtWidgets import QVBoxLayout, QWidget

from betadeck.core.answer import Answer
from betadeck.core.cost import Cost
from betadeck.core.figures import count_words, money_words
from betadeck.ui.parts.labels import wrapped
from betadeck.ui.response.blocks.words import stop_words


class AnswerFoot(QWidget):
    """Stop reason in words, then model, tokens and cost."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._stop = wrapped("", "", "muted")
        self._stop.setObjectName("stop_reason")
        self._facts = wrapped("", "small")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 2, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(self._stop)
        layout.addWidget(self._facts)
        self.hide()

    def show_answer(self, answer: Answer, cost: Cost | None) -> None:
        """Say it for `answer`; without a message there is nothing to say."""
        message = answer.message or {}
        self.setVisible(bool(message))
        words, tone = stop_words(answer.stop_reason, message.get("stop_sequence"))
        details = _details(message.get("stop_details"))
        self._stop.setText(f"{words}. {details}".strip() if answer.stop_reason else "")
        self._stop.setVisible(bool(answer.stop_reason))
        self._stop.set_tone("warn" if tone == "warn" else "error" if tone == "error" else "muted")
        self._facts.setText("  ·  ".join(_facts(message, answer.counted(), cost)))

    def hide_all(self) -> None:
        """Say nothing."""
        self.hide()


def _details(found: object) -> str:
    """Return what the server says about a stop: its category and explanation, whatever it has."""
    if not isinstance(found, Mapping):
        return ""
    told = [str(value) for key, value in found.items() if key != "type" and isinstance(value, str) and value]
    return ": ".join(told)


def _facts(message: Mapping[str, object], usage: Mapping[str, object], cost: Cost | None) -> list[str]:
    facts = [str(message["model"])] if message.get("model") else []
    for key, word in (("input_tokens", "in"), ("output_tokens", "out")):
        if isinstance(count := usage.get(key), int):
            facts.append(f"{count_words(count, 'token')} {word}")
    if cost is not None and cost.usd is not None:
        facts.append(money_words(cost.usd))
    return facts
