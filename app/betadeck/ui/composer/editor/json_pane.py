"""The JSON view of the body: editor, find bar, and a line that says what is wrong."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from betadeck.core.finding import Finding, Severity
from betadeck.core.json_check import JsonCheck
from betadeck.core.json_fault import JsonFault
from betadeck.core.json_format import Formatted, format_steps
from betadeck.core.json_help.guide import Guide
from betadeck.core.json_text import pointer_at
from betadeck.ui.composer.editor.body_help import BodyHelp
from betadeck.ui.composer.editor.checker import Checker
from betadeck.ui.composer.editor.completer import Completer
from betadeck.ui.composer.editor.find_bar import FindBar
from betadeck.ui.composer.editor.finder import Finder
from betadeck.ui.composer.editor.fix_menu import FixMenu
from betadeck.ui.composer.editor.hover import Hover
from betadeck.ui.composer.editor.json_editor import JsonEditor
from betadeck.ui.composer.editor.line_findings import pointer_of
from betadeck.ui.composer.editor.paste_offer import PasteOffer
from betadeck.ui.composer.editor.problems import BLAME, Problem, line_marks_of, problems_of, sentence
from betadeck.ui.composer.editor.status_line import StatusLine
from betadeck.ui.composer.offering import Offering
from betadeck.ui.composer.scroll_pane import BAR_PX
from betadeck.ui.composer.sizes import size_words
from betadeck.ui.composer.text_change import TextChange
from betadeck.ui.parts.slices import Slices
from betadeck.ui.parts.thread_work import ThreadWork

_ONE_LINE_CHARS = 2_000
_AT_ONCE_CHARS = 100_000
_NOTE_MS = 4_000


class JsonPane(QWidget):
    """Edits JSON text. The text may be anything: what is no JSON is kept as typed and explained.

    Signals:
        text_edited(str): the user changed the text.
        fix_chosen(Finding, Fix), finding_ignored(Finding): chosen in the menu at a place.
        ids_asked(str): load ids for this place, as in `body:/agent`.
    """

    text_edited = Signal(object)
    fix_chosen = Signal(object, object)
    finding_ignored = Signal(object)
    ids_asked = Signal(str)

    def __init__(self, offering: Offering, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.editor = JsonEditor()
        self._bar, self._status = FindBar(), StatusLine()
        self._finder = Finder(self._bar, self.editor)
        self._help = BodyHelp(self.editor, offering)
        self._checker = Checker(self.editor)
        self._completer = Completer(self.editor, self._help)
        self._hover = Hover(self.editor, self._help, self._wrong_at)
        self._work, self._formatted = ThreadWork(self), ""
        self._going, self._way = Slices(self), (JsonCheck(""), "")
        self._fault: JsonFault | None = None
        self._findings: tuple[Finding, ...] = ()
        self._blame: tuple[Finding, ...] = ()
        self._problems: list[Problem] = []
        self._blamed: Problem | None = None
        self._note = QTimer(self, singleShot=True, interval=_NOTE_MS)
        self._note.timeout.connect(self._say)
        self._lay_out()
        self._connect()

    def set_guide(self, guide: Guide) -> None:
        """Know the body's schema: for offers at the caret, and to say what things are."""
        self._help.set_guide(guide)

    def show_findings(self, findings: tuple[Finding, ...]) -> None:
        """Mark the places that these speak of."""
        self._findings = findings
        self._look()

    def show_blame(self, pointer: str, why: str) -> None:
        """Mark the place that the last answer blames; an empty pointer is none."""
        place, words = f"body:{pointer}", f"The last answer: {why}"
        self._blame = (Finding(Severity.ERROR, BLAME, words, place),) if pointer else ()
        self._look()

    def problems(self) -> Sequence[Problem]:
        """Return what is marked in the text."""
        return self._problems

    def complete(self) -> None:
        """Offer what may stand at the caret."""
        self._completer.open()

    def tell_ids(self, problem: str) -> None:
        """Say why no ids were loaded; without a problem offer them to who still waits at the caret."""
        if problem:
            self._status.say(problem, "warn")
            self._note.start()
        elif self.editor.hasFocus():
            self._completer.open()

    def explain(self) -> None:
        """Say what stands at the caret."""
        self._hover.explain()

    def show_fixes(self) -> None:
        """Open the menu of what would mend the place at the caret, or else its line."""
        found = self._problems_here()
        if not found:
            self._status.say("Nothing is wrong in this line.")
            self._note.start()
            return
        menu = self._fix_menu(found)
        menu.popup(self.editor.viewport().mapToGlobal(self.editor.cursorRect().bottomLeft()))

    def open_find(self) -> None:
        """Open the find bar."""
        self._finder.open()

    def format(self) -> None:
        """Lay the text out anew, as one undo step; the caret stays at its value. Faults are shown instead."""
        text = self.editor.json_text()
        self._formatted = text
        steps = format_steps(text, self.editor.selected_span()[0])
        if len(text) > _AT_ONCE_CHARS:
            self._status.say("Formatting…")
            self._work.run(steps)
            return
        *_, result = steps
        self._on_formatted(result)

    def show_pointer(self, pointer: str) -> None:
        """Scroll to the value at `pointer` (or what is nearest around it) and ground it for a moment."""
        self._way = JsonCheck(self.editor.json_text(), [pointer]), pointer
        self._going.go_through(self._way[0].steps())
        self.editor.setFocus()

    def show_fault_place(self) -> None:
        """Put the caret where the text stops being JSON."""
        if self._fault is not None:
            self.editor.select(self._fault.offset, self._fault.offset)
            self.editor.centerCursor()
            self.editor.setFocus()

    def check(self) -> None:
        """Look for the first fault now, and place the marks."""
        self._checker.check()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Find, step, format: keys that the editor itself leaves alone."""
        control = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        shift = event.modifiers() & Qt.KeyboardModifier.ShiftModifier
        if event.key() == Qt.Key.Key_F3:
            self._finder.step(-1 if shift else 1)
        elif event.key() == Qt.Key.Key_Period and control:
            self.show_fixes()
        elif event.key() == Qt.Key.Key_F and control:
            self.format() if shift else self.open_find()
        elif event.key() == Qt.Key.Key_Escape and not self._bar.isHidden():
            self._bar.close_bar()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self._bar)
        layout.addWidget(self.editor, 1)
        offer = QHBoxLayout()
        offer.setContentsMargins(0, 4, BAR_PX, 0)
        offer.addWidget(PasteOffer(self.editor))
        layout.addLayout(offer)
        layout.addWidget(self._status)

    def _connect(self) -> None:
        self.editor.text_edited.connect(self.text_edited)
        self.editor.spliced.connect(self._on_spliced)
        self.editor.cursorPositionChanged.connect(self._on_caret)
        self.editor.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.editor.customContextMenuRequested.connect(self._on_context)
        self._checker.checked.connect(self._on_checked)
        self._completer.load_asked.connect(self._on_load)
        self._status.action_chosen.connect(self._on_action)
        self._work.finished.connect(self._on_formatted)
        self._going.finished.connect(self._on_arrived)

    def _on_formatted(self, result: object) -> None:
        """Put the new layout in, unless the text was edited meanwhile."""
        if isinstance(result, JsonFault):
            self._fault = result
            self._say()
            self.show_fault_place()
        elif self.editor.json_text() is not self._formatted:
            self._status.say("Not laid out anew: the text was edited meanwhile.")
            self._note.start()
        elif isinstance(result, Formatted):
            self._say()
            if result.text != self._formatted:
                self.editor.retype(result.text, result.caret)
                self.editor.when_settled(self.editor.ensureCursorVisible)

    def _on_arrived(self) -> None:
        check, pointer = self._way
        if (found := check.nearest(pointer)) is not None:
            self.editor.show_place(found.value.start, found.value.end)

    def _on_load(self, offset: int) -> None:
        self.ids_asked.emit(f"body:{pointer_at(self.editor.json_text(), offset)}")

    def _look(self) -> None:
        pointers = [pointer_of(each.where) for each in (*self._findings, *self._blame)]
        self._checker.look_for([each for each in pointers if each is not None])

    def _on_checked(self, check: JsonCheck) -> None:
        text = self.editor.json_text()
        if check.fault is not None and self.editor.breaks_at(check.fault.offset) and self.editor.break_anew():
            return
        self._fault = check.fault if text.strip() else None
        self._problems = problems_of(text, (*self._findings, *self._blame), check)
        self.editor.show_line_marks(line_marks_of(text, self._problems))
        self._blamed = next(iter(_whole(each, check) for each in self._blame), None)
        self._underline()
        if self._fault is not None or not self._note.isActive():  # a note stays until it was read
            self._say()

    def _on_spliced(self, change: TextChange) -> None:
        """Move the marks along until the next look; who edits is not taken elsewhere."""
        self._going.stop()
        self._blamed = self._blamed.moved(change) if self._blamed else None
        if self._problems:
            moved = (each.moved(change) for each in self._problems)
            self._problems = [each for each in moved if each is not None]
            self._underline()

    def _underline(self) -> None:
        self.editor.show_blamed((self._blamed.start, self._blamed.end) if self._blamed else None)
        self.editor.show_problems([((each.start, each.end), each.severity) for each in self._problems])

    def _fix_menu(self, problems: Sequence[Problem]) -> FixMenu:
        menu = FixMenu(problems, self)
        menu.fix_chosen.connect(self.fix_chosen)
        menu.ignored.connect(self.finding_ignored)
        return menu

    def _on_context(self, place: QPoint) -> None:
        """Offer what would mend the place under the mouse, above what can be done in any editor."""
        offset = self.editor.offset_of(self.editor.cursorForPosition(place).position())
        menu = self._fix_menu([each for each in reversed(self._problems) if each.touches(offset)])
        menu.add_usual(self.editor.usual_menu(place))
        menu.popup(self.editor.viewport().mapToGlobal(place))

    def _wrong_at(self, offset: int) -> str:
        words = (each.words for each in reversed(self._problems) if each.touches(offset))
        return "\n".join(dict.fromkeys(words))

    def _problems_here(self) -> list[Problem]:
        """Return the problems at the caret, else those of its line, the worst first."""
        cursor, editor = self.editor.textCursor(), self.editor
        caret, block = editor.offset_of(cursor.position()), cursor.block()
        start = editor.offset_of(block.position())
        end = editor.offset_of(block.position() + block.length() - 1)
        here = [each for each in self._problems if each.touches(caret)]
        line = [each for each in self._problems if each.start <= end and each.end >= start]
        return (here or line)[::-1]

    def _say(self) -> None:
        text, size = self.editor.json_text(), size_words(self.editor.text())
        if self._fault is not None:
            self._status.say(sentence(self._fault), "error", "Show")
        elif not text.strip():
            self._status.say("No body: nothing is sent")
        elif self.editor.is_broken_for_show():
            self._status.say(f"JSON · {size} in long lines, broken for show", "muted", "Format")
        elif len(text) > _ONE_LINE_CHARS and "\n" not in text.strip():
            self._status.say(f"JSON · {size} on one line", "muted", "Format")
        else:
            self._status.say(f"JSON · {size}")

    def _on_action(self) -> None:
        if self._fault is not None:
            self.show_fault_place()
        else:
            self.format()

    def _on_caret(self) -> None:
        cursor = self.editor.textCursor()
        self._status.show_caret(cursor.blockNumber() + 1, cursor.positionInBlock() + 1)


def _whole(blame: Finding, check: JsonCheck) -> Problem | None:
    """Return all of the value that is blamed, None where it is not in the text."""
    found = check.places.get(pointer_of(blame.where) or "")
    return Problem(found.value.start, found.value.end, blame.severity, blame.message) if found else None
