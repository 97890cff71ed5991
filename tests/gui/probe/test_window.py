"""Finding out in the whole window: from an error to a good answer with the mouse alone, and what is kept."""

import json

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QComboBox, QPushButton, QSpinBox, QTableView, QTableWidget

from betadeck.control.probe import FindCulprit
from betadeck.core.fixes import choose_model
from betadeck.ui.dialogs.settings import SettingsDialog
from betadeck.ui.probe.culprit_dialog import CulpritDialog
from betadeck.ui.probe.matrix_dialog import MatrixDialog
from betadeck.ui.probe.matrix_grid import MatrixGrid
from betadeck.ui.probe.send_tree import SendTree
from betadeck.ui.probe.try_both_dialog import TryBothDialog
from helpers.fault_behaviours import message
from helpers.fault_server import fault_server
from helpers.programs import program_in
from helpers.refusing import FLAG, JSON, MESSAGE, betas_of, error, first, good, refusing
from helpers.waiting import until

NAMES = (
    "context-management-2025-06-27",
    "compact-2026-09-04",
    "task-budgets-2026-03-13",
    "advisor-tool-2026-03-01",
    "mcp-client-2026-09-15",
)
LIMITED = error(
    "429 Too Many Requests", "rate_limit_error",
    "This request would exceed your organization's rate limit of 1,000 input tokens per minute.",
    "retry-after: 30",
    "anthropic-ratelimit-requests-limit: 50", "anthropic-ratelimit-requests-remaining: 49",
    "anthropic-ratelimit-input-tokens-limit: 1000", "anthropic-ratelimit-input-tokens-remaining: 400",
)  # fmt: skip
BUSY = error("529 Overloaded", "overloaded_error", "Overloaded", "retry-after-ms: 1")


def text_of(person):
    return person.window.toolbar.send.text()


def ticked(person, names):
    person.program.front.set_betas(tuple(names))


async def history(person):
    await person.settled()
    rows = []
    person.program.history.listed.connect(rows.append)
    person.program.history.refresh()
    await until(lambda: rows)
    return rows[-1]


async def opened(person, kind):
    await until(lambda: person.all(kind=kind))
    dialog = person.all(kind=kind)[0]
    await person.look_at(dialog)
    return dialog


def button(dialog, name):
    return next(each for each in dialog.findChildren(QPushButton, name) if not each.isHidden())


async def test_from_an_error_that_names_nothing_to_a_good_answer_without_typing(tmp_path):
    with fault_server(refusing(NAMES[3])) as server:
        async with program_in(tmp_path) as person:
            person.send_to(server.url)
            ticked(person, NAMES)
            assert (await person.sent()).head.status == 400
            person.click("fix:probe")
            dialog = await opened(person, CulpritDialog)
            assert "5 at most" not in person.words(dialog)
            assert "requests at most" in person.words(dialog)
            assert "invalid beta flag" in person.words(dialog)
            person.click(button(dialog, "start"))
            await until(lambda: person.all("verdict"))
            assert f"{NAMES[3]} breaks it" in person.words(dialog)
            sends = dialog.findChild(SendTree).texts()
            assert len(sends) <= 5
            assert sends[0].startswith("all 5, token counting, fails the same way")
            before = person.exchange()
            person.click(button(dialog, f"send:{NAMES[3]}"))
            await until(lambda: person.exchange() is not before)
            assert person.exchange().head.status == 200
            assert person.tab().draft.betas == (*NAMES[:3], NAMES[4])
            rows = await history(person)
            assert len(rows) == len(sends) + 2
            assert sum(row.name.startswith("Search: ") for row in rows) == len(sends)


async def found_by_menu(person):
    """Return the dialog of a search begun from the menu, with its verdict."""
    person.program.menus.do("find_culprit")
    dialog = await opened(person, CulpritDialog)
    person.click(button(dialog, "start"))
    await until(lambda: person.all("verdict"))
    return dialog


async def test_the_culprits_row_is_marked_and_shown_and_can_be_unticked_without_sending(tmp_path):
    with fault_server(refusing(NAMES[1])) as server:
        async with program_in(tmp_path) as person:
            person.send_to(server.url)
            ticked(person, NAMES)
            failed = await person.sent()
            dialog = await found_by_menu(person)
            assert person.window.betas._checklist.culprits == {NAMES[1]}
            person.click(button(dialog, "show_beta"))
            await until(lambda: not person.all(kind=CulpritDialog))
            await person.look_at(person.window)
            dialog = await found_by_menu(person)
            person.click(button(dialog, f"untick:{NAMES[1]}"))
            await until(lambda: NAMES[1] not in person.tab().draft.betas)
            assert person.exchange() is failed
            assert not person.request().is_busy()


