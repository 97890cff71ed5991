"""Keys with a keyring of our own making, where what it does can be told exactly."""

import asyncio
import json
import threading

import pytest
from keyring.errors import KeyringLocked, PasswordSetError

from betadeck.storage import secrets
from betadeck.storage.key_backend import Choice, KeyringState, KeyringStatus
from betadeck.storage.key_names import KeyKind, kind_of
from betadeck.storage.secrets import Keyring, KeyringFault, Place, Secret
from helpers.disks import names_in

KEY = "sk-ant-api03-" + "Ab1_" * 22 + "Zz9AA"


class Vault:
    """A keyring in memory that can be told to hang or to fail."""

    def __init__(self):
        self.kept = {}
        self.error = None
        self.go = threading.Event()
        self.go.set()

    def set_password(self, service, name, secret):
        self._step()
        self.kept[service, name] = secret

    def get_password(self, service, name):
        self._step()
        return self.kept.get((service, name))

    def delete_password(self, service, name):
        self._step()
        del self.kept[service, name]

    def _step(self):
        assert self.go.wait(30)
        if self.error:
            raise self.error


@pytest.fixture
def vault():
    made = Vault()
    yield made
    made.go.set()


@pytest.fixture
def names(tmp_path):
    return tmp_path / "keys.json"


@pytest.fixture
def make(vault, names):
    def make(**options):
        choice = Choice(vault, KeyringStatus(KeyringState.READY, "Test Vault"))
        return Keyring(names, choose=lambda: choice, **options)

    return make


def fault(work):
    with pytest.raises(KeyringFault) as caught:
        asyncio.run(work)
    return caught.value


def test_a_key_is_kept_read_listed_and_deleted(make, vault, names):
    async def work(keyring):
        kept = await keyring.set(" work ", f"{KEY}\n")
        assert (kept.place, kept.backend, kept.reason) == (Place.KEYRING, "Test Vault", "")
        assert await keyring.get("work") == KEY
        assert keyring.place_of("work") is Place.KEYRING
        await keyring.delete("work")
        assert (keyring.names(), await keyring.get("work"), keyring.place_of("work")) == ([], None, None)

    asyncio.run(work(make()))
    assert vault.kept == {}
    assert json.loads(names.read_text())["keys"] == []


def test_the_next_run_knows_names_and_kinds(make):
    asyncio.run(make().set("work", KEY))
    (key,) = make().entries()
    assert (key.name, key.kind) == ("work", KeyKind.API)


@pytest.mark.parametrize(
    ("secret", "kind"),
    [
        ("sk-ant-api03-x", KeyKind.API),
        ("sk-ant-admin01-x", KeyKind.ADMIN),
        ("sk-ant-oat01-x", KeyKind.OAUTH),
        ("gateway", KeyKind.OTHER),
    ],
)
def test_the_kind_is_told_by_the_beginning(secret, kind):
    assert kind_of(secret) is kind


def test_a_keyring_that_forgets_at_once_is_found_out(make, vault):
    vault.set_password = lambda service, name, secret: None
    keyring = make()
    kept = asyncio.run(keyring.set("work", KEY))
    assert kept.place is Place.SESSION
    assert "does not give it back" in kept.reason
    assert keyring.place_of("work") is Place.SESSION


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (KeyringLocked("dismissed"), "locked"),
        (PasswordSetError(f"no room for {KEY}"), "no room for"),
        (OSError("bus gone"), "bus gone"),
    ],
)
def test_what_the_keyring_says_is_told_without_the_key(make, vault, error, words):
    vault.error = error
    kept = asyncio.run(make().set("work", KEY))
    assert kept.place is Place.SESSION
    assert words in kept.reason
    assert KEY not in kept.reason


def test_an_error_of_our_own_is_not_taken_for_the_keyrings(make, vault):
    vault.error = ZeroDivisionError()
    with pytest.raises(ZeroDivisionError):
        asyncio.run(make().set("work", KEY))


def test_a_keyring_that_does_not_answer_is_given_up_and_said_to_wait(make, vault, monkeypatch):
    monkeypatch.setattr(secrets, "_SLOW_S", 0.0)
    said = []

    async def work(keyring):
        await keyring.set("old", KEY)
        said.clear()
        vault.go.clear()
        with pytest.raises(KeyringFault) as caught:
            await keyring.get("old")
        assert caught.value.code == "silent"
        kept = await keyring.set("new", KEY)
        assert (kept.place, await keyring.get("new")) == (Place.SESSION, KEY)
        assert (await keyring.status()).state is KeyringState.SILENT

    asyncio.run(work(make(deadline_s=0.05, waiting=said.append)))
    assert said[0] == "Waiting for the keyring to be unlocked (Test Vault)"


