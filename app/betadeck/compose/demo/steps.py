"""The steps of the demo. Each does what a person would do and checks that it happened."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from betadeck.compose.demo.stage import DemoFault, Stage
from betadeck.compose.request import Request
from betadeck.core.exchange import Ending, Exchange
from betadeck.core.open_tab import OpenTab
from betadeck.ui.betas.row import BetaRow
from betadeck.ui.library.view import LibraryView

BETAS = ("context-management-2025-06-27", "task-budgets-2026-03-13")
MISSPELT = "context-managment-2025-06-27"
_CTRL = Qt.KeyboardModifier.ControlModifier


@dataclass(frozen=True, slots=True)
class Step:
    """`says` is what the step does; `play` does it, returns what was seen, and raises `DemoFault`."""

    name: str
    says: str
    play: Callable[[Stage], Awaitable[str]]


async def start(stage: Stage) -> str:
    """See the window as it first opens, on the sandbox."""
    value = stage.window.toolbar.target.value()
    if value != "Sandbox":
        raise DemoFault(f"The target is {value}, not the sandbox.")
    return "the target is the sandbox; no key is needed"


async def load_example(stage: Stage) -> str:
    """Open the list of examples, type a word and press Enter."""
    stage.program.menus.do("open_example")
    await stage.type(stage.find(QLineEdit, "quick_filter"), "weather")
    await stage.shot("examples")
    await stage.press(Qt.Key.Key_Return)
    await stage.until(lambda: "get_weather" in _tab(stage).draft.body_text, "the example in a tab")
    return f"“{_tab(stage).draft.name}” is open with its tool"


async def tick_two(stage: Stage) -> str:
    """Tick two betas with the mouse."""
    for name in BETAS:
        row = stage.find(BetaRow, f"beta:{name}")
        stage.click(row, row.rect().topLeft() + _tick_place())
        await stage.until(partial(_is_ticked, stage, name), f"{name} ticked")
    return f"anthropic-beta: {','.join(_tab(stage).draft.betas)}"


async def send(stage: Stage) -> str:
    """Send with Ctrl+Enter and watch the answer arrive."""
    await stage.press(Qt.Key.Key_Return, _CTRL)
    await stage.until(_request(stage).sends.is_sending, "a send")
    await stage.until(lambda: stage.window.findChildren(QWidget, "answer"), "an answer pane")
    await asyncio.sleep(0.25)
    await stage.shot("streaming")
    exchange = await _ended(stage)
    if exchange.head is None or exchange.head.status != 200 or exchange.ending is not Ending.FINISHED:
        raise DemoFault("The sandbox did not answer with 200.")
    return f"200, {len(exchange.body):,} bytes streamed, request id {exchange.request_id}"


async def on_the_wire(stage: Stage) -> str:
    """Look at the exact request."""
    stage.program.menus.do("wire")
    last = _request(stage).last()
    sent = dict(last[0].sent.headers) if last else {}
    if sent.get("anthropic-beta") != ",".join(BETAS):
        raise DemoFault("The header is not what was ticked.")
    return f"{len(sent)} headers, each with who put it there"


async def save_preset(stage: Stage) -> str:
    """Save the request under a name."""
    stage.program.menus.do("form")
    await stage.press(Qt.Key.Key_S, _CTRL)
    field = stage.find(QLineEdit, "preset_name")
    field.selectAll()
    await stage.type(field, "Weather with betas")
    await stage.shot("save")
    await stage.press(Qt.Key.Key_Return)
    await stage.until(lambda: _tab(stage).preset_id, "the preset on disk")
    await stage.until(stage.program.library.entries, "the preset in the library")
    return f"presets/{_tab(stage).preset_id}.json"


async def save_set(stage: Stage) -> str:
    """Keep the two ticks as a beta set."""
    stage.program.library.save_set()
    await stage.type(stage.find(QLineEdit, "text"), "Long agents")
    await stage.press(Qt.Key.Key_Return)
    await stage.until(stage.program.sets.all, "the beta set in the library")
    return f"“Long agents” with {len(stage.program.sets.all()[0].betas)} betas"


async def load_back(stage: Stage) -> str:
    """Close the tab, clear the ticks, and bring both back from the library."""
    stage.program.tabs.close(_tab(stage).key)
    _click_line(stage, "Weather with betas")
    await stage.until(lambda: _tab(stage).preset_id, "the preset in a tab")
    stage.program.front.set_betas(())
    await stage.until(lambda: not _tab(stage).draft.betas, "no ticks")
    _click_line(stage, "Long agents")
    await stage.until(lambda: _tab(stage).draft.betas == BETAS, "the ticks of the set")
    return "the preset is open again, and one click ticked the set"


async def misspell(stage: Stage) -> str:
    """Paste a misspelt beta into the checklist and send."""
    stage.program.front.set_betas(BETAS[1:])
    field = stage.find(QLineEdit, "betas_filter")
    await stage.type(field, MISSPELT)
    await stage.press(Qt.Key.Key_Return)
    await stage.until(lambda: MISSPELT in _tab(stage).draft.betas, "the misspelt tick")
    field.clear()
    await stage.press(Qt.Key.Key_Return, _CTRL)
    exchange = await _ended(stage)
    if exchange.head is None or exchange.head.status != 400:
        raise DemoFault("The sandbox took a misspelt beta.")
    diagnosis = _request(stage).diagnosis()
    if diagnosis is None or diagnosis.culprit.name != MISSPELT:
        raise DemoFault("The error card does not name the culprit.")
    return f"400: {diagnosis.title}"


async def mend(stage: Stage) -> str:
    """Click the fix on the error card, which also sends again."""
    card = stage.find(QWidget, "error_card")
    buttons = [each for each in card.findChildren(QPushButton) if BETAS[0] in each.text()]
    if not buttons:
        raise DemoFault("The card offers no fix with the right name.")
    before = _request(stage).last()
    stage.click(buttons[0])
    await stage.until(lambda: _request(stage).last() is not before, "another send")
    exchange = await _ended(stage)
    if exchange.head is None or exchange.head.status != 200:
        raise DemoFault("The mended request failed too.")
    return "the right name is in its place, and the answer is 200"


STEPS = (
    Step("start", "The window opens on the sandbox", start),
    Step("example", "An example is loaded", load_example),
    Step("betas", "Two betas are ticked", tick_two),
    Step("answer", "The request is sent and the answer streams in", send),
    Step("wire", "The exact request is shown", on_the_wire),
    Step("preset", "The request is saved as a preset", save_preset),
    Step("beta-set", "The ticks are saved as a beta set", save_set),
    Step("loaded", "Preset and beta set are loaded back", load_back),
    Step("error", "A misspelt beta is refused and explained", misspell),
    Step("mended", "One click mends it and sends again", mend),
)


def _tab(stage: Stage) -> OpenTab:
    tab = stage.program.tabs.current()
    if tab is None:
        raise DemoFault("No tab is open.")
    return tab


def _is_ticked(stage: Stage, name: str) -> bool:
    return name in _tab(stage).draft.betas


def _request(stage: Stage) -> Request:
    request = stage.program.requests.current()
    if request is None:
        raise DemoFault("No request is in front.")
    return request


async def _ended(stage: Stage) -> Exchange:
    """Wait for the end of the running send and return its exchange."""
    await stage.until(lambda: not _request(stage).sends.is_sending(), "the end of the answer")
    last = _request(stage).last()
    if last is None:
        raise DemoFault("The send left no exchange.")
    return last[0]


def _tick_place() -> QPoint:
    return QPoint(14, 14)


def _click_line(stage: Stage, words: str) -> None:
    """Click the line of the library that shows `words`."""
    view = stage.find(LibraryView, "library_list")
    model = view.model()
    for row in range(model.rowCount()):
        index = model.index(row, 0)
        if str(index.data()) == words:
            view.scrollTo(index)
            stage.click(view.viewport(), view.visualRect(index).center())
            return
    raise DemoFault(f"The library has no line “{words}”.")
