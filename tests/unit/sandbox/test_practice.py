"""Every practice name does what its entry says."""

import json

import httpx
import jsonschema_rs
import pytest

from betadeck.core.schema import closure
from betadeck.sandbox.once import Passing
from betadeck.sandbox.practice import PRACTICES, every_practice, practice_of
from betadeck.sandbox.practise_big import big_list
from helpers.sandbox_calls import BODY, HEADERS, assembled, events_of, text, user

REFUSALS = {
    "practice-authentication": (401, "authentication_error"),
    "practice-billing": (402, "billing_error"),
    "practice-credit-too-low": (400, "invalid_request_error"),
    "practice-permission": (403, "permission_error"),
    "practice-not-found": (404, "not_found_error"),
    "practice-request-timeout": (408, "invalid_request_error"),
    "practice-conflict": (409, "conflict_error"),
    "practice-organization-disabled": (400, "invalid_request_error"),
    "practice-content-filter": (400, "invalid_request_error"),
    "practice-context-limit": (400, "invalid_request_error"),
    "practice-role-alternation": (400, "invalid_request_error"),
    "practice-invalid-beta-flag": (400, "invalid_request_error"),
    "practice-unsupported-beta": (400, "invalid_request_error"),
    "practice-beta-required": (400, "invalid_request_error"),
    "practice-server-error": (500, "api_error"),
    "practice-unavailable": (503, "api_error"),
    "practice-timeout": (504, "timeout_error"),
    "practice-overloaded": (529, "overloaded_error"),
    "practice-overloaded-as-500": (500, "api_error"),
    "practice-rate-limit-requests": (429, "rate_limit_error"),
    "practice-rate-limit-input-tokens": (429, "rate_limit_error"),
    "practice-rate-limit-output-tokens": (429, "rate_limit_error"),
    "practice-rate-limit-ramp": (429, "rate_limit_error"),
    "practice-rate-limit-spend": (429, "rate_limit_error"),
}
STOPS = {
    "practice-refusal": "refusal",
    "practice-max-tokens": "max_tokens",
    "practice-context-window": "model_context_window_exceeded",
    "practice-pause-turn": "pause_turn",
    "practice-no-content": "end_turn",
    "practice-tool-use": "tool_use",
    "practice-compaction": "compaction",
}
BLOCKS = {
    "practice-redacted-thinking": "redacted_thinking",
    "practice-web-search": "web_search_tool_result",
    "practice-web-search-error": "web_search_tool_result",
    "practice-web-fetch": "web_fetch_tool_result",
    "practice-code-execution": "bash_code_execution_tool_result",
    "practice-tool-search": "tool_search_tool_result",
    "practice-mcp": "mcp_tool_result",
    "practice-advisor": "advisor_tool_result",
    "practice-unicode": "text",
    "practice-citations": "text",
}
WIRE = {
    "practice-too-large",
    "practice-html-502",
    "practice-html-200",
    "practice-redirect",
    "practice-bedrock-error",
    "practice-wrapped-error",
    "practice-openai-error",
    "practice-error-as-text",
    "practice-empty",
    "practice-not-json",
    "practice-half-json",
    "practice-bad-gzip",
    "practice-disconnect",
    "practice-no-answer",
    "practice-slow-first-byte",
    "practice-big-json",
    "practice-big-list",
    "practice-huge-list",
}
STREAMS = {
    "practice-stream-error",
    "practice-stream-api-error",
    "practice-stream-cut",
    "practice-stream-no-stop",
    "practice-stream-stall",
    "practice-stream-garbage",
    "practice-stream-unknown",
    "practice-stream-order",
    "practice-stream-split",
    "practice-stream-pings",
    "practice-stream-tool-cut",
    "practice-long-stream",
}
PASSING = {"practice-once-rate-limit", "practice-once-overloaded", "practice-once-stream-cut"}


def test_every_name_is_tested_here_and_said_what_it_does():
    assert {each.name for each in PRACTICES} == {*REFUSALS, *STOPS, *BLOCKS, *WIRE, *STREAMS, *PASSING}
    assert len({each.name for each in PRACTICES}) == len(PRACTICES)
    assert all(each.title and each.what and each.group for each in PRACTICES)


