"""Keys in a real Secret Service, and what happens where there is none that may hold one."""

import json

import pytest

from helpers.disks import names_in
from helpers.key_run import run_keyring
from helpers.secret_service import bare_environment, secret_service

KEY = "sk-ant-api03-" + "Ab1_" * 22 + "Zz9AA"
RENAME_AND_DELETE = """
await keyring.rename("work", "other")
first = [keyring.names(), await keyring.get("other")]
await keyring.delete("other")
return [*first, keyring.names(), await keyring.get("other")]
"""
SET = f"""
status = await keyring.status()
kept = await keyring.set("work", "{KEY}")
told = [kept.place.value, kept.reason, await keyring.get("work"), keyring.names()]
return [[status.state.value, status.backend, status.reason], told]
"""
GET = """
try:
    return await keyring.get("work")
except KeyringFault as fault:
    return [fault.code, fault.message]
"""


@pytest.fixture
def home(tmp_path):
    return tmp_path / "home"


@pytest.fixture
def names(tmp_path):
    (tmp_path / "data").mkdir()
    return tmp_path / "data" / "keys.json"


def kept_for_the_session_only(environment, names, before=""):
    """Keep a key, make sure that it goes nowhere, and return the keyring's state, name and reason."""
    status, told = run_keyring(environment, names, SET, before)
    place, words, read, listed = told
    assert (place, read, listed) == ("session", KEY, ["work"])
    assert words.startswith(status[2])
    assert words.endswith("until you quit.")
    assert not names.exists()
    return status


def test_an_unlocked_keyring_keeps_a_key_for_the_next_run(home, names):
    with secret_service(home) as environment:
        status, told = run_keyring(environment, names, SET)
        assert status == ["ready", "Secret Service", ""]
        assert told == ["keyring", "", KEY, ["work"]]
        assert json.loads(names.read_text())["keys"] == [{"name": "work", "kind": "api"}]
        assert run_keyring(environment, names, GET) == KEY
        renamed = (
            'await keyring.rename("work", "other"); return [keyring.names(), await keyring.get("other")]'
        )
        assert run_keyring(environment, names, renamed) == [["other"], KEY]
        deleted = 'await keyring.delete("other"); return [keyring.names(), await keyring.get("other")]'
        assert run_keyring(environment, names, deleted) == [[], None]
        assert run_keyring(environment, names, "return keyring.names()") == []


def test_the_key_is_in_no_file_of_ours(home, names):
    with secret_service(home) as environment:
        run_keyring(environment, names, SET)
    assert names_in(names.parent) == ["keys.json"]
    assert KEY not in names.read_text()


def test_a_locked_keyring_is_told_and_a_new_key_is_kept_for_the_session(home, names):
    with secret_service(home) as environment:
        run_keyring(environment, names, SET)
    with secret_service(home, unlocked=False) as environment:
        assert run_keyring(environment, names, GET)[0] == "locked"
        (state, backend, reason), (place, words, read, listed) = run_keyring(environment, names, SET)
        assert (state, backend, place, read, listed) == ("locked", "Secret Service", "session", KEY, ["work"])
        assert "locked" in reason
        assert "locked" in words
    with secret_service(home) as environment:
        assert run_keyring(environment, names, GET) == KEY


def test_without_a_bus_there_is_no_keyring(home, names):
    home.mkdir()
    environment = bare_environment(home)
    state, _, reason = kept_for_the_session_only(environment, names)
    assert (state, reason) == ("none", "This system offers no keyring that Betadeck can reach.")


def test_a_keyring_that_went_away_is_told(home, names):
    with secret_service(home) as environment:
        run_keyring(environment, names, SET)
    code, _ = run_keyring(bare_environment(home), names, GET)
    assert code == "unusable"


FAKE = """
from keyring.backend import KeyringBackend
{imports}

class {name}({base}):
    priority = 1

    def set_password(self, service, name, secret):
        open({leak!r}, "a").write(secret)

    def get_password(self, service, name):
        return open({leak!r}).read()
"""


def write_backend(folder, file, name, base="KeyringBackend", imports=""):
    path = folder / file
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(FAKE.format(name=name, base=base, imports=imports, leak=str(folder / "leak")))
    return file.removesuffix(".py").replace("/", ".") + "." + name


