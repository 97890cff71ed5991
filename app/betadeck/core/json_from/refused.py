"""Why a text is no literal."""


class NotALiteralError(ValueError):
    """A text cannot be written as JSON; its words say why.

    `certain` tells that it is surely the language in question, so that the reason is worth telling.
    """

    def __init__(self, why: str, certain: bool = False) -> None:
        super().__init__(why)
        self.certain = certain