async def test_a_pair_offers_both_ways_out(tmp_path):
    with fault_server(refusing(NAMES[1], NAMES[4])) as server:
        async with program_in(tmp_path) as person:
            person.send_to(server.url)
            ticked(person, NAMES)
            await person.sent()
            dialog = await found_by_menu(person)
            assert "fail only together" in person.words(dialog)
            assert button(dialog, f"send:{NAMES[1]}").isVisible()
            assert button(dialog, f"send:{NAMES[4]}").isVisible()


async def test_closing_the_dialog_stops_the_search(tmp_path):
    started = []

    def slow(talk):
        talk.read()
        if len(talk.server.requests) == 1:
            talk.send(FLAG)
        else:
            started.append(1)
            talk.wait()

    with fault_server(slow) as server:
        async with program_in(tmp_path) as person:
            person.send_to(server.url)
            ticked(person, NAMES)
            await person.sent()
            person.program.menus.do("find_culprit")
            dialog = await opened(person, CulpritDialog)
            person.click(button(dialog, "start"))
            await until(lambda: started)
            assert "sending…" in dialog.findChild(SendTree).texts()[0]
            assert button(dialog, "start").text() == "Stop"
            person.press("Esc")
            await until(lambda: not person.all(kind=CulpritDialog))
            await until(lambda: not person.program.probes.prober(FindCulprit).is_running())


async def test_with_nothing_sent_there_is_nothing_to_search_or_report(tmp_path):
    async with program_in(tmp_path) as person:
        person.program.menus.do("find_culprit")
        assert "Send the request first" in person.message()
        assert not person.all(kind=CulpritDialog)
        person.program.menus.do("copy_report")
        assert "no exchange" in person.message()


async def test_a_fault_that_only_the_whole_request_shows_is_looked_for_when_the_user_says_so(tmp_path):
    def only_streams(talk):
        seen = talk.read()
        streams = b'"stream": true' in seen.body
        talk.send(FLAG if streams and NAMES[2] in betas_of(seen) else good(seen))

    with fault_server(only_streams) as server:
        async with program_in(tmp_path) as person:
            person.send_to(server.url)
            ticked(person, NAMES)
            await person.sent()
            dialog = await found_by_menu(person)
            assert "does not show the fault" in person.words(dialog)
            assert len(dialog.findChild(SendTree).texts()) == 2
            person.click(button(dialog, "whole"))
            await until(lambda: f"{NAMES[2]} breaks it" in person.words(dialog))


async def test_send_counts_down_to_the_end_of_a_rate_limit_and_stays_live(tmp_path):
    with fault_server(first(LIMITED, then=refusing("x"))) as server:
        async with program_in(tmp_path) as person:
            person.send_to(server.url)
            assert (await person.sent()).head.status == 429
            assert text_of(person) in {"Send again in 30 s", "Send again in 29 s"}
            assert "you can send now" in person.window.toolbar.send.toolTip()
            bar = person.words(person.window.status)
            assert "Input tokens 600 / 1000, spent" in bar
            assert "Requests 1 / 50\n" in f"{bar}\n"
            person.press("Ctrl+N")
            assert text_of(person).startswith("Send   "), "another tab has nothing to wait for"
            person.press("Ctrl+PgUp")
            assert text_of(person).startswith("Send again in")
            before = person.exchange()
            person.click(person.window.toolbar.send)
            await until(lambda: person.exchange() is not before and not person.request().is_busy())
            assert person.exchange().head.status == 200
            assert text_of(person).startswith("Send   ")
            assert "spent" not in person.words(person.window.status)


async def test_the_limit_that_is_used_up_is_marked_where_the_words_name_none(tmp_path):
    vague = error(
        "429 Too Many Requests", "rate_limit_error", "Too many requests", "retry-after: 9",
        "anthropic-ratelimit-requests-limit: 50", "anthropic-ratelimit-requests-remaining: 49",
        "anthropic-ratelimit-input-tokens-limit: 1000", "anthropic-ratelimit-input-tokens-remaining: 0",
    )  # fmt: skip
    with fault_server(first(vague, then=refusing("x"))) as server:
        async with program_in(tmp_path) as person:
            person.send_to(server.url)
            await person.sent()
            bar = person.words(person.window.status)
            assert "Input tokens 1000 / 1000, spent" in bar
            assert "Requests 1 / 50\n" in f"{bar}\n"


