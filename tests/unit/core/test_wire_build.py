from dataclasses import replace

import pytest

from betadeck import __version__
from betadeck.core.draft import NEWEST_API_VERSION, Draft, FilePart, Row
from betadeck.core.target import SANDBOX, SANDBOX_KEY, AuthScheme, Target
from betadeck.core.wire import Origin, WireError, WireRequest
from betadeck.core.wire_build import ENCODINGS, build, sent_of
from helpers.catalogue import shipped

KEY = "sk-ant-api03-not-a-real-key-0123456789"
TARGET = Target("test", base_url="https://gw.example/anthropic")


def made(draft=None, target=TARGET, key=KEY, operation=None, **changes) -> WireRequest:
    changed = replace(draft or Draft(body_text="{}"), **changes)
    return build(changed, target, key, operation=operation)


def value(request: WireRequest, name: str) -> str | None:
    found = [line.value for line in request.headers if line.name.lower() == name]
    assert len(found) < 2, found
    return found[0] if found else None


def line(request: WireRequest, name: str):
    return next(each for each in request.headers if each.name.lower() == name)


def test_a_plain_request_has_exactly_these_lines_in_this_order():
    request = made(betas=("a-2025-01-01", "b-2025-01-01"))
    assert request.method == "POST"
    assert request.url == "https://gw.example/anthropic/v1/messages"
    assert request.body == b"{}"
    assert [(each.name, each.value, each.origin) for each in request.headers] == [
        ("host", "gw.example", Origin.TARGET),
        ("user-agent", f"betadeck/{__version__}", Origin.ADDED),
        ("accept", "application/json", Origin.ADDED),
        ("accept-encoding", ENCODINGS, Origin.ADDED),
        ("content-type", "application/json", Origin.ADDED),
        ("content-length", "2", Origin.ADDED),
        ("anthropic-version", NEWEST_API_VERSION, Origin.ADDED),
        ("anthropic-beta", "a-2025-01-01,b-2025-01-01", Origin.BETAS),
        ("authorization", f"Bearer {KEY}", Origin.KEY),
    ]


@pytest.mark.parametrize(
    ("method", "body", "length", "content_type"),
    [
        ("GET", "", None, None),
        ("HEAD", "", None, None),
        ("DELETE", "", None, "application/json"),
        ("POST", "", "0", "application/json"),
        ("PUT", "", "0", "application/json"),
        ("GET", "{}", "2", "application/json"),
        ("POST", "not json ü", "11", "application/json"),
    ],
)
def test_body_headers_are_those_of_the_sdk(method, body, length, content_type):
    request = made(method=method, body_text=body)
    assert (value(request, "content-length"), value(request, "content-type")) == (length, content_type)
    assert request.body == body.encode()


def test_the_body_goes_out_as_typed():
    text = '{ "n": 1.0e5,\r\n\t"u": "\\u00e9 é \u2028" , }'
    assert made(body_text=text).body == text.encode()


def test_half_a_surrogate_pair_in_the_body_is_refused_with_its_place():
    with pytest.raises(WireError, match="line 2, column 5") as caught:
        made(body_text='{\n"a":\ud800"')
    assert caught.value.where == "body"


@pytest.mark.parametrize(
    ("call", "accept"),
    [
        ("files.download", "application/binary"),
        ("messages.batches.results", "application/binary"),
        ("messages.create", "application/json"),
        ("beta.sessions.events.stream", "application/json"),
        ("", "application/json"),
    ],
)
def test_accept_follows_the_kind_of_answer(call, accept):
    assert value(made(operation=shipped().operations.get(call)), "accept") == accept


@pytest.mark.parametrize(
    ("scheme", "name", "sent"),
    [
        (AuthScheme.BEARER, "authorization", f"Bearer {KEY}"),
        (AuthScheme.X_API_KEY, "x-api-key", KEY),
        (AuthScheme.NONE, "authorization", None),
        (AuthScheme.NONE, "x-api-key", None),
    ],
)
def test_the_key_travels_as_the_target_says(scheme, name, sent):
    request = made(target=replace(TARGET, auth=scheme))
    assert value(request, name) == sent
    assert sum(each.secret for each in request.headers) == (sent is not None)


@pytest.mark.parametrize("typed", [f" {KEY}\n", f"\r\n{KEY}\t", f"Bearer {KEY}", f'"{KEY}"'])
def test_what_was_copied_along_with_a_key_is_left_out(typed):
    assert value(made(key=typed), "authorization") == f"Bearer {KEY}"


@pytest.mark.parametrize("typed", [f"{KEY}\n{KEY}", f"{KEY} x", "sk-ant-ключ-not-real", f"{KEY}\x7f"])
def test_a_key_that_no_header_can_carry_is_refused_without_being_named(typed):
    with pytest.raises(WireError) as caught:
        made(key=typed)
    assert caught.value.where == "header:authorization"
    assert not any(part in str(caught.value) for part in typed.split())


