"""Widgets never show as windows of their own for a moment: that flickers and takes the focus away."""

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QApplication, QWidget

from helpers.programs import program_in
from helpers.waiting import until

MEANT = (Qt.WindowType.Popup, Qt.WindowType.Dialog, Qt.WindowType.ToolTip)
EVERYTHING = """{"model": "claude-opus-5-5", "max_tokens": 64, "stream": true, "system": "Be short.", "temperature": 1,
 "tools": [{"name": "t", "input_schema": {"type": "object"}}], "tool_choice": {"type": "auto"},
 "thinking": {"type": "enabled", "budget_tokens": 1024}, "stop_sequences": ["x"], "metadata": {"user_id": "u"},
 "messages": [{"role": "user", "content": [{"type": "text", "text": "Hello"}, {"type": "odd"}]}]}"""


class Watch(QObject):
    """Notes every window that appears and is none of those that are meant to."""

    def __init__(self, main):
        super().__init__()
        self.main, self.seen = main, []
        QApplication.instance().installEventFilter(self)

    def eventFilter(self, watched, event):
        if event.type() == QEvent.Type.Show and isinstance(watched, QWidget) and self._is_stray(watched):
            self.seen.append(f"{type(watched).__name__} {watched.objectName()!r}")
        return False

    def _is_stray(self, widget):
        return widget.isWindow() and widget is not self.main and widget.windowType() not in MEANT


async def test_no_part_of_a_request_flashes_as_a_window(tmp_path):
    async with program_in(tmp_path) as person:
        watch = Watch(person.window)
        person.write_body(EVERYTHING)
        for view in ("form", "params", "headers", "wire", "form"):
            person.program.menus.do(view)
            await until(lambda: not person.program.front._timer.isActive())
        await person.sent()
        for view in ("answer", "events", "body", "headers", "timing", "usage"):
            person.find("response").show_view(view)
        person.press("Ctrl+N")
        person.tick("context-management-2025-06-27")
        person.press("Ctrl+D")
        person.write_body("{")
        await person.sent()
        for model in ("practise", "palette", "operation"):
            person.program.menus.do(model)
        QApplication.instance().removeEventFilter(watch)
        assert watch.seen == []
        assert person.window.isActiveWindow() or QApplication.activePopupWidget()