async def test_send_shows_its_whole_text_in_a_narrow_window(tmp_path):
    with fault_server(first(LIMITED, then=refusing("x"))) as server:
        async with program_in(tmp_path) as person:
            person.send_to(server.url)
            person.window.resize(person.window.minimumSizeHint().width(), 700)
            await person.sent()
            send = person.window.toolbar.send
            assert send.text().startswith("Send again in")
            assert send.width() >= send.sizeHint().width()


async def test_nothing_is_sent_again_unless_switched_on_and_then_each_try_is_a_row_of_the_history(tmp_path):
    with fault_server(first(BUSY, BUSY, BUSY, then=refusing("x"))) as server:
        async with program_in(tmp_path) as person:
            person.send_to(server.url)
            assert (await person.sent()).head.status == 529
            assert not person.request().is_busy()
            assert len(server.requests) == 1
            person.program.menus.do("settings")
            dialog = await opened(person, SettingsDialog)
            person.find("retries", QSpinBox).setFocus()
            person.press("Up")
            person.press("Up")
            person.click(dialog.findChild(QPushButton, "save"))
            await person.look_at(person.window)
            person.press("Ctrl+Return")
            await until(lambda: person.exchange() and person.exchange().head.status == 200)
            assert len(server.requests) == 4
            assert [row.status for row in await history(person)] == [200, 529, 529, 529]
            assert not person.request().is_busy()
    async with program_in(tmp_path) as person:
        assert person.program.settings.current().retries == 2, "the choice is kept"
        assert person.window.actions_table._actions["retry"].isChecked()
        person.program.menus.do("retry")
        assert person.program.settings.current().retries == 0


async def test_a_wait_for_the_next_try_is_seen_and_ends_with_esc_or_with_its_tab(tmp_path):
    long = error("529 Overloaded", "overloaded_error", "Overloaded", "retry-after: 50")
    with fault_server(first(long, long, then=refusing("x"))) as server:
        async with program_in(tmp_path) as person:
            person.send_to(server.url)
            person.program.menus.do("retry")
            person.press("Ctrl+Return")
            await until(lambda: text_of(person).startswith("Cancel   again in"))
            assert "Try 1 of 2 follows" in person.message()
            person.press("Esc")
            await until(lambda: not person.request().is_busy())
            assert text_of(person).startswith("Send again in"), "the server asked to wait all the same"
            person.press("Ctrl+D")
            person.press("Ctrl+Return")
            await until(lambda: text_of(person).startswith("Cancel   again in"))
            person.program.requests.close(person.tab().key)
            await until(lambda: text_of(person).startswith("Send again in"))
            assert not person.request().is_busy()
            assert len(server.requests) == 2


async def test_a_report_goes_to_the_clipboard(tmp_path):
    with fault_server(lambda talk: (talk.read(), talk.send(FLAG))) as server:
        async with program_in(tmp_path) as person:
            person.send_to(server.url)
            ticked(person, NAMES[:1])
            await person.sent()
            person.click(person.find("report", QPushButton))
            text = QGuiApplication.clipboard().text()
            assert "Copied the report" in person.message()
            assert all(part in text for part in ("`req_1`", NAMES[0], "invalid beta flag", "127.0.0.1"))
            QGuiApplication.clipboard().clear()


def matrix_server(talk):
    seen = talk.read()
    body = json.loads(seen.body)
    if body["model"].startswith("claude-mythos"):
        talk.send(error("404 Not Found", "not_found_error", f"model: {body['model']}"))
    elif NAMES[1] in betas_of(seen):
        text = f"Unexpected value(s) `{NAMES[1]}` for the `anthropic-beta` header."
        talk.send(error("400 Bad Request", "invalid_request_error", text))
    else:
        talk.send(good(seen))


