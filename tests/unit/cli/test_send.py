"""`betadeck send`, run in this process against small servers."""

import asyncio
import base64
import json

import pytest

from betadeck.__main__ import main
from betadeck.core.draft import Draft, Row
from betadeck.core.preset_text import dump
from betadeck.core.target import AuthScheme, Platform, Target
from betadeck.storage.key_backend import Choice, KeyringState, KeyringStatus
from betadeck.storage.paths import Paths
from betadeck.storage.secrets import Keyring
from betadeck.storage.targets import TargetStore
from helpers.fault_behaviours import answer, chunked, half_body, message, raw, raw_then_close, redirect
from helpers.fault_server import fault_server, refused_url

KEY = "sk-ant-api03-not-a-real-key-0123456789"
BODY = '{"model": "claude-opus-4-5", "max_tokens": 50, "messages": [{"role": "user", "content": "Hello"}]}'
MESSAGE = {
    "id": "msg_1",
    "type": "message",
    "role": "assistant",
    "model": "m",
    "content": [{"type": "text", "text": "Héllo "}, {"type": "text", "text": "there"}],
    "stop_reason": "end_turn",
    "usage": {"input_tokens": 3, "output_tokens": 5},
}
JSON_TYPE = "content-type: application/json"


@pytest.fixture
def preset(tmp_path):
    path = tmp_path / "hello.json"
    path.write_text(dump(Draft(name="hello", body_text=BODY)), encoding="utf-8")
    return path


@pytest.fixture(autouse=True)
def environment(monkeypatch, tmp_path):
    monkeypatch.setenv("ANTHROPIC_API_KEY", KEY)
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")


@pytest.fixture
def run(capsys, preset):
    """Run the verb; return exit code, standard output and standard error."""

    def call(*arguments: str, file=preset):
        try:
            code = main(["send", str(file), *arguments])
        except SystemExit as ended:
            code = ended.code
        out, err = capsys.readouterr()
        assert KEY not in out + err
        return code, out, err

    return call


def event(kind: str, **members: object) -> bytes:
    return f"event: {kind}\ndata: {json.dumps({'type': kind, **members})}\n\n".encode()


def stream(*texts: str, end: bool = True) -> bytes:
    start = {**MESSAGE, "content": [], "stop_reason": None}
    events = [event("message_start", message=start)]
    events.append(event("content_block_start", index=0, content_block={"type": "text", "text": ""}))
    events += [
        event("content_block_delta", index=0, delta={"type": "text_delta", "text": text}) for text in texts
    ]
    if end:
        events.append(event("content_block_stop", index=0))
        events.append(event("message_delta", delta={"stop_reason": "end_turn"}, usage={"output_tokens": 7}))
        events.append(event("message_stop"))
    return b"".join(events)


def streamed(body: bytes):
    return raw(chunked(body, headers="content-type: text/event-stream\r\n"))


def test_the_text_of_a_json_answer_is_printed(run):
    behaviour = answer(json.dumps(MESSAGE).encode(), "200 OK", JSON_TYPE, "request-id: req_7")
    with fault_server(behaviour) as server:
        code, out, err = run("--base-url", server.url)
        seen = server.requests[0]
    assert (code, out) == (0, "Héllo there\n")
    assert "3 tokens in" in err
    assert "req_7" in err
    assert seen.header("authorization") == f"Bearer {KEY}"
    assert "ANTHROPIC_API_KEY" in err


def test_the_text_of_a_stream_is_printed(run):
    with fault_server(streamed(stream("one ", "two\n"))) as server:
        code, out, err = run("--base-url", server.url)
    assert (code, out) == (0, "one two\n")
    assert "end_turn" in err


def test_without_a_place_the_sandbox_answers(run, tmp_path):
    code, out, err = run("--data-dir", str(tmp_path / "data"))
    assert code == 0
    assert "Hello" in out
    assert "sandbox" in err
    assert not (tmp_path / "data").exists()


