"""Targets are not saved while a proxy's password stands in one of them: the ways out, beside what says so."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from betadeck.core.proxy_password import plain_password, with_password_key
from betadeck.storage.faults import StorageFault
from betadeck.storage.secrets import Kept, Place
from betadeck.ui.dialogs.target_words import free_name

if TYPE_CHECKING:
    from betadeck.compose.program import Program


class ProxyPasswords(QObject):
    """Moves such passwords to the keyring, or takes them out, when the user says so."""

    def __init__(self, program: "Program") -> None:
        super().__init__(program)
        self._program = program
        self._moving: dict[str, str] = {}  # the name of a key -> the target that it is for
        self._moved: dict[str, str] = {}  # a target -> the key that the keyring has
        program.targets.refused.connect(self._on_refused)
        program.keys.kept.connect(self._on_kept)

    def _on_refused(self, fault: StorageFault) -> None:
        if not any(plain_password(each.proxy) for each in self._program.targets.all()):
            self._program.notices.show_fault(fault)
            return
        answers: dict[str, Callable[[], None]] = {
            "Keep it in the keyring": self._move,
            "Take it out": self._take_out,
            "Later": _nothing,
        }
        self._program.notices.ask(f"{fault.message} Until then no target is saved.", answers)

    def _move(self) -> None:
        """Give each password a name; the address loses it once the keyring has it."""
        for target in self._program.targets.all():
            if password := plain_password(target.proxy):
                name = free_name(f"{target.name} proxy", [*self._program.keys.names(), *self._moving])
                self._moving[name] = target.name
                self._program.keys.add(name, password)

    def _take_out(self) -> None:
        for target in self._program.targets.all():
            if plain_password(target.proxy):
                self._moved[target.name] = ""
        self._name_keys()

    def _on_kept(self, key_name: str, kept: Kept) -> None:
        if (target_name := self._moving.pop(key_name, None)) is None:
            return
        self._moved[target_name] = key_name
        if not self._moving:
            self._name_keys()
        where = kept.backend if kept.place is Place.KEYRING else "this session only"
        words = f"The password of the proxy is kept in {where} as “{key_name}”. {kept.reason}"
        self._program.window.status.show_message(words.strip())

    def _name_keys(self) -> None:
        """Let the addresses name the keys, all at once: with one password left nothing would be saved."""
        moved, self._moved = self._moved, {}
        targets = self._program.targets
        targets.replace_all(
            tuple(
                replace(each, proxy=with_password_key(each.proxy, moved[each.name]))
                if each.name in moved
                else each
                for each in targets.all()
            )
        )


def _nothing() -> None:
    """Leave the password where it is."""