def test_without_a_key_no_auth_header_goes_out():
    assert value(made(key="  "), "authorization") is None


def test_the_sandbox_gets_a_key_that_opens_nothing():
    target = replace(SANDBOX, base_url="http://127.0.0.1:9")
    assert value(made(target=target, key=""), "authorization") == f"Bearer {SANDBOX_KEY}"
    assert value(made(target=target, key="mine"), "authorization") == "Bearer mine"


def test_a_typed_auth_row_replaces_the_key_and_is_secret_too():
    request = made(headers=(Row("Authorization", "Bearer other-token"),))
    assert value(request, "authorization") == "Bearer other-token"
    assert line(request, "authorization").secret
    assert line(request, "authorization").origin is Origin.TYPED


@pytest.mark.parametrize("name", ["Accept", "USER-AGENT", "anthropic-version", "Content-Type", "host"])
def test_a_typed_row_wins_over_ours_in_any_case(name):
    request = made(headers=(Row(name, "mine"),))
    assert value(request, name.lower()) == "mine"
    assert line(request, name.lower()).name == name


def test_two_typed_hosts_are_refused():
    with pytest.raises(WireError, match="one host"):
        made(headers=(Row("host", "a"), Row("Host", "b")))


def test_host_stays_first_when_typed():
    assert made(headers=(Row("Host", "inner.example"),)).headers[0].value == "inner.example"


def test_rows_that_are_off_or_empty_are_not_sent():
    request = made(headers=(Row("accept", "x", on=False), Row("", ""), Row(" ", " ")))
    assert value(request, "accept") == "application/json"


def test_repeated_rows_all_go_out_in_order():
    request = made(headers=(Row("x-a", "1"), Row("X-A", "2"), Row("x-empty", "")))
    assert [(each.name, each.value) for each in request.headers][-3:] == [
        ("x-a", "1"),
        ("X-A", "2"),
        ("x-empty", ""),
    ]


def test_rows_that_the_preset_has_are_marked_as_its():
    saved = Draft(headers=(Row("x-a", "1"), Row("x-b", "1")), api_version="2023-06-01")
    draft = replace(saved, headers=(Row("X-A", "1"), Row("x-b", "2"), Row("x-c", "3")))
    request = build(draft, TARGET, KEY, saved=saved)
    origins = {each.name.lower(): each.origin for each in request.headers}
    assert (origins["x-a"], origins["x-b"], origins["x-c"]) == (Origin.PRESET, Origin.TYPED, Origin.TYPED)
    assert origins["anthropic-version"] is Origin.PRESET


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (Row("x-a", "one\ntwo"), "line break"),
        (Row("x-a", "one\r"), "line break"),
        (Row("x-a", "one\x00"), "control character"),
        (Row("x-a", "\x7f"), "control character"),
        (Row("x-a", "10 €"), "Latin-1"),
        (Row("x-a", "\ud800"), "Latin-1"),
        (Row("x a", "1"), "no header name"),
        (Row("x:a", "1"), "no header name"),
        (Row("ü", "1"), "no header name"),
        (Row("x-a\n", "1\n"), "line break"),
        (Row("", "1"), "no name"),
    ],
)
def test_what_cannot_stand_in_a_header_is_refused_by_name(row, words):
    with pytest.raises(WireError, match=words) as caught:
        made(headers=(row,))
    assert caught.value.where == f"header:{row.name.strip()}"


def test_a_refused_secret_value_is_not_in_the_message():
    with pytest.raises(WireError) as caught:
        made(headers=(Row("x-api-key", f"{KEY}\n"),))
    assert KEY not in str(caught.value)


def test_latin_1_and_tabs_may_stand_in_a_header():
    assert value(made(headers=(Row("x-a", " café\tnoir "),)), "x-a") == "café\tnoir"


def test_no_betas_means_no_beta_header():
    assert value(made(betas=(" ", "")), "anthropic-beta") is None
    assert value(made(headers=(Row("anthropic-beta", " "),)), "anthropic-beta") is None


def test_typed_and_ticked_betas_become_one_line():
    request = made(betas=("a", "b"), headers=(Row("Anthropic-Beta", "b, c ,,a"), Row("anthropic-beta", "d")))
    assert value(request, "anthropic-beta") == "a,b,c,d"
    assert line(request, "anthropic-beta").origin is Origin.BETAS
    assert line(request, "anthropic-beta").why


def test_betas_that_only_a_row_names_keep_the_rows_origin():
    assert line(made(headers=(Row("anthropic-beta", "c , d"),)), "anthropic-beta").origin is Origin.TYPED
    assert value(made(headers=(Row("anthropic-beta", "c , d"),)), "anthropic-beta") == "c,d"


@pytest.mark.parametrize("name", ["a b", "a,b", "ü", "a\nb"])
def test_a_beta_that_cannot_be_sent_is_refused(name):
    with pytest.raises(WireError) as caught:
        made(betas=(name,))
    assert caught.value.where == "header:anthropic-beta"