def test_an_error_answer_is_explained(run):
    error = {
        "type": "error",
        "error": {"type": "invalid_request_error", "message": "max_tokens: Field required"},
    }
    behaviour = answer(json.dumps(error).encode(), "400 Bad Request", JSON_TYPE, "request-id: req_9")
    with fault_server(behaviour) as server:
        code, out, err = run("--base-url", server.url)
    assert code == 1
    assert json.loads(out) == error
    assert "invalid_request_error: max_tokens: Field required" in err
    assert "req_9" in err


def test_an_error_that_is_none_of_the_apis_is_an_error_too(run):
    with fault_server(
        answer(b"<h1>Bad Gateway</h1>", "502 Bad Gateway", "content-type: text/html")
    ) as server:
        code, out, err = run("--base-url", server.url)
    assert (code, out) == (1, "<h1>Bad Gateway</h1>")
    assert "502" in err


def test_an_error_in_the_middle_of_a_stream_is_an_error(run):
    broken = stream("one", end=False) + event(
        "error", error={"type": "overloaded_error", "message": "Overloaded"}
    )
    with fault_server(streamed(broken)) as server:
        code, out, err = run("--base-url", server.url)
    assert (code, out) == (1, "one\n")
    assert "overloaded_error: Overloaded" in err


@pytest.mark.parametrize(
    "behaviour",
    [
        streamed(stream("one", end=False)),
        raw_then_close(
            chunked(stream("one", end=False), end=False, headers="content-type: text/event-stream\r\n")
        ),
    ],
)
def test_a_stream_that_is_cut_is_an_error_and_what_came_is_kept(run, behaviour):
    with fault_server(behaviour) as server:
        code, out, _ = run("--base-url", server.url)
    assert (code, out) == (1, "one\n")


def test_a_send_that_fails_says_why(run):
    code, out, err = run("--base-url", refused_url())
    assert (code, out) == (1, "")
    assert "refused" in err


def test_tool_calls_are_told(run):
    called = {
        **MESSAGE,
        "content": [{"type": "tool_use", "id": "t", "name": "weather", "input": {"city": "Köln"}}],
    }
    with fault_server(answer(json.dumps(called).encode(), "200 OK", JSON_TYPE)) as server:
        code, out, err = run("--base-url", server.url)
    assert (code, out) == (0, "")
    assert '[tool_use] weather {"city": "Köln"}' in err


def test_an_answer_that_is_no_message_is_printed_as_it_came(run):
    with fault_server(answer(b'{"data": [1.0]}', "200 OK", JSON_TYPE)) as server:
        code, out, _ = run("--base-url", server.url)
    assert (code, out) == (0, '{"data": [1.0]}')


def test_a_file_is_asked_for_as_the_window_does(run, tmp_path):
    preset = tmp_path / "file.json"
    path = "/v1/files/{file_id}/content"
    draft = Draft(operation="files.download", method="GET", path=path, path_params=(("file_id", "f"),))
    preset.write_text(dump(draft), encoding="utf-8")
    with fault_server(answer(b"bytes", "200 OK", "content-type: application/pdf")) as server:
        assert run("--base-url", server.url, file=preset)[0] == 0
    assert server.requests[0].header("accept") == "application/binary"


def test_the_whole_exchange_as_json(run):
    with fault_server(streamed(stream("one"))) as server:
        code, out, _ = run("--base-url", server.url, "--json")
    whole = json.loads(out)
    assert code == 0
    assert whole["sent"]["method"] == "POST"
    assert json.loads(whole["sent"]["body"]) == json.loads(BODY)
    assert dict(whole["sent"]["headers"])["authorization"].startswith("Bearer …")
    assert whole["head"]["status"] == 200
    assert whole["body"].encode() == stream("one")
    assert whole["wire_bytes"] == len(stream("one"))
    assert whole["timings"]["first_byte_s"] > 0
    assert (whole["ending"], whole["failure"]) == ("finished", None)
    assert whole["answer"]["message"]["content"] == [{"type": "text", "text": "one"}]


def test_bytes_that_are_no_text_are_base64_in_json(run):
    with fault_server(answer(b"\x00\xff\xfe", "200 OK", "content-type: application/pdf")) as server:
        code, out, _ = run("--base-url", server.url, "--json")
    assert code == 0
    assert base64.b64decode(json.loads(out)["body_base64"]) == b"\x00\xff\xfe"