@pytest.mark.parametrize("name", REFUSALS)
def test_refusals_come_in_the_shape_of_the_api(api, name):
    response = api.create(model=name)
    error = response.json()["error"]
    assert (response.status_code, error["type"]) == REFUSALS[name]
    assert error["message"]
    retried = response.status_code in (408, 409, 429) or response.status_code >= 500
    assert response.headers["x-should-retry"] == str(retried).lower()


def test_trouble_that_passes_is_over_at_the_second_time(api):
    assert [api.create(model="practice-once-overloaded").status_code for _ in range(3)] == [529, 200, 529]


def test_a_rate_limit_that_passes_holds_for_its_seconds_and_tells_what_is_left():
    passing = Passing()
    waits = [
        dict(passing.fault_of("once-rate-limit", now).headers)["retry-after"] for now in (10.0, 11.2, 14.9)
    ]
    assert waits == ["5", "4", "1"]
    assert passing.fault_of("once-rate-limit", 15.0) is None
    assert passing.fault_of("once-rate-limit", 16.0), "and it begins anew"


@pytest.mark.parametrize("bucket", ["requests", "input-tokens", "output-tokens"])
def test_a_rate_limit_says_when_to_come_back_and_which_bucket_is_empty(api, bucket):
    headers = api.create(model=f"practice-rate-limit-{bucket}").headers
    assert int(headers["retry-after"]) > 0
    assert headers[f"anthropic-ratelimit-{bucket}-remaining"] == "0"
    assert headers["anthropic-ratelimit-tokens-remaining"] != "0"


def test_a_spend_limit_names_no_time_to_wait(api):
    response = api.create(model="practice-rate-limit-spend")
    assert "retry-after" not in response.headers
    assert response.json()["error"]["details"] == {"error_code": "enforced_spend_limit_reached"}


def test_an_unsupported_beta_is_the_first_that_was_sent(api):
    message = api.invalid(model="practice-unsupported-beta", betas="pdfs-2024-09-25,skills-2025-10-02")
    assert message == "Unsupported beta header: pdfs-2024-09-25"


@pytest.mark.parametrize("streams", [False, True])
@pytest.mark.parametrize("name", STOPS)
def test_answers_stop_as_named(api, name, streams):
    found = assembled(api.events(model=name)) if streams else api.answer(model=name)
    assert found["stop_reason"] == STOPS[name]
    assert (found["stop_details"] or {}).get("type") == ("refusal" if name == "practice-refusal" else None)


@pytest.mark.parametrize("name", [*STOPS, *BLOCKS])
def test_rare_answers_are_what_the_api_promises(api, pool, name):
    answer = api.answer(model=name)
    jsonschema_rs.validate(closure(pool, "BetaMessage"), answer)
    if name in BLOCKS:
        assert BLOCKS[name] in [block["type"] for block in answer["content"]]


def test_all_scripts_survive_the_stream(api):
    streamed = assembled(api.events(model="practice-unicode"))["content"][0]["text"]
    assert streamed == api.answer(model="practice-unicode")["content"][0]["text"]
    assert "\N{WOMAN}\N{ZERO WIDTH JOINER}" in streamed


def test_a_practice_may_be_asked_for_by_beta(api):
    assert api.refusal(betas="practice-overloaded-2026-01-01") == (529, "Overloaded")
    assert api.refusal(betas="pdfs-2024-09-25,practice-permission-2026-11-22")[0] == 403


def test_an_unknown_practice_is_an_unknown_beta(api):
    assert "`practice-nonsense-2026-01-01`" in api.invalid(betas="practice-nonsense-2026-01-01")


def test_only_a_right_request_comes_to_its_practice(api):
    assert api.invalid(model="practice-overloaded", max_tokens="x").startswith("max_tokens:")


