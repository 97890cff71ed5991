"""What lint says of the draft, one finding at a time, beside the draft."""

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QPushButton, QWidget

from betadeck.core.finding import Finding, Severity
from betadeck.ui.parts.buttons import IconButton, Kind, button
from betadeck.ui.parts.labels import ElidedLabel, Label, Tone, wrapped
from betadeck.ui.parts.restyle import set_property

_WEIGHTS = {Severity.HINT: 0, Severity.WARN: 1, Severity.ERROR: 2}
_TONES: dict[Severity, Tone] = {Severity.ERROR: "error", Severity.WARN: "warn", Severity.HINT: ""}
_MOST_FIXES = 2
_GAP_PX, _EDGES_PX = 4, 20
_NARROW_PX = 620
_LEAST_PX = 320


class FindingsStrip(QFrame):
    """The first finding, with its fixes as buttons; arrows lead to the others.

    Where there is little room both ways it is one line, until it is unfolded.

    Signals:
        fix_chosen(Finding, Fix): apply this fix.
        ignored(Finding): do not say this again.
        place_chosen(str): show what the finding is about.
    """

    fix_chosen = Signal(object, object)
    ignored = Signal(object)
    place_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("findings")
        self.setProperty("role", "banner")
        self._findings: tuple[Finding, ...] = ()
        self._at = 0
        self._is_low = self._unfolded = False
        self._head, self._text = Label("", "strong"), wrapped("")
        self._text.setObjectName("finding_text")
        self._short = ElidedLabel()
        self._fold = IconButton("down", "Show the whole finding and its fixes")
        self._fold.setObjectName("unfold_finding")
        self._fold.clicked.connect(self._on_fold)
        self._fixes = [self._button("link", f"fix_{place}") for place in range(_MOST_FIXES)]
        self._show, self._ignore = self._button("quiet", "show_place"), self._button("quiet", "ignore")
        self._show.setText("Show")
        self._ignore.setText("Ignore")
        self._back = IconButton("left", "Previous finding")
        self._on = IconButton("right", "Next finding")
        self._back.clicked.connect(self._on_back)
        self._on.clicked.connect(self._on_next)
        self._lay_out()
        self.hide()

    def show_findings(self, findings: tuple[Finding, ...]) -> None:
        """Show these findings. The one in sight stays if it is still among them and no graver one is new."""
        before, self._findings = self._findings, findings
        current = before[self._at].id if before else ""
        at = next((place for place, each in enumerate(findings) if each.id == current), None)
        self._at = 0 if at is None else self._graver(before, at)
        self._unfolded = self._unfolded and bool(findings)
        self._draw()

    def set_low(self, low: bool) -> None:
        """Take one line where it is narrow too, until somebody unfolds it."""
        if low != self._is_low:
            self._is_low = low
            self._arrange()

    def current(self) -> Finding | None:
        """Return the finding in sight."""
        return self._findings[self._at] if self._findings else None

    def _graver(self, before: tuple[Finding, ...], at: int) -> int:
        """Return the place of a new finding that weighs more than that at `at`, else `at`."""
        known, weight = {each.id for each in before}, _WEIGHTS[self._findings[at].severity]
        graver = (
            place
            for place, each in enumerate(self._findings)
            if each.id not in known and _WEIGHTS[each.severity] > weight
        )
        return next(graver, at)

    def minimumSizeHint(self) -> QSize:
        """Let it get narrow even while all stands on one line; the buttons then go below."""
        return QSize(_LEAST_PX, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the buttons under the words when it gets narrow."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        """Give the words at least half of the line; a second fix that has no room at all is left out."""
        directions = QBoxLayout.Direction
        finding = self.current()
        known = len(finding.fixes[:_MOST_FIXES]) if finding else 0
        for place, each in enumerate(self._fixes):
            each.setVisible(place < known)
        if known > 1 and self._actions_px() > self.width() - _EDGES_PX:
            self._fixes[-1].hide()
        below = self.width() < _NARROW_PX or self._actions_px() > self.width() // 2
        can_fold = below and self._is_low
        folded = can_fold and not self._unfolded
        self._short.setVisible(folded)
        self._text.setVisible(not folded)
        self._actions.setVisible(not folded)
        self._fold.setVisible(can_fold)
        icon, tip = (
            ("down", "Show the whole finding and its fixes") if folded else ("up", "Show it in one line")
        )
        self._fold.set_icon(icon, tip)
        self._box.setContentsMargins(12, 2 if folded else 6, 8, 2 if folded else 6)
        self._box.setDirection(directions.TopToBottom if below else directions.LeftToRight)

    def _actions_px(self) -> int:
        shown = (*self._fixes, self._show, self._ignore, self._back, self._on)
        return sum(each.sizeHint().width() + _GAP_PX for each in shown if not each.isHidden())

    def _button(self, kind: Kind, name: str) -> QPushButton:
        made = button("", kind)
        made.setObjectName(name)
        made.clicked.connect(self._on_action)
        return made

    def _lay_out(self) -> None:
        self._actions = QWidget()
        words, actions = QHBoxLayout(), QHBoxLayout(self._actions)
        actions.setContentsMargins(0, 0, 0, 0)
        words.setSpacing(12)
        words.addWidget(self._head)
        words.addWidget(self._text, 1)
        words.addWidget(self._short, 1)
        words.addWidget(self._fold)
        actions.setSpacing(_GAP_PX)
        for each in (*self._fixes, self._show, self._ignore, self._back, self._on):
            actions.addWidget(each)
        actions.addStretch(1)
        self._box = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._box.setContentsMargins(12, 6, 8, 6)
        self._box.setSpacing(6)
        self._box.addLayout(words, 1)
        self._box.addWidget(self._actions)

    def _draw(self) -> None:
        finding, count = self.current(), len(self._findings)
        self.setVisible(finding is not None)
        self._back.setVisible(count > 1)
        self._on.setVisible(count > 1)
        if finding is None:
            return
        tone = _TONES[finding.severity]
        head = "1 finding" if count == 1 else f"{self._at + 1} of {count} findings"
        self._head.setText(head)
        self._head.set_tone(tone)
        self._text.setText(finding.message)
        self._short.setText(finding.message)
        self.setAccessibleName(f"{head}, {finding.severity.value}: {finding.message}")
        set_property(self, "tone", tone)
        for each, fix in zip(self._fixes, finding.fixes, strict=False):
            each.setText(fix.title)
        self._arrange()

    def _on_action(self) -> None:
        finding, key = self.current(), self.sender().objectName()
        if finding is None:
            return
        if key == "ignore":
            self.ignored.emit(finding)
        elif key == "show_place":
            self.place_chosen.emit(finding.where)
        else:
            self.fix_chosen.emit(finding, finding.fixes[int(key.removeprefix("fix_"))])

    def _on_fold(self) -> None:
        self._unfolded = not self._unfolded
        self._arrange()

    def _on_back(self) -> None:
        self._at = (self._at - 1) % len(self._findings)
        self._draw()

    def _on_next(self) -> None:
        self._at = (self._at + 1) % len(self._findings)
        self._draw()
