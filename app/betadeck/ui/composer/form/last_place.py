"""Where the value stands that is being typed, so that a key in a big body needs no reading of all of it."""

from betadeck.core.json_text import locate, parse
from betadeck.core.span import Span
from betadeck.ui.composer.form.changes import Change


class LastPlace:
    """Applies changes to texts that are JSON. From the second one of the same value on, only that value is
    looked at.
    """

    def __init__(self) -> None:
        self._text, self._pointer = "", ""
        self._span: Span | None = None

    def apply(self, text: str, change: Change) -> str:
        """Return `text` with the change.

        Raises:
            JsonFault: the change is none for this text.
        """
        raw = change.raw.strip() if change.raw is not None and change.place else ""
        if not raw or "\n" in raw:
            return change.apply(text)
        same = change.place == self._pointer and text == self._text
        span = self._span if same and self._span is not None else locate(text, change.place)
        if span is None:
            done, self._span = change.apply(text), None
        else:
            parse(raw)
            done = text[: span.start] + raw + text[span.end :]
            self._span = Span(span.start, span.start + len(raw))
        self._text, self._pointer = done, change.place
        return done
