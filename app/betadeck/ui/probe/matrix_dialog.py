"""What does my key accept? Betas against models, asked cell by cell, kept with its date."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QWidget

from betadeck.core.figures import count_words
from betadeck.core.probe.matrix import Matrix, Place, continued, merged
from betadeck.ui.parts.choices import Segments
from betadeck.ui.parts.labels import Label, wrapped
from betadeck.ui.parts.restyle import set_property
from betadeck.ui.parts.wrap_layout import WrapLayout
from betadeck.ui.probe.matrix_grid import MatrixGrid
from betadeck.ui.probe.running_frame import RunningFrame


@dataclass(frozen=True, slots=True)
class Scope:
    """A choice of rows or columns, with its label."""

    key: str
    label: str
    names: tuple[str, ...]


class MatrixDialog(RunningFrame):
    """Shows what is known of a key, and what asking for the rest takes. Sends nothing itself.

    Signals:
        scope_changed(Matrix): other rows or columns are wanted; `show_cost` is to follow.
        start_requested(Matrix): ask the open cells of this matrix.
    """

    scope_changed = Signal(object)
    start_requested = Signal(object)

    def __init__(
        self, known: Matrix, betas: Sequence[Scope], models: Sequence[Scope], parent: QWidget | None = None
    ) -> None:
        super().__init__("What does my key accept?", "matrix_dialog", parent)
        self._known = known
        self._betas, self._models = {each.key: each for each in betas}, {each.key: each for each in models}
        self._beta_scope = Segments([(each.key, each.label) for each in betas])
        self._model_scope = Segments([(each.key, each.label) for each in models])
        self._requests, self._cost = Label(""), Label("", "", "muted")
        self._requests.setObjectName("requests")
        self._cost.setObjectName("cost")
        self._grid, self._bar = MatrixGrid(), QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setAccessibleName("Cells asked")
        self._matrix = self._wanted()
        self._lay_out()
        self._connect()
        self._show()
        self.resize(980, 680)

    def matrix(self) -> Matrix:
        """Return the matrix as it is shown."""
        return self._matrix

    def show_cost(self, words: str) -> None:
        """Say what asking the open cells costs."""
        self._cost.setText(words)

    def show_asking(self, place: Place) -> None:
        """Show which cell is being asked."""
        self._grid.show_matrix(self._matrix, place)
        self.say(f"Asking {place.beta or 'the model alone'} on {place.model}")

    def show_matrix(self, matrix: Matrix) -> None:
        """Show one more answer."""
        self._matrix = matrix
        self._grid.show_matrix(matrix)
        self._bar.setValue(self._bar.maximum() - len(matrix.todo()))

    def show_ended(self, why: str = "") -> None:
        """Say that the asking is over; `why` is what ended it early."""
        self._running = False
        self._known = merged(self._known, self._matrix)
        self._matrix = self._wanted()
        self._show()
        if why:
            self.say(why, "warn")

    def _lay_out(self) -> None:
        intro = (
            "One small request a cell tells whether the key may use the beta on that model. "
            "The answers are kept with their date, and shown in the checklist."
        )
        self.content.addWidget(wrapped(intro, "", "muted"))
        self.content.addLayout(self._scope_row())
        facts = WrapLayout(16)
        for each in (Label(_key_words(self._known), "strong"), self._requests, self._cost):
            facts.addWidget(each)
        self.content.addLayout(facts)
        self.content.addWidget(self._grid, 1)
        self.content.addWidget(self._bar)
        self._close = self.add_button("close", "Close")
        self._anew = self.add_button("anew", "Ask anew")
        self._start = self.add_button("start", "Start", "primary", default=True)
        self._start.setFocus()

    def _scope_row(self) -> WrapLayout:
        row = WrapLayout(16)
        named = (("Betas", "beta_scope", self._beta_scope), ("Models", "model_scope", self._model_scope))
        for label, name, segments in named:
            segments.setObjectName(name)
            segments.setAccessibleName(label)
            pair = QWidget()
            beside = QHBoxLayout(pair)
            beside.setContentsMargins(0, 0, 0, 0)
            beside.setSpacing(8)
            beside.addWidget(Label(label, "", "muted"))
            beside.addWidget(segments)
            row.addWidget(pair)
        return row

    def _connect(self) -> None:
        self._close.clicked.connect(self.reject)
        self._anew.clicked.connect(self._on_anew)
        self._start.clicked.connect(self._on_start)
        self._beta_scope.chosen.connect(self._on_scope)
        self._model_scope.chosen.connect(self._on_scope)

    def _wanted(self, anew: bool = False) -> Matrix:
        """Return the matrix of the chosen rows and columns, with what is known of it unless asked anew."""
        betas = self._betas[self._beta_scope.current()].names
        models = self._models[self._model_scope.current()].names
        empty = Matrix(self._known.target, self._known.key, betas, models)
        return empty if anew else continued(self._known, empty)

    def _show(self) -> None:
        matrix, known = self._matrix, bool(self._matrix.cells)
        left = len(matrix.todo())
        self._grid.show_matrix(matrix)
        done = len(matrix.places()) - left
        note = f"; {count_words(done, 'cell')} known since {matrix.oldest()[:10]}" if known else ""
        self._requests.setText(f"{count_words(left, 'request')}{note}" if left else f"No request left{note}")
        self._start.setText("Stop" if self._running else "Continue" if known else "Start")
        self._start.setEnabled(self._running or bool(left))
        set_property(self._start, "kind", "stop" if self._running else "primary")
        self._anew.setVisible(known and not self._running)
        self._bar.setVisible(self._running)
        for segments in (self._beta_scope, self._model_scope):
            segments.setEnabled(not self._running)
        self.say(f"Asked on {matrix.oldest()[:10]}." if known and not left else "")

    def _begin(self, matrix: Matrix) -> None:
        self._matrix, self._running = matrix, True
        self._bar.setRange(0, len(matrix.todo()))
        self._bar.setValue(0)
        self._show()
        self.say("")
        self.start_requested.emit(matrix)

    def _on_start(self) -> None:
        if self._running:
            self.stop_requested.emit()
        else:
            self._begin(self._matrix)

    def _on_anew(self) -> None:
        self._begin(self._wanted(anew=True))

    def _on_scope(self) -> None:
        self._matrix = self._wanted()
        self._show()
        self.scope_changed.emit(self._matrix)


def _key_words(matrix: Matrix) -> str:
    return f"“{matrix.key}” at {matrix.target}" if matrix.key else f"{matrix.target}, no key"
