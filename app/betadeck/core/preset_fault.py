"""Why a text is no preset that can be used, in words and with its place."""


class PresetFault(ValueError):  # noqa: N818  "fault" is this program's word for it
    """A preset's text cannot be used.

    `code` is `not_json` (then `line` and `column` count from 1), `not_a_preset`, `newer_format`,
    `wrong_type` (then `pointer` is the JSON Pointer of the value) or `too_big`. `message` is a sentence
    for people.
    """

    def __init__(self, code: str, message: str, *, pointer: str = "", line: int = 0, column: int = 0) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.pointer = pointer
        self.line = line
        self.column = column