@pytest.mark.parametrize(
    ("file", "name"), [("plain.py", "PlaintextKeyring"), ("keyrings/alt/file.py", "EncryptedKeyring")]
)
def test_a_backend_that_writes_files_is_refused_by_name(home, names, tmp_path, file, name):
    backend = write_backend(tmp_path / "site", file, name)
    environment = bare_environment(home, PYTHONPATH=str(tmp_path / "site"), PYTHON_KEYRING_BACKEND=backend)
    state, told, reason = kept_for_the_session_only(environment, names)
    assert (state, told) == ("refused", backend)
    assert backend in reason
    assert not (tmp_path / "site" / "leak").exists()


def test_a_backend_made_from_a_refused_one_is_refused(home, names, tmp_path):
    write_backend(tmp_path / "site", "keyrings/alt/file.py", "Keyring")
    backend = write_backend(
        tmp_path / "site", "mine.py", "Fine", "Base", "from keyrings.alt.file import Keyring as Base"
    )
    environment = bare_environment(home, PYTHONPATH=str(tmp_path / "site"), PYTHON_KEYRING_BACKEND=backend)
    assert kept_for_the_session_only(environment, names)[0] == "refused"


@pytest.mark.parametrize(
    ("backend", "state"),
    [
        ("keyring.backends.null.Keyring", "refused"),
        ("keyring.backends.fail.Keyring", "none"),
        ("no.such.Backend", "none"),
        ("nonsense", "none"),
    ],
)
def test_a_backend_that_keeps_nothing_is_not_used(home, names, backend, state):
    home.mkdir()
    environment = bare_environment(home, PYTHON_KEYRING_BACKEND=backend)
    found, _, reason = kept_for_the_session_only(environment, names)
    assert found == state
    assert reason


def test_of_a_chain_only_the_sound_one_is_used(home, names, tmp_path):
    home.mkdir()
    before = f"""
from keyring.backend import KeyringBackend

class PlaintextKeyring(KeyringBackend):
    priority = 9
    def set_password(self, *told): open({str(tmp_path / "leak")!r}, "w").write(str(told))
    def get_password(self, *told): return "plain"

class Sound(KeyringBackend):
    priority = 3
    kept = {{}}
    def set_password(self, service, name, secret): self.kept[name] = secret
    def get_password(self, service, name): return self.kept.get(name)
"""
    (state, backend, _), (place, _, read, _) = run_keyring(bare_environment(home), names, SET, before)
    assert (state, place, read) == ("ready", "keyring", KEY)
    assert backend.endswith("Sound")
    assert not (tmp_path / "leak").exists()


def test_a_keyring_that_hangs_does_not_hold_up_the_exit(home, names):
    home.mkdir()
    before = """
import time
from keyring.backend import KeyringBackend

class Hanging(KeyringBackend):
    priority = 3
    def set_password(self, *told): time.sleep(600)
    def get_password(self, *told): time.sleep(600)
"""
    body = f"""
    keyring = Keyring(Path(sys.argv[1]), deadline_s=0.01)
    await keyring.status()
    kept = await keyring.set("work", "{KEY}")
    return [kept.place.value, kept.reason]
    """
    place, reason = run_keyring(bare_environment(home), names, body, before)
    assert place == "session"
    assert "did not answer" in reason


LOADING = """
import atexit, threading
from keyring.backend import KeyringBackend

ending = threading.Event()
atexit.register(ending.set)
assert ending.wait(20)
print("loaded at the exit", file=open({seen!r}, "w"))

class Slow(KeyringBackend):
    priority = 1
    def get_password(self, *told): return None
"""


def test_an_exit_while_the_keyring_is_loaded_waits_for_that(home, names, tmp_path):
    seen = tmp_path / "seen"
    (tmp_path / "slow_keyring.py").write_text(LOADING.format(seen=str(seen)))
    home.mkdir()
    environment = bare_environment(home, PYTHONPATH=str(tmp_path), PYTHON_KEYRING_BACKEND="slow_keyring.Slow")
    body = """
    keyring = Keyring(Path(sys.argv[1]), deadline_s=0.01)
    state = (await keyring.status()).state.value
    while not hasattr(sys.modules.get("slow_keyring"), "ending"):
        await asyncio.sleep(0)
    return state
    """
    assert run_keyring(environment, names, body) == "silent"
    assert seen.read_text() == "loaded at the exit\n"
