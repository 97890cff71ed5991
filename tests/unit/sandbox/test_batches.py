"""Message batches are worked on, end, and tell what became of each request."""

import json

import pytest

from betadeck.sandbox.server import SandboxServer
from helpers.catalogue import pool, shipped
from helpers.rest import Refused, Rest
from helpers.sandbox_calls import wait_until

PATH = "/v1/messages/batches"
ASK = {"model": "claude-opus-5-5", "max_tokens": 50, "messages": [{"role": "user", "content": "Hi"}]}


@pytest.fixture(scope="module")
def rest():
    with (
        SandboxServer(shipped(), pool(), delay_s=0.0, batch_s=0.05) as server,
        Rest(server.base_url) as made,
    ):
        yield made


@pytest.fixture(scope="module")
def slow():
    with (
        SandboxServer(shipped(), pool(), delay_s=0.0, batch_s=3600.0) as server,
        Rest(server.base_url) as made,
    ):
        yield made


def asked(*changes, name="request"):
    return [{"custom_id": f"{name}-{n}", "params": {**ASK, **each}} for n, each in enumerate(changes)]


def ended(rest, key):
    found = {}

    def done():
        found.update(rest.get(f"{PATH}/{key}"))
        return found["processing_status"] == "ended"

    wait_until(done)
    return found


def results(rest, batch):
    response = rest.raw("GET", f"{PATH}/{batch['id']}/results")
    assert response.headers["content-type"] == "application/x-jsonl"
    return [json.loads(line) for line in response.text.splitlines()]


def test_a_batch_begins_in_progress_and_ends_with_a_result_for_each_request(rest):
    made = rest.post(PATH, requests=asked({}, {"max_tokens": 5}, {}))
    assert made["processing_status"] == "in_progress"
    assert made["request_counts"]["processing"] == 3
    assert made["results_url"] is None
    done = ended(rest, made["id"])
    assert done["request_counts"] == {
        "processing": 0,
        "succeeded": 3,
        "errored": 0,
        "canceled": 0,
        "expired": 0,
    }
    assert done["results_url"].endswith(f"{PATH}/{made['id']}/results")
    lines = results(rest, made)
    assert [each["custom_id"] for each in lines] == ["request-0", "request-1", "request-2"]
    assert lines[0]["result"]["message"]["usage"]["service_tier"] == "batch"
    assert lines[1]["result"]["message"]["stop_reason"] == "max_tokens"
    assert results(rest, made) == lines


def test_a_wrong_request_is_an_error_among_the_results(rest):
    changes = ({"model": "claude-none"}, {"messages": []}, {"model": "practice-overloaded"}, {"stream": True})
    made = rest.post(PATH, requests=asked(*changes))
    assert ended(rest, made["id"])["request_counts"]["errored"] == 3
    errors = [each["result"].get("error", {}).get("error") for each in results(rest, made)]
    assert [each and each["type"] for each in errors] == [
        "not_found_error",
        "invalid_request_error",
        "overloaded_error",
        None,
    ]
    assert errors[1]["message"] == "messages: at least one message is required"


@pytest.mark.parametrize("practice", ["disconnect", "html-502", "stream-cut", "half-json"])
def test_a_broken_connection_is_a_fault_of_the_server_or_an_answer_in_a_batch(rest, practice):
    made = rest.post(PATH, requests=asked({"model": f"practice-{practice}"}))
    ended(rest, made["id"])
    assert results(rest, made)[0]["result"]["type"] in ("errored", "succeeded")


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ({}, "requests: Field required"),
        ({"requests": []}, "requests: List should have at least 1 item"),
        ({"requests": [{"params": ASK}]}, "requests.0.custom_id: Field required"),
        ({"requests": [{"custom_id": "a"}]}, "requests.0.params: Field required"),
        ({"requests": [{"custom_id": "a", "params": ASK, "x": 1}]}, "requests.0.x: Extra inputs are not"),
        ({"requests": [{"custom_id": "a", "params": ASK}] * 2}, "requests: custom_id must be different"),
    ],
)
def test_what_is_no_batch_is_refused_at_once(rest, body, message):
    with pytest.raises(Refused) as refused:
        rest.post(PATH, **body)
    assert refused.value.error["message"].startswith(message)


def test_results_wait_for_the_end(slow):
    made = slow.post(PATH, requests=asked({}))
    for deed in (
        lambda: slow.get(f"{PATH}/{made['id']}/results"),
        lambda: slow.delete(f"{PATH}/{made['id']}"),
    ):
        with pytest.raises(Refused) as refused:
            deed()
        assert refused.value.status == 400
        assert "still being processed" in refused.value.error["message"]


def test_a_cancelled_batch_cancels_what_was_not_done(rest, slow):
    made = slow.post(PATH, requests=asked({}, {}))
    cancelling = slow.post(f"{PATH}/{made['id']}/cancel")
    assert cancelling["processing_status"] == "canceling"
    assert cancelling["cancel_initiated_at"]
    assert cancelling["request_counts"]["processing"] == 2
    quick = rest.post(PATH, requests=asked(*[{}] * 400, name="many"))
    rest.post(f"{PATH}/{quick['id']}/cancel")
    done = ended(rest, quick["id"])
    counts = done["request_counts"]
    assert counts["canceled"] + counts["succeeded"] == 400
    assert len(results(rest, quick)) == 400


def test_a_batch_that_has_ended_can_be_deleted_and_is_listed_until_then(rest):
    made = [rest.post(PATH, requests=asked({}))["id"] for _ in range(3)]
    for key in made:
        ended(rest, key)
    page = rest.get(PATH, limit=3)
    assert [each["id"] for each in page["data"]] == made[::-1]
    older = rest.get(PATH, after_id=made[2], limit=1)
    assert [each["id"] for each in older["data"]] == [made[1]]
    gone = rest.delete(f"{PATH}/{made[1]}")
    assert gone == {"id": made[1], "type": "message_batch_deleted"}
    with pytest.raises(Refused):
        rest.get(f"{PATH}/{made[1]}")


def test_a_thousand_requests_end_while_others_are_answered(rest):
    made = rest.post(PATH, requests=asked(*[{}] * 1000))
    assert rest.get("/v1/models")["data"]
    assert ended(rest, made["id"])["request_counts"]["succeeded"] == 1000
    assert len(results(rest, made)) == 1000


def test_a_server_that_stops_in_the_middle_of_a_batch_stops():
    server = SandboxServer(shipped(), pool(), batch_s=3600.0)
    with server, Rest(server.base_url) as rest:
        rest.post(PATH, requests=asked({}))
    assert not server.running