def test_counting_tokens_can_be_practised_too(api):
    assert api.count(model="practice-overloaded").status_code == 529
    assert api.count(model="practice-refusal").json()["input_tokens"] > 0


def test_every_error_of_the_catalogue_can_be_had(api, catalogue):
    for entry in catalogue.errors:
        name = f"practice-error-{entry.code or entry.type}"
        if practice_of(name, catalogue) is None:
            assert entry.type.startswith("(")
            continue
        response = api.create(model=name)
        error = response.json()["error"]
        assert error["type"] == entry.type
        if entry.code:
            assert response.status_code == entry.status
            assert error["details"]["error_code"] == entry.code
            assert set(entry.details) <= set(error["details"])


def test_the_list_names_them_all(api, catalogue):
    listed = api.client.get("/sandbox/practice").json()["practice"]
    assert [each["name"] for each in listed] == [each.name for each in every_practice(catalogue)]
    names = {each["name"] for each in listed}
    assert "practice-error-thread_not_found" in names
    assert "practice-error-overloaded_error" in names
    assert len(names) == len(listed)


def test_html_in_place_of_json(api):
    bad, good = api.create(model="practice-html-502"), api.create(model="practice-html-200")
    assert (bad.status_code, good.status_code) == (502, 200)
    for response in (bad, good):
        assert response.headers["content-type"].startswith("text/html")
        assert "request-id" not in response.headers
        assert response.headers["x-betadeck-sandbox"] == "simulated"


def test_a_redirect_leads_nowhere(api):
    response = api.create(model="practice-redirect")
    assert response.status_code == 307
    assert httpx.URL(response.headers["location"]).host == "elsewhere.invalid"


def test_errors_of_other_hosts_keep_their_shapes(api):
    bedrock = api.create(model="practice-bedrock-error")
    assert bedrock.json() == {"message": "invalid beta flag"}
    assert bedrock.headers["x-amzn-errortype"] == "ValidationException"
    wrapped = api.create(model="practice-wrapped-error").json()["error"]["message"]
    assert json.loads(wrapped.partition(": ")[2])["type"] == "error"
    assert api.create(model="practice-openai-error").json()["error"]["param"] == "messages"
    assert api.create(model="practice-error-as-text").headers["content-type"] == "text/plain"
    large = api.create(model="practice-too-large")
    assert (large.status_code, set(large.json())) == (413, {"error"})


def test_bodies_that_are_none(api):
    assert api.create(model="practice-empty").content == b""
    with pytest.raises(json.JSONDecodeError):
        api.create(model="practice-not-json").json()


@pytest.mark.parametrize(
    ("name", "error"),
    [
        ("practice-half-json", httpx.RemoteProtocolError),
        ("practice-disconnect", httpx.RemoteProtocolError),
        ("practice-bad-gzip", httpx.DecodingError),
    ],
)
def test_connections_that_break(api, name, error):
    with pytest.raises(error):
        api.create(model=name)


@pytest.mark.parametrize("name", ["practice-no-answer", "practice-slow-first-byte"])
def test_answers_that_make_one_wait(api, name):
    with pytest.raises(httpx.ReadTimeout):
        api.client.post("/v1/messages", json={**BODY, "model": name}, headers=HEADERS, timeout=0.2)


def test_a_big_answer_is_big_and_right(api):
    response = api.create(model="practice-big-json")
    assert len(response.content) > 10_000_000
    assert response.json()["stop_reason"] == "end_turn"


@pytest.mark.parametrize("size", [1, 3_500_000])
def test_a_list_of_any_size_is_whole_and_as_long_as_it_says(size):
    reply = big_list(size)
    body = b"".join(reply.steps)
    assert len(body) == int(dict(reply.headers)["content-length"])
    assert size <= len(body) + 500_000
    assert len({page["id"] for page in json.loads(body)["data"]}) == len(json.loads(body)["data"])


def stream(api, name, **changes):
    return api.create(model=f"practice-{name}", stream=True, **changes)