async def test_a_matrix_is_asked_kept_and_there_after_a_restart(tmp_path):
    with fault_server(matrix_server) as server:
        async with program_in(tmp_path) as person:
            person.send_to(server.url)
            ticked(person, NAMES[:2])
            person.program.menus.do("key_matrix")
            dialog = await opened(person, MatrixDialog)
            assert "3 requests" in person.words(dialog)
            assert "Costs nothing" in person.words(dialog)
            person.click(button(dialog, "start"))
            await until(lambda: "Asked on" in person.words(dialog))
            grid = dialog.findChild(MatrixGrid)
            model = dialog.matrix().models[0]
            assert [grid.word(name, model) for name in ("", *NAMES[:2])] == [
                "accepted",
                "accepted",
                "refused",
            ]
            person.press("Esc")
            await person.settled()
            badges = person.window.betas._checklist.badges
            await until(lambda: any(badge.text == "key: accepted" for badge in badges(NAMES[0])))
            assert any(badge.text == "key: refused" for badge in badges(NAMES[1]))
            tab = person.tab()
            person.program.tabs.edit(tab.key, choose_model("claude-haiku-5-5").apply(tab.draft))
            assert not any(badge.text.startswith("key:") for badge in badges(NAMES[0])), "not asked with it"
            person.program.tabs.edit(tab.key, tab.draft)
            assert any(badge.text == "key: accepted" for badge in badges(NAMES[0]))
            ticked(person, NAMES[:3])
        async with program_in(tmp_path) as person:
            await until(lambda: person.window.betas._checklist.asked)
            person.program.menus.do("key_matrix")
            dialog = await opened(person, MatrixDialog)
            assert "1 request; 3 cells known since" in person.words(dialog)
            assert dialog.findChild(MatrixGrid).word(NAMES[1], model) == "refused"
            person.click(button(dialog, "start"))
            await until(lambda: "Asked on" in person.words(dialog))
            assert len(server.requests) == 4
            person.click(button(dialog, "anew"))
            await until(lambda: len(server.requests) == 8 and "Asked on" in person.words(dialog))


async def test_a_matrix_can_be_stopped_and_gone_on_with(tmp_path):
    def slow(talk):
        if len(talk.server.requests) == 2:
            talk.read()
            talk.server.reached.set()
            talk.wait()
        matrix_server(talk)

    with fault_server(slow) as server:
        async with program_in(tmp_path) as person:
            person.send_to(server.url)
            ticked(person, NAMES)
            person.program.menus.do("key_matrix")
            dialog = await opened(person, MatrixDialog)
            person.click(button(dialog, "start"))
            await until(server.reached.is_set)
            assert "Asking" in person.words(dialog)
            person.click(button(dialog, "start"))
            await until(lambda: "Stopped" in person.words(dialog))
            assert button(dialog, "start").text() == "Continue"
            person.click(button(dialog, "start"))
            await until(lambda: "Asked on" in person.words(dialog))
            segments = [each for each in dialog.findChildren(QPushButton) if each.text().startswith("All ")]
            for each in segments:
                person.click(each)
            model = dialog.findChild(QTableView).model()
            assert f"{model.rowCount() * model.columnCount() - 6:,} requests" in person.words(dialog)


async def test_variants_and_targets_stand_side_by_side(tmp_path):
    def by_beta(talk):
        seen = talk.read()
        body = MESSAGE.replace(b'"Hi"', b'"Hello"') if NAMES[0] in betas_of(seen) else MESSAGE
        talk.send(message(body, "200 OK", JSON, f"x-gateway: {len(betas_of(seen))}"))

    with fault_server(by_beta) as server:
        async with program_in(tmp_path) as person:
            person.send_to(server.url)
            ticked(person, NAMES[:1])
            person.program.menus.do("try_both")
            dialog = await opened(person, TryBothDialog)
            other = dialog.findChild(QComboBox, "other")
            assert other.currentData() == NAMES[0]
            assert "Two requests as they are. $" in person.words(dialog)
            person.click(button(dialog, "start"))
            await until(lambda: button(dialog, "start").text() == "Send both again")
            assert dialog.view().differences() == (1, 1)
            assert "200 OK" in person.words(dialog)
            table = person.all("differences", QTableWidget)[0]
            cells = [table.item(0, column).text() for column in range(4)]
            assert cells == ["/content/0/text", "changed", '"Hello"', '"Hi"']
            table.selectRow(0)
            table.setFocus()
            person.press("Ctrl+C")
            assert QGuiApplication.clipboard().text().startswith("/content/0/text\tchanged")
            QGuiApplication.clipboard().clear()
            person.click(next(each for each in dialog.findChildren(QPushButton) if each.text() == "Target"))
            other.setCurrentIndex(other.findData("Sandbox"))
            person.click(button(dialog, "start"))
            await until(
                lambda: len(server.requests) == 3 and button(dialog, "start").text() == "Send both again"
            )
            rows = await history(person)
            assert [row.name.partition(": ")[2] for row in rows] == [
                "Sandbox", "Here", f"Without {NAMES[0]}", f"With {NAMES[0]}",
            ]  # fmt: skip