def test_a_failure_is_in_the_json(run):
    with fault_server(half_body(b"abc")) as server:
        code, out, _ = run("--base-url", server.url, "--json")
    whole = json.loads(out)
    assert code == 1
    assert (whole["ending"], whole["failure"]["kind"], whole["body"]) == ("failed", "cut_body", "abc")


def test_another_variable_can_hold_the_key(run, monkeypatch):
    monkeypatch.setenv("MY_KEY", "sk-ant-other-0123456789")
    with fault_server(answer(b"{}", "200 OK", JSON_TYPE)) as server:
        _, _, err = run("--base-url", server.url, "--key-env", "MY_KEY")
        assert server.requests[0].header("authorization") == "Bearer sk-ant-other-0123456789"
    assert "MY_KEY" in err
    assert "sk-ant-other" not in err


def test_without_a_key_it_is_sent_without_and_said(run, monkeypatch):
    monkeypatch.delenv("ANTHROPIC_API_KEY")
    with fault_server(answer(b"{}", "200 OK", JSON_TYPE)) as server:
        _, _, err = run("--base-url", server.url)
        assert server.requests[0].header("authorization") == ""
    assert "without a key" in err


def test_a_target_is_found_by_its_name(run, tmp_path, monkeypatch):
    monkeypatch.setenv("MY_KEY", "sk-ant-other-0123456789")
    with fault_server(answer(b"{}", "200 OK", JSON_TYPE)) as server:
        mine = Target("My gateway", base_url=server.url, auth=AuthScheme.X_API_KEY, platform=Platform.GATEWAY)
        TargetStore(Paths(tmp_path / "data").targets).save_all([mine])
        where = ("--target", "my GATEWAY", "--data-dir", str(tmp_path / "data"))
        code, _, _ = run(*where, "--key-env", "MY_KEY")
        assert code == 0
        assert server.requests[0].header("x-api-key") == "sk-ant-other-0123456789"
        assert KEY.encode() not in server.requests[0].head


@pytest.mark.parametrize(("in_query", "arrived"), [("", 1), ("{{key:mine}}", 0)])
def test_a_redirect_is_followed_and_kept_but_not_with_a_key_in_the_request(
    run, tmp_path, monkeypatch, in_query, arrived
):
    held = Keyring(tmp_path / "keys.json", choose=lambda: Choice(None, KeyringStatus(KeyringState.NONE, "")))
    asyncio.run(held.set("mine", "sk-ant-other-0123456789"))
    monkeypatch.setattr("betadeck.cli.send_input.Keyring", lambda _: held)
    query = (Row("k", in_query),) if in_query else ()
    preset = tmp_path / "preset.json"
    preset.write_text(dump(Draft(body_text=BODY, query=query)), encoding="utf-8")
    with (
        fault_server(answer(b"{}", "200 OK", JSON_TYPE)) as there,
        fault_server(raw(redirect(there.url, "307 Temporary Redirect"))) as here,
    ):
        mine = Target("mine", base_url=here.url, auth=AuthScheme.NONE, redirects=True)
        TargetStore(Paths(tmp_path / "data").targets).save_all([mine])
        _, out, _ = run("--target", "mine", "--data-dir", str(tmp_path / "data"), "--json", file=preset)
        assert (len(here.requests), len(there.requests)) == (1, arrived)
        assert len(json.loads(out)["redirects"]) == arrived


def test_the_data_folder_may_be_named_before_the_verb(capsys, preset, tmp_path):
    assert main(["--data-dir", str(tmp_path / "data"), "send", str(preset), "--target", "mine"]) == 2
    TargetStore(Paths(tmp_path / "data").targets).save_all([Target("mine", base_url=refused_url())])
    assert main(["--data-dir", str(tmp_path / "data"), "send", str(preset), "--target", "mine"]) == 1
    assert "refused" in capsys.readouterr().err