@pytest.mark.parametrize(
    ("name", "kind"), [("stream-error", "overloaded_error"), ("stream-api-error", "api_error")]
)
def test_an_error_may_follow_status_200(api, name, kind):
    response = stream(api, name)
    assert response.status_code == 200
    events = events_of(response.text)
    assert [event for event, _ in events[:3]] == ["message_start", "content_block_start", "ping"]
    assert len(events) == 6
    assert events[-1][0] == "error"
    assert events[-1][1]["error"]["type"] == kind


def test_a_stream_may_be_cut_within_an_event(api):
    received = b""
    with (
        pytest.raises(httpx.RemoteProtocolError),
        api.client.stream(
            "POST",
            "/v1/messages",
            json={**BODY, "model": "practice-stream-cut", "stream": True},
            headers=HEADERS,
        ) as response,
    ):
        for piece in response.iter_raw():
            received += piece
    assert b"event: message_start" in received
    assert not received.endswith(b"\n\n")


def test_a_stream_may_stall_until_the_client_leaves(api):
    received = b""
    body = {**BODY, "model": "practice-stream-stall", "stream": True}
    with (
        pytest.raises(httpx.ReadTimeout),
        api.client.stream("POST", "/v1/messages", json=body, headers=HEADERS, timeout=0.3) as response,
    ):
        for piece in response.iter_raw():
            received += piece
    assert received.count(b"event: ") == 5


def test_a_stream_may_end_without_its_end(api):
    names = [name for name, _ in events_of(stream(api, "stream-no-stop").text)]
    assert "message_stop" not in names
    assert names[-1] == "content_block_stop"


def test_one_event_may_be_garbage_and_the_rest_right(api):
    with pytest.raises(json.JSONDecodeError):
        events_of(stream(api, "stream-garbage").text)
    blocks = stream(api, "stream-garbage").text.split("\n\n")
    good = [block for block in blocks if not block.endswith('"ty')]
    assert assembled(events_of("\n\n".join(good)))["stop_reason"] == "end_turn"


def test_unknown_events_deltas_and_blocks_come_along(api):
    events = events_of(stream(api, "stream-unknown").text)
    assert "sandbox_event" in [name for name, _ in events]
    assert "sandbox_delta" in [data.get("delta", {}).get("type") for _, data in events]
    assert "sandbox_block" in [data.get("content_block", {}).get("type") for _, data in events]
    assert events[-1][0] == "message_stop"


def test_a_delta_may_come_for_a_block_that_was_not_started(api):
    name, data = events_of(stream(api, "stream-order").text)[1]
    assert (name, data["index"]) == ("content_block_delta", 7)


def test_a_stream_in_single_bytes_with_crlf_is_whole(api):
    response = stream(api, "stream-split")
    assert "\r\n\r\n" in response.text
    assert assembled(events_of(response.text))["stop_reason"] == "end_turn"


def test_tool_input_may_be_broken_off(api):
    events = events_of(stream(api, "stream-tool-cut", messages=[user(text("Please look this up"))]).text)
    pieces = [data["delta"]["partial_json"] for _, data in events if "partial_json" in data.get("delta", {})]
    with pytest.raises(json.JSONDecodeError):
        json.loads("".join(pieces))
    assert [data["delta"]["stop_reason"] for name, data in events if name == "message_delta"] == [
        "max_tokens"
    ]


def test_a_long_stream_has_ten_thousand_events(api):
    body = stream(api, "long-stream").text
    assert body.count("event: ") == 10_000
    assert body.rstrip().endswith('{"type":"message_stop"}')
    assert assembled(events_of(body))["content"][0]["text"].startswith("word 0 of")


def test_pings_come_before_a_slow_answer(api, monkeypatch):
    monkeypatch.setattr("betadeck.sandbox.practise_streams._PING_S", 0.0)
    names = [name for name, _ in events_of(stream(api, "stream-pings").text)]
    assert names[1:7] == ["ping"] * 6
    assert names[-1] == "message_stop"


@pytest.mark.parametrize("name", sorted(STREAMS))
def test_streams_that_break_answer_well_when_no_stream_is_wanted(api, name):
    assert api.create(model=name).status_code == 200
