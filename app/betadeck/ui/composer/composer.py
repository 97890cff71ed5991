"""The composer: one draft, shown as body, parameters, headers, and what goes over the wire."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from betadeck.core.catalog import Catalogue, Operation
from betadeck.core.draft import Draft, FilePart, Row
from betadeck.core.finding import Finding
from betadeck.core.json_help.guide import Guide
from betadeck.core.json_pointer import words
from betadeck.core.seen_ids import IdBook
from betadeck.core.upload_limit import most_bytes
from betadeck.core.wire import WireRequest
from betadeck.ui.composer.composer_panes import PARAM_PLACES, ComposerPanes
from betadeck.ui.composer.form.body_fields import BodyFields
from betadeck.ui.composer.offering import Offering
from betadeck.ui.composer.tab_notes import tab_notes
from betadeck.ui.composer.wire_text import shown_url
from betadeck.ui.parts.focus import focused_in


class Composer(ComposerPanes):
    """Edits a `Draft`. Each edit makes a new one and announces it; what it is told it never announces.

    Signals:
        draft_edited(Draft): the user changed the draft; this is the new one.
        fix_chosen(Finding, Fix), finding_ignored(Finding): a button of a finding was clicked.
        error_asked(): show the error that blames the marked place.
        models_asked(): ask the target for its models.
        ids_asked(str): ask the target for ids to fill this place, as in `body:/agent` or `param:agent_id`.
        files_asked(Attach): put files into the body, after asking for them if there are none yet.
    """

    draft_edited = Signal(object)
    fix_chosen = Signal(object, object)
    finding_ignored = Signal(object)
    files_asked = Signal(object)
    models_asked = Signal()
    ids_asked = Signal(str)
    error_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Offering(self.draft), parent)
        self._draft: Draft | None = None
        self._saved: Draft | None = None
        self._catalogue = Catalogue()
        self._operation: Operation | None = None
        self._fields = BodyFields()
        self._together = False
        self._blamed = ""
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
        of_address = where.partition(":")[0] in PARAM_PLACES
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

    def _connect(self) -> None:
        self._body.text_edited.connect(self._on_body)
        self._body.files_asked.connect(self.files_asked)
        self._body.models_asked.connect(self.models_asked)
        self._body.ids_asked.connect(self.ids_asked)
        self._params.ids_asked.connect(self.ids_asked)
        self._files.files_edited.connect(self._on_files)
        self._params.draft_edited.connect(self._on_params)
        self._headers.draft_edited.connect(self._on_headers)
        self._variables.draft_edited.connect(self._on_variables)
        self._findings.fix_chosen.connect(self.fix_chosen)
        self._findings.ignored.connect(self.finding_ignored)
        self._body.json.fix_chosen.connect(self.fix_chosen)
        self._body.json.finding_ignored.connect(self.finding_ignored)
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
