"""What a keyring complains of, in our words."""

from types import TracebackType

from betadeck.core import redact

_FOREIGN = {"keyring", "keyrings", "secretstorage", "jeepney", "pywintypes", "win32ctypes", "dbus", "gi"}
_LOCKED = {"KeyringLocked", "LockedException", "PromptDismissedException"}


class KeyringFault(Exception):  # noqa: N818  "fault" is this program's word for it
    """The keyring did not do what was asked. `message` is a sentence for people; no key is in it.

    `code` is `locked`, `silent` (no answer within the deadline), `refused` (by the keyring), `unusable`
    (there is none that may hold a key), `exists`, `gone`, `empty` or `secret` (a key in the place of a name).
    """

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


class Translated:
    """Turns what the libraries behind the keyring `who` raise within into a `KeyringFault`.

    They raise classes of five packages, of which only some are installed, hence the names. Errors of our
    own go through. `secret` is taken out of the words, should a library have put it there.
    """

    def __init__(self, who: str, secret: str = "") -> None:
        self._who = who
        self._secret = secret

    def __enter__(self) -> None:
        return

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if error is None or not _is_foreign(error):
            return
        if any(type(each).__name__ in _LOCKED for each in (error, error.__cause__)):
            raise KeyringFault("locked", f"{self._who} is locked and was not unlocked.") from None
        words = redact.scrub(str(error) or type(error).__name__, [self._secret] if self._secret else [])
        raise KeyringFault("refused", f"{self._who} could not do it: {words}") from None


def _is_foreign(error: BaseException) -> bool:
    package = type(error).__module__.partition(".")[0]
    return package in _FOREIGN or isinstance(error, OSError | RuntimeError | NotImplementedError)
