"""Forms from schemas, in a request's page as the window shows it: opened, switched between, typed into."""

import json
import time

from table import Row

RUNS = 7
_MESSAGES, _MEGABYTE = 10, 1_000_000
_BLOCKS = [
    {"type": "text", "text": "Some words of a turn. " * 12},
    {"type": "image", "source": {"type": "url", "url": "https://sandbox.invalid/a.png"}},
    {"type": "tool_use", "id": "toolu_1", "name": "look", "input": {"where": "here", "times": 2}},
]


def rows() -> list[Row]:
    """Measure from the call of what opens to the end of the first paint, in pages of 900 x 900 pixels."""
    from betadeck.compose.main import make_app

    app = make_app()
    pages = _Pages(app)
    return [*_calls(pages), *_big_tabs(pages), *_keys(pages)]


class _Pages:
    """Requests' pages in a window dressed as the program's is."""

    def __init__(self, app: "QApplication") -> None:  # noqa: F821
        from PySide6.QtWidgets import QStackedWidget

        from betadeck.core.catalog_load import parse_catalogue
        from betadeck.resources import load_index, load_schemas
        from betadeck.ui import theme

        self.catalogue, self.schemas = parse_catalogue(load_index()), load_schemas()
        self.window = QStackedWidget()
        self.window.resize(900, 900)
        theme.dress(app, self.window, theme.LIGHT)
        self.window.show()

    def schema(self, call: "Operation | None") -> "dict[str, object] | None":  # noqa: F821
        """Return the schema of a call's body."""
        from betadeck.core.schema import closure

        return closure(self.schemas, call.body) if call is not None and call.body else None

    def open(self, draft: "Draft") -> "Composer":  # noqa: F821
        """Open a page with a draft and bring it to the front, as a new tab does."""
        from betadeck.ui.request_page import RequestPage

        page = RequestPage()
        with page.composer.at_once():
            page.composer.set_catalogue(self.catalogue)
            self.show(page.composer, draft)
        self.window.addWidget(page)
        self.window.setCurrentWidget(page)
        return page.composer

    def show(self, composer: "Composer", draft: "Draft") -> None:  # noqa: F821
        """Show another draft in a page."""
        call = self.catalogue.operations.get(draft.operation or "")
        with composer.at_once():
            composer.set_operation(call)
            composer.set_schema(self.schema(call))
            composer.show_draft(draft, None)


def _calls(pages: _Pages) -> list[Row]:
    """Choose every call of the catalogue in one page, each after none."""
    from stalls import first_paint_ms

    from betadeck.core.draft import Draft
    from betadeck.core.new_request import request_for

    composer, samples = pages.open(Draft(method="GET", path="/")), []
    for call in pages.catalogue.operations.values():
        draft = request_for(Draft(), call, pages.schema(call))
        pages.show(composer, Draft(method="GET", path="/"))
        _drained(0.01)
        samples.append(first_paint_ms(lambda draft=draft: pages.show(composer, draft), composer))
    what = f"form of a call, none before it ({len(samples)} calls)"
    return [
        Row(what, samples, [], "", "ms", ""),
        Row("form of a call: the slowest", [max(samples)], [], "", "ms", "≤ 100 ms"),
    ]


def _big_tabs(pages: _Pages) -> list[Row]:
    """Open pages with the fullest request for Messages, and go from one to the other."""
    from stalls import Ticks, first_paint_ms

    opened, stalls = [], []
    draft = _draft(pages, _full(pages))
    for _ in range(RUNS):
        opened.append(first_paint_ms(lambda: pages.open(draft), pages.window))
        ticks = Ticks()
        ticks.start()
        _drained(0.8)
        stalls.append(ticks.stop())
    turns = (1, 2) * RUNS
    switched = [first_paint_ms(lambda to=to: pages.window.setCurrentIndex(to), pages.window) for to in turns]
    what = f"fullest Messages request with {_MESSAGES} messages"
    return [
        Row(f"{what}: page and form opened", opened, [], "", "ms", "≤ 100 ms"),
        Row(f"{what}: longest stall while the rest of it is made", stalls, [], "", "ms", "≤ 16 ms"),
        Row("going to another page with such a request", switched, [], "", "ms", "≤ 100 ms"),
    ]


def _keys(pages: _Pages) -> list[Row]:
    """Type into a field and into the JSON of a body of a megabyte."""
    from PySide6.QtTest import QTest
    from stalls import first_paint_ms

    from betadeck.ui.composer.editor.json_editor import JsonEditor
    from betadeck.ui.composer.form.growing_edit import GrowingEdit

    text = "Some words of a turn. " * 20
    messages = [{"role": "user", "content": text} for _ in range(_MEGABYTE // (len(text) + 60))]
    body = {"model": "claude-opus-5-5", "max_tokens": 1, "messages": messages}
    composer, found = pages.open(_draft(pages, body)), []
    for view, kind in (("form", GrowingEdit), ("json", JsonEditor)):
        composer.show_view(view)
        _drained(0.5)
        field = next(each for each in composer.findChildren(kind) if each.isVisible())
        field.setFocus()
        keys = []
        for _ in range(3 * RUNS):
            keys.append(first_paint_ms(lambda field=field: QTest.keyClick(field, "x"), field.viewport()))
            _drained(0.25)
        where = "a field of the form" if view == "form" else "the JSON"
        found.append(Row(f"a key in {where}, body of 1 MB", keys, [], "", "ms", "≤ 16 ms"))
    return found


def _full(pages: _Pages) -> dict[str, object]:
    """Return a body that says something in every field of the beta call."""
    from helpers.filled import filled

    schema = pages.schema(pages.catalogue.operations["beta.messages.create"])
    body = filled(schema["$defs"], schema)
    turns = [("user", "Some words of a turn. " * 5), ("assistant", _BLOCKS)] * (_MESSAGES // 2)
    return {**body, "messages": [{"role": role, "content": content} for role, content in turns]}


def _draft(pages: _Pages, body: object) -> "Draft":  # noqa: F821
    from betadeck.core.draft import Draft

    call = pages.catalogue.operations["beta.messages.create"]
    return Draft(operation=call.id, method=call.method, path=call.path, body_text=json.dumps(body, indent=2))


def _drained(for_s: float) -> None:
    """Let what is done later be done."""
    from PySide6.QtWidgets import QApplication

    end_s = time.perf_counter() + for_s
    while time.perf_counter() < end_s:
        QApplication.processEvents()