def test_a_targets_key_that_is_not_there_fails_the_send(run, tmp_path):
    mine = Target("mine", base_url=refused_url(), key_name="nobody has this")
    TargetStore(Paths(tmp_path / "data").targets).save_all([mine])
    code, _, err = run("--target", "mine", "--data-dir", str(tmp_path / "data"))
    assert code == 1
    assert "nobody has this" in err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("--base-url", "api.anthropic.com"), "https://"),
        (("--base-url", ""), "No address"),
        (("--base-url", "https://me:pw@host"), "user name or password"),
        (("--target", "nowhere"), "There are: Sandbox, Claude API"),
        (("--base-url", "http://127.0.0.1:1", "--key-env", "NOT_SET_ANYWHERE"), "NOT_SET_ANYWHERE"),
        (("--base-url", "http://127.0.0.1:1", "--target", "x"), "not allowed with"),
        (("--no-such-option",), "unrecognized"),
    ],
)
def test_bad_usage_ends_with_2_and_words(run, tmp_path, arguments, words):
    code, out, err = run("--data-dir", str(tmp_path / "empty"), *arguments)
    assert (code, out) == (2, "")
    assert words in err


@pytest.mark.parametrize(
    "content", ["", "{", "[]", '{"betadeck": 1, "name": 5}', '{"betadeck": 999, "name": "x"}', None]
)
def test_a_file_that_is_no_preset_ends_with_2(run, tmp_path, content):
    path = tmp_path / "other.json"
    if content is not None:
        path.write_text(content)
    code, out, err = run("--base-url", "http://127.0.0.1:1", file=path)
    assert (code, out) == (2, "")
    assert "other.json" in err


def test_a_draft_that_cannot_be_sent_ends_with_2(run, tmp_path):
    path = tmp_path / "gap.json"
    draft = Draft(method="GET", path="/v1/files/{file_id}", headers=(Row("x-a", "€"),))
    path.write_text(dump(draft), encoding="utf-8")
    code, _, err = run("--base-url", "http://127.0.0.1:1", file=path)
    assert code == 2
    assert "file_id" in err


def test_a_body_that_is_not_json_is_sent_as_typed(run, tmp_path):
    path = tmp_path / "odd.json"
    path.write_text(dump(Draft(body_text="{not json,")), encoding="utf-8")
    with fault_server(raw(message(b"{}", "200 OK", JSON_TYPE))) as server:
        run("--base-url", server.url, file=path)
        assert server.requests[0].body == b"{not json,"


def test_variables_are_filled_in_and_can_be_given(run, tmp_path):
    path, notes = tmp_path / "letter.json", tmp_path / "notes.txt"
    notes.write_text('a "quoted" word', encoding="utf-8")
    body = (
        f'{{"to": "{{{{client}}}}, {{{{?town}}}}", "room": "{{{{json:room}}}}", "n": "{{{{file:{notes}}}}}"}}'
    )
    variables = (Row("client", "nobody"), Row("room", "64"))
    path.write_text(dump(Draft(name="letter", body_text=body, variables=variables)), encoding="utf-8")
    with fault_server(answer(json.dumps(MESSAGE).encode(), "200 OK", JSON_TYPE)) as server:
        given = ("--var", "client=Ada", "--var", "town=Rome=City")
        code, _out, err = run("--base-url", server.url, *given, file=path)
        assert code == 0, err
        sent = json.loads(server.requests[0].body)
    assert sent == {"to": "Ada, Rome=City", "room": 64, "n": 'a "quoted" word'}


def test_a_variable_without_a_value_stops_it_before_anything_is_sent(run, tmp_path):
    path = tmp_path / "letter.json"
    path.write_text(dump(Draft(body_text='{"to": "{{client}} {{?town}}"}')), encoding="utf-8")
    with fault_server(answer(b"{}")) as server:
        code, _out, err = run("--base-url", server.url, file=path)
        assert (code, server.requests) == (2, [])
        assert "{{client}}" in err
        code, _out, err = run("--base-url", server.url, "--var", "client=Ada", file=path)
        assert (code, server.requests) == (2, [])
        assert "{{?town}}" in err


@pytest.mark.parametrize("given", ["client", "=x"])
def test_a_variable_is_given_as_name_and_value(run, given):
    code, _out, err = run("--var", given)
    assert code == 2
    assert "NAME=VALUE" in err