def test_a_keyring_that_answers_late_has_the_key_after_all(make, vault, names):
    async def work(keyring):
        vault.go.clear()
        assert (await keyring.set("work", KEY)).place is Place.SESSION
        keyring._deadline_s = 20.0  # it may be slow from here on
        vault.go.set()
        await keyring.status()  # queued behind the late answer
        assert keyring.place_of("work") is Place.KEYRING
        await keyring.delete("work")

    asyncio.run(work(make(deadline_s=0.05)))
    assert vault.kept == {}


def test_a_key_deleted_while_the_keyring_is_late_does_not_come_back(make, vault):
    async def work(keyring):
        vault.go.clear()
        await keyring.set("work", KEY)
        threading.Timer(0.05, vault.go.set).start()
        keyring._deadline_s = 20.0
        await keyring.delete("work")

    keyring = make(deadline_s=0.01)
    asyncio.run(work(keyring))
    assert vault.kept == {}
    assert keyring.names() == []


def test_a_call_given_up_before_its_turn_is_never_made(make, vault):
    async def work(keyring):
        await keyring.set("a", "first-secret")
        vault.go.clear()
        for _ in range(2):
            with pytest.raises(KeyringFault):
                await keyring.get("a")
        calls = []
        vault.get_password = lambda *told: calls.append(told)
        vault.go.set()
        await keyring.status()
        assert calls == []

    asyncio.run(work(make(deadline_s=0.02)))


def test_rename_keeps_the_key(make, vault):
    async def work(keyring):
        await keyring.set("old", KEY)
        await keyring.set("taken", "other-secret")
        await keyring.rename("old", "new")
        return keyring.names(), await keyring.get("new")

    keyring = make()
    assert asyncio.run(work(keyring)) == (["taken", "new"], KEY)
    assert fault(keyring.rename("new", "taken")).code == "exists"
    assert fault(keyring.rename("nope", "x")).code == "gone"


def test_rename_never_takes_a_key_out_of_the_keyring(make, vault):
    async def work(keyring):
        await keyring.set("old", KEY)
        vault.set_password = lambda *told: None
        with pytest.raises(KeyringFault):
            await keyring.rename("old", "new")
        return keyring.names(), await keyring.get("old")

    assert asyncio.run(work(make())) == (["old"], KEY)


def test_delete_fails_when_the_keyring_does(make, vault):
    async def work(keyring):
        await keyring.set("work", KEY)
        vault.error = KeyringLocked()
        with pytest.raises(KeyringFault):
            await keyring.delete("work")
        assert keyring.names() == ["work"]

    asyncio.run(work(make()))


def test_a_key_deleted_by_others_is_none_and_its_name_can_go(make, vault):
    async def work(keyring):
        await keyring.set("work", KEY)
        vault.kept.clear()
        assert await keyring.get("work") is None
        await keyring.delete("work")
        assert keyring.names() == []

    asyncio.run(work(make()))


@pytest.mark.parametrize(
    ("name", "secret", "code"), [("", KEY, "empty"), ("work", " \n", "empty"), (KEY, KEY, "secret")]
)
def test_what_is_no_name_or_no_key_is_refused(make, vault, name, secret, code):
    assert fault(make().set(name, secret)).code == code
    assert vault.kept == {}


def test_a_list_of_names_that_cannot_be_written_is_told(make, names):
    names.mkdir()
    kept = asyncio.run(make().set("work", KEY))
    assert kept.place is Place.KEYRING
    assert "after a restart" in kept.reason
    assert KEY not in kept.reason


def test_no_key_shows_in_a_repr_or_a_file(make, vault, names):
    keyring = make()
    vault.error = KeyringLocked()
    asyncio.run(keyring.set("work", KEY))
    shown = repr((keyring, vars(keyring), keyring.entries(), Secret(KEY))) + str(Secret(KEY))
    assert KEY not in shown
    assert names_in(names.parent) == []


def test_nothing_is_asked_of_the_keyring_before_a_key_is_needed(names):
    def never():
        raise AssertionError

    keyring = Keyring(names, choose=never)
    assert keyring.names() == []
    assert asyncio.run(keyring.get("work")) is None
