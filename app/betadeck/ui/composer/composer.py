"""The composer: one draft, shown as body, parameters, headers, and what goes over the wire."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from betadeck.core.catalog import Catalogue, Operation
from betadeck.core.draft import Draft, FilePart, Row
from betadeck.core.finding import Finding
from betadeck.core.json_help.guide import Guide
from betadeck.core.json_pointer import words
from betadeck.core.seen_ids import IdBook
from betadeck.core.upload_limit import most_bytes
from betadeck.core.wire import WireRequest
from betadeck.ui.composer.blame_strip import BlameStrip
from betadeck.ui.composer.body_pane import BodyPane
from betadeck.ui.composer.composer_head import ComposerHead
from betadeck.ui.composer.count_line import CountLine
from betadeck.ui.composer.editor.line_findings import pointer_of
from betadeck.ui.composer.field_completer import FieldCompleter
from betadeck.ui.composer.files import FilesEditor
from betadeck.ui.composer.findings_strip import FindingsStrip
from betadeck.ui.composer.focus import focused_in
from betadeck.ui.composer.form.body_fields import BodyFields
from betadeck.ui.composer.headers import HeadersPane
from betadeck.ui.composer.keys import is_send
from betadeck.ui.composer.offering import Offering
from betadeck.ui.composer.params import ParamsPane
from betadeck.ui.composer.scroll_pane import BAR_PX
from betadeck.ui.composer.tab_notes import tab_notes
from betadeck.ui.composer.variables import VariablesPane
from betadeck.ui.composer.view_state import restore_state, state_of
from betadeck.ui.composer.wire_text import shown_url
from betadeck.ui.composer.wire_view import WireView
from betadeck.ui.parts.choices import Segments, SubTabs

_TABS = (("body", "Body"), ("params", "Params"), ("headers", "Headers"), ("variables", "Variables"),
         ("wire", "On the wire"))  # fmt: skip
_LOW_PX = 420
_PARAM_PLACES = ("param", "query", "path", "url")


class Composer(QWidget):
    """Edits a `Draft`. Each edit makes a new one and announces it; what it is told it never announces.

    Signals:
        draft_edited(Draft): the user changed the draft; this is the new one.
        send_requested(): the user pressed Ctrl+Enter.
        fix_chosen(Finding, Fix), finding_ignored(Finding): a button of a finding was clicked.
        error_asked(): show the error that blames the marked place.
        models_asked(): ask the target for its models.
        ids_asked(str): ask the target for ids to fill this place, as in `body:/agent` or `param:agent_id`.
        place_chosen(str): show a place that the composer cannot show by itself, such as `beta:name`.
        files_asked(Attach): put files into the body, after asking for them if there are none yet.
    """

    draft_edited = Signal(object)
    send_requested = Signal()
    fix_chosen = Signal(object, object)
    finding_ignored = Signal(object)
    place_chosen = Signal(str)
    files_asked = Signal(object)
    models_asked = Signal()
    ids_asked = Signal(str)
    error_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("composer")
        self._draft: Draft | None = None
        self._saved: Draft | None = None
        self._catalogue = Catalogue()
        self._operation: Operation | None = None
        self._fields = BodyFields()
        self._together = False
        self._tabs, inside = SubTabs(_TABS), QStackedWidget(self)
        self._stack = inside  # what is in it is made in it: a move has the style of it all worked out anew
        self._views = Segments((("form", "Form"), ("json", "JSON")))
        self.offering = Offering(self.draft)
        self._body, self._params = BodyPane(self.offering, inside), ParamsPane(self.offering, inside)
        self._files = FilesEditor()
        self._body.put_above(self._files)
        self.count_line = CountLine()
        self._headers, self._variables = HeadersPane(inside), VariablesPane(inside)
        self._wire, self._findings = WireView(inside), FindingsStrip(self)
        self._blame, self._blamed = BlameStrip(self), ""
        self._panes: dict[str, QWidget] = {
            "body": self._body,
            "params": self._params,
            "headers": self._headers,
            "variables": self._variables,
            "wire": self._wire,
        }
        self._lay_out()
        FieldCompleter(self.offering, self, (self._variables, self._body.json))
        self._connect()

    def show_draft(self, draft: Draft, saved: Draft | None) -> None:
        """Show `draft`; `saved` is as it stands in its file, None if it is in none.

        The first draft begins the body's history; later ones are a step in it that can be undone. Tabs with
        changes that are not saved get a dot.
        """
        fresh = self._draft is None
        self._draft, self._saved = draft, saved
        with self.at_once():
            self._body.show_text(draft.body_text, fresh)
        self._files.show_files(draft.files)
        self._params.show_draft(draft)
        self._headers.show_draft(draft)
        self._variables.show_draft(draft)
        self._note_tabs()

    @contextmanager
    def at_once(self) -> Iterator[None]:
        """Make the form for all that is told within only at the end, as when draft and operation change."""
        before, self._together = self._together, True
        with self._body.at_once():
            try:
                yield
            finally:
                self._together = before
            self._set_fields()

    def draft(self) -> Draft:
        """Return the draft as it is now."""
        return self._draft or Draft()

    def set_catalogue(self, catalogue: Catalogue) -> None:
        """Offer what the catalogue knows."""
        self._catalogue = catalogue
        self.offering.set_catalogue(catalogue)
        self._headers.offer_betas(catalogue.betas)
        self._set_fields()

    def set_operation(self, operation: Operation | None) -> None:
        """Take parameters and headers from `operation`; None is a free request."""
        self._operation = operation
        most = most_bytes(operation, self._catalogue.limits)
        self._files.set_fields(operation.multipart if operation else (), most)
        self._params.set_operation(operation)
        self._headers.offer([param.name for param in operation.headers] if operation else [])
        self._set_fields()

    def set_schema(self, schema: Mapping[str, object] | None) -> None:
        """Take the form's fields from the body's JSON Schema, for operations without hand-kept ones."""
        if self._fields.set_schema(schema):
            self._set_fields()

    def set_guide(self, guide: Guide) -> None:
        """Let the JSON editor offer and explain what the body's schema knows."""
        self._body.json.set_guide(guide)

    def show_wire(self, request: WireRequest | None, problem: str, where: str) -> None:
        """Show what will be sent, or the problem that stops it and its place."""
        self._wire.show_wire(request, problem, where)
        of_address = where.partition(":")[0] in _PARAM_PLACES
        self._params.show_address(shown_url(request) if request else "", problem if of_address else "")
        self._tabs.set_note("wire", "!" if problem else "")

    def show_target(self, name: str, variables: tuple[Row, ...], keys: tuple[str, ...] = ()) -> None:
        """Know the variables of the target, and the names of the keys."""
        self.offering.show_target(variables, keys)
        self._variables.show_target(name, variables)

    def show_ids(self, target: str, book: IdBook) -> None:
        """Offer the ids that the target of this name has told."""
        self.offering.show_ids(target, book)
        self._params.offer_ids()

    def tell_ids(self, place: str, problem: str) -> None:
        """Say at `place` why no ids were loaded; without a problem offer them there."""
        kind, _, name = place.partition(":")
        if kind == "param":
            self._params.tell_ids(name, problem)
        else:
            self._body.tell_ids(place, problem)

    def tell_models(self, problem: str) -> None:
        """Say at the models why the target's own list is not there; without a problem offer it."""
        self._body.form.tell_models(problem)

    def show_findings(self, findings: tuple[Finding, ...]) -> None:
        """Show what lint says; a focus on a finding that is mended goes back to the request."""
        held = focused_in(self._findings) is not None
        self._findings.show_findings(findings)
        if held and focused_in(self._findings) is None:
            self.take_focus()
        self._body.show_findings(findings)

    def show_blame(self, pointer: str, why: str) -> None:
        """Mark the place that the last answer blames, until told otherwise; an empty pointer is none."""
        self._blamed = pointer
        self._blame.show_blame(words(pointer) if pointer else "", why)
        self._body.show_blame(pointer, why)

    def show_view(self, view: str) -> None:
        """Show `form`, `json`, `params`, `headers` or `wire`."""
        if view in ("form", "json"):
            self._views.choose(view)
            self._body.show_as(view)
        tab = view if view in self._panes else "body"
        self._tabs.choose(tab)
        self._stack.setCurrentWidget(self._panes[tab])
        self._head.show_side(tab == "body")

    def focus_place(self, where: str) -> None:
        """Show the place `where`: a body pointer, `header:name`, `param:name`. Others are announced."""
        kind, _, name = where.partition(":")
        if (pointer := pointer_of(where)) is not None:
            self.show_view(self._body.view())
            self._body.focus_pointer(pointer)
        elif kind == "file":
            self.show_view(self._body.view())
            self._files.begin()
        elif kind == "header":
            self.show_view("headers")
            self._headers.begin(name)
        elif kind == "variable":
            self.show_view("variables")
            self._variables.begin(name)
        elif kind in _PARAM_PLACES:
            self.show_view("params")
            self._params.begin(name)
        else:
            self.place_chosen.emit(where)

    def take_focus(self) -> None:
        """Take the focus: the JSON where that is in sight, else the tabs, from where Tab leads into the form."""
        if self._tabs.current() == "body" and self._body.view() == "json":
            self._body.json.editor.setFocus()
        else:
            self._tabs.take_focus()

    def find(self) -> None:  # type: ignore[override]  # QWidget.find is a static function for window ids
        """Open the find bar of the JSON."""
        self.show_view("json")
        self._body.json.open_find()

    def format_body(self) -> None:
        """Lay the body's JSON out anew."""
        self._body.json.format()

    def help_in_json(self, wanted: str) -> None:
        """Do in the JSON editor, at its caret, what `wanted` says: `complete`, `explain`, `mend`, `fold`, `unfold`."""
        pane = self._body.json
        self.show_view("json")
        pane.editor.setFocus()
        doing = {"complete": pane.complete, "explain": pane.explain, "mend": pane.show_fixes}
        {**doing, "fold": pane.editor.fold, "unfold": pane.editor.unfold}[wanted]()

    def view_state(self) -> dict[str, object]:
        """Return what is in sight, as plain JSON values, for the next start."""
        return state_of(self._tabs.current(), self._body)

    def restore_view_state(self, state: Mapping[str, object]) -> None:
        """Show what was in sight when `state` was taken; what it does not say stays."""
        tab = restore_state(state, self._body)
        self.show_view(self._body.view())
        if tab in self._panes and tab != "body":
            self.show_view(tab)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the body its room when there is little."""
        super().resizeEvent(event)
        self._findings.set_low(event.size().height() < _LOW_PX)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Send with Ctrl+Enter from any field."""
        if is_send(event):
            self.send_requested.emit()
        else:
            super().keyPressEvent(event)

    def _lay_out(self) -> None:
        self._head = ComposerHead(self._tabs, self.count_line, self._views, BAR_PX)
        foot = QVBoxLayout()
        foot.setContentsMargins(0, 0, BAR_PX, 0)
        foot.setSpacing(4)
        foot.addWidget(self._blame)
        foot.addWidget(self._findings)
        for pane in self._panes.values():
            self._stack.addWidget(pane)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 2, 16 - BAR_PX, 8)
        layout.setSpacing(0)
        layout.addWidget(self._head)
        layout.addWidget(self._stack, 1)
        layout.addLayout(foot)

    def _connect(self) -> None:
        self._tabs.chosen.connect(self._on_tab)
        self._views.chosen.connect(self.show_view)
        self._body.text_edited.connect(self._on_body)
        self._body.view_wanted.connect(self.show_view)
        self._body.files_asked.connect(self.files_asked)
        self._body.models_asked.connect(self.models_asked)
        self._body.ids_asked.connect(self.ids_asked)
        self._params.ids_asked.connect(self.ids_asked)
        self._files.files_edited.connect(self._on_files)
        self._params.draft_edited.connect(self._on_params)
        self._headers.draft_edited.connect(self._on_headers)
        self._variables.draft_edited.connect(self._on_variables)
        self._variables.target_chosen.connect(lambda: self.place_chosen.emit("target"))
        self._wire.place_chosen.connect(self.focus_place)
        for each, ignored in ((self._findings, "ignored"), (self._body.json, "finding_ignored")):
            each.fix_chosen.connect(self.fix_chosen)
            getattr(each, ignored).connect(self.finding_ignored)
        self._findings.place_chosen.connect(self.focus_place)
        self._blame.place_chosen.connect(self._on_blamed)
        self._blame.error_chosen.connect(self.error_asked)

    def _set_fields(self) -> None:
        if self._draft is None or self._together:
            return
        draft, operation = self._draft, self._operation
        specs, closed = self._fields.at(draft.method, draft.path)
        takes_body = operation is None or bool(operation.body or operation.multipart)
        at = (draft.method, draft.path)
        self._body.set_fields(specs, self._catalogue, takes_body, closed, at)

    def _on_blamed(self) -> None:
        self.focus_place(f"body:{self._blamed}")

    def _on_tab(self, tab: str) -> None:
        self.show_view(self._body.view() if tab == "body" else tab)

    def _on_body(self, text: str) -> None:
        self._announce(replace(self.draft(), body_text=text))

    def _on_files(self, files: tuple[FilePart, ...]) -> None:
        self._announce(replace(self.draft(), files=files))

    def _on_params(self, edited: Draft) -> None:
        mine = {
            "method": edited.method,
            "path": edited.path,
            "path_params": edited.path_params,
            "query": edited.query,
        }
        self._announce(replace(self.draft(), **mine))  # type: ignore[arg-type]

    def _on_headers(self, edited: Draft) -> None:
        mine = {"headers": edited.headers, "betas": edited.betas, "api_version": edited.api_version}
        self._announce(replace(self.draft(), **mine))  # type: ignore[arg-type]

    def _on_variables(self, edited: Draft) -> None:
        self._announce(replace(self.draft(), variables=edited.variables))

    def _announce(self, draft: Draft) -> None:
        self._draft = draft
        self._set_fields()
        self._params.keep(draft)
        self._headers.keep(draft)
        self._variables.keep(draft)
        self._note_tabs()
        self.draft_edited.emit(draft)

    def _note_tabs(self) -> None:
        for tab, note in tab_notes(self.draft(), self._saved, self._params.count()).items():
            self._tabs.set_note(tab, note)