def test_an_empty_version_sends_no_version_header():
    assert value(made(api_version=" "), "anthropic-version") is None


def test_a_version_that_breaks_lines_is_refused():
    with pytest.raises(WireError):
        made(api_version="2026\nx-evil: 1")


@pytest.mark.parametrize("method", ["", "GE T", "G\nET", "CONNECT", "gét"])
def test_what_is_no_method_is_refused(method):
    with pytest.raises(WireError) as caught:
        made(method=method)
    assert caught.value.where == "method"


def test_methods_are_sent_in_upper_case():
    assert made(method=" patch ").method == "PATCH"


def test_a_doubled_v1_is_explained_at_the_host():
    request = made(target=replace(TARGET, base_url="https://gw.example/v1"))
    assert request.url == "https://gw.example/v1/messages"
    assert "/v1" in line(request, "host").why


def test_the_host_line_carries_the_port():
    assert value(made(target=replace(TARGET, base_url="http://[::1]:8080/x")), "host") == "[::1]:8080"


@pytest.mark.parametrize(
    "row", [Row("Content-Length", "5"), Row("content-length", "x"), Row("transfer-encoding", "gzip")]
)
def test_a_row_that_contradicts_the_body_is_refused(row):
    with pytest.raises(WireError) as caught:
        made(headers=(row,))
    assert caught.value.where == f"header:{row.name}"


def test_a_typed_length_that_is_right_goes_out():
    assert value(made(headers=(Row("Content-Length", "2"),)), "content-length") == "2"


def test_chunked_takes_the_place_of_the_length():
    request = made(headers=(Row("Transfer-Encoding", "chunked"),))
    assert value(request, "content-length") is None


FILE = FilePart("file", "/data/a.pdf")


def test_files_make_a_form_whose_fields_are_the_bodys_members():
    body = (
        '{"purpose": "x", "n": 1.50, "on": true, "off": false, "none": null, "l": [1, "b"], "o": {"k": "v"}}'
    )
    request = made(path="/v1/files", body_text=body, files=(FILE,))
    assert request.body == b""
    assert request.files == (FILE,)
    assert request.fields == (
        ("purpose", "x"),
        ("n", "1.50"),
        ("on", "true"),
        ("off", "false"),
        ("none", ""),
        ("l[]", "1"),
        ("l[]", "b"),
        ("o[k]", "v"),
    )
    assert value(request, "content-type").startswith("multipart/form-data; boundary=")
    assert value(request, "content-length") == ""


def test_the_same_form_has_the_same_boundary():
    assert made(files=(FILE,)) == made(files=(FILE,))
    assert made(files=(FILE,)) != made(files=(replace(FILE, path="/data/b.pdf"),))


def test_a_form_needs_no_body():
    assert made(body_text=" ", files=(FILE,)).fields == ()


@pytest.mark.parametrize("body", ["[]", "{", "1", '"x"', '{"a": "\ud800"}', "[" * 100_000])
def test_a_form_whose_body_is_no_object_is_refused(body):
    with pytest.raises(WireError) as caught:
        made(body_text=body, files=(FILE,))
    assert caught.value.where == "body"


@pytest.mark.parametrize(
    "part",
    [
        FilePart("", "/a"),
        FilePart("file", ""),
        FilePart("file", "/a", media_type="text/plain\r\nx-evil: 1"),
        FilePart("file", "/a", media_type="pdf"),
        FilePart("file", "/a", filename="\ud800"),
    ],
)
def test_a_file_that_cannot_be_a_part_is_refused(part):
    with pytest.raises(WireError) as caught:
        made(body_text="", files=(part,))
    assert caught.value.where == f"file:{part.field}"


def test_a_typed_content_type_cannot_take_the_boundary_away():
    with pytest.raises(WireError, match="boundary"):
        made(body_text="", files=(FILE,), headers=(Row("content-type", "text/plain"),))


def test_what_is_kept_of_a_request_has_no_key():
    secrets = (
        Row("X-Api-Key", KEY),
        Row("api-key", "another-secret-0123456789"),
        Row("cookie", "session=0123456789"),
    )
    sent = sent_of(made(headers=secrets))
    text = repr(sent)
    assert KEY not in text
    assert "another-secret-0123456789" not in text
    assert "session=0123456789" not in text
    assert [name for name, _ in sent.headers][-3:] == ["X-Api-Key", "api-key", "cookie"]
    assert (sent.method, sent.url, sent.body) == ("POST", "https://gw.example/anthropic/v1/messages", b"{}")


def test_a_key_that_strayed_into_another_place_is_masked_there_too():
    odd = "0123456789-abcdefghij-0123456789"
    request = made(key=odd, headers=(Row("x-note", f"my {odd}"),), query=(Row("q", odd),))
    assert odd not in repr(sent_of(request))


def test_the_repr_of_a_request_has_no_key():
    assert KEY not in repr(made())


def test_the_sandbox_before_it_runs_has_no_address():
    with pytest.raises(WireError, match="No address"):
        made(target=SANDBOX)
