"""What a batch would send: the facts, what stands in the way, the request of any line."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSpinBox, QVBoxLayout, QWidget

from betadeck.core.finding import Severity
from betadeck.ui.batch import words
from betadeck.ui.batch.words import Plan
from betadeck.ui.parts.buttons import button
from betadeck.ui.parts.code_view import CodeView
from betadeck.ui.parts.labels import Label, Tone, wrapped
from betadeck.ui.probe.plan_card import PlanCard

_TONES: dict[Severity, Tone] = {Severity.ERROR: "error", Severity.WARN: "warn"}
_MOST_SHOWN = 100_000
"""Characters of a request; more of it helps nobody here, and takes long to lay out."""


class PlanView(QWidget):
    """Shows a plan; nothing before there is one.

    Signals:
        line_chosen(int): show the request of this line, counted from 0.
        leave_out_requested(): go on without the lines that stand in the way.
        answers_requested(): ask for what the requests ask.
    """

    line_chosen = Signal(int)
    leave_out_requested = Signal()
    answers_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._card, self._problems = PlanCard(), wrapped("", "", "error")
        self._told = {each: wrapped("", "", tone) for each, tone in _TONES.items()}
        self._problems.setObjectName("problems")
        self._leave, self._answer = button(""), button("Answer…")
        self._leave.setObjectName("leave_out")
        self._answer.setObjectName("answer_asked")
        self._line, self._preview = QSpinBox(), CodeView("The request of this line", json=True)
        self._line.setAccessibleName("Line to look at")
        self._line.setObjectName("line")
        self._preview.setMinimumHeight(80)
        self._mending, self._choice = QWidget(), QWidget()
        self._lay_out()
        self._leave.clicked.connect(self._on_leave)
        self._answer.clicked.connect(self._on_answer)
        self._line.valueChanged.connect(self._on_line)
        self.hide()

    def show_plan(self, plan: Plan) -> None:
        """Show what would be sent, and its first line."""
        self._card.show_facts(words.facts(plan))
        self._problems.setText(words.problem_words(plan.lines, plan.built.problems))
        self._problems.setVisible(bool(plan.built.problems))
        for severity, label in self._told.items():
            told = [each for each in plan.told if each.severity is severity]
            label.setText(words.told_words(plan.lines, told))
            label.setVisible(bool(told))
        wrong, count = len(plan.built.wrong_lines()), len(plan.lines.ids)
        self._leave.setText(f"Leave {'it' if wrong == 1 else f'these {wrong:,}'} out")
        self._leave.setVisible(0 < wrong < count)
        self._answer.setVisible(bool(plan.asked))
        self._mending.setVisible(0 < wrong < count or bool(plan.asked))
        self._line.setRange(1, max(1, count))
        self._choice.setVisible(count > 0)
        self.show()
        self.line_chosen.emit(self._line.value() - 1)

    def show_line(self, name: str, text: str) -> None:
        """Show the request of the chosen line."""
        self._name.setText(name)
        more = f"\n… {len(text) - _MOST_SHOWN:,} more characters" if len(text) > _MOST_SHOWN else ""
        self._preview.setPlainText(text[:_MOST_SHOWN] + more)

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        self._name = Label("", "", "muted")
        label = Label("Line", "", "muted")
        label.setBuddy(self._line)
        _in_row(self._mending, self._leave, self._answer)
        _in_row(self._choice, label, self._line, self._name)
        for each in (self._card, self._problems, self._mending, *self._told.values(), self._choice):
            layout.addWidget(each)
        layout.addWidget(self._preview, 1)

    def _on_leave(self) -> None:
        self.leave_out_requested.emit()

    def _on_answer(self) -> None:
        self.answers_requested.emit()

    def _on_line(self, number: int) -> None:
        self.line_chosen.emit(number - 1)


def _in_row(room: QWidget, *widgets: QWidget) -> None:
    row = QHBoxLayout(room)
    row.setContentsMargins(0, 0, 0, 0)
    for each in widgets:
        row.addWidget(each)
    row.addStretch(1)
