"""The server's life: start, stop, ports, threads, what clients do to it."""

import socket
import threading

import httpx
import pytest

from betadeck.sandbox.app import make_app
from betadeck.sandbox.server import SandboxFault, SandboxServer
from helpers.sandbox_calls import BODY, HEADERS, KEY, Caller, wait_until


@pytest.fixture
def made(catalogue, pool):
    """Make servers that are stopped at the end, whatever happens."""
    servers = []

    def make(**options):
        servers.append(SandboxServer(catalogue, pool, **{"delay_s": 0.0, **options}))
        return servers[-1]

    yield make
    for server in servers:
        server.stop()


def ask(server, **changes):
    caller = Caller(server.base_url)
    try:
        return caller.create(**changes)
    finally:
        caller.close()


def sandbox_threads():
    return [each for each in threading.enumerate() if each.name == "betadeck sandbox"]


def test_it_answers_as_soon_as_start_returns_and_leaves_no_thread(made):
    before = len(sandbox_threads())
    server = made()
    server.start()
    assert ask(server).status_code == 200
    server.stop()
    assert len(sandbox_threads()) == before
    assert not server.running


def test_two_run_side_by_side_with_state_of_their_own(made):
    one, other = made(), made()
    one.start()
    other.start()
    assert one.base_url != other.base_url
    assert ask(one).status_code == ask(other).status_code == 200
    one.stop()
    assert ask(other).status_code == 200
    assert (len(one.log()), len(other.log())) == (1, 2)


def test_it_can_be_started_again(made):
    server = made()
    for _ in range(2):
        server.start()
        server.start()
        assert ask(server).status_code == 200
        server.stop()
        server.stop()


def test_a_taken_port_is_told_in_words(made):
    first = made()
    first.start()
    port = int(first.base_url.rpartition(":")[2])
    with pytest.raises(SandboxFault, match=f"cannot listen on 127.0.0.1:{port}"):
        made(port=port).start()


@pytest.mark.parametrize("port", [-1, 70_000])
def test_a_port_that_is_none_is_told_in_words(made, port):
    with pytest.raises(SandboxFault, match="cannot listen"):
        made(port=port).start()


def test_a_chosen_port_is_kept(made):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = made(port=port)
    server.start()
    assert server.base_url == f"http://127.0.0.1:{port}"


def test_it_has_no_address_while_it_does_not_run(made):
    with pytest.raises(SandboxFault, match="not running"):
        _ = made().base_url


def test_it_stops_while_clients_wait_for_it(made):
    server = made()
    server.start()
    client = httpx.Client(base_url=server.base_url, trust_env=False, timeout=10)
    failed = []

    def wait_for_ever():
        try:
            client.post("/v1/messages", json={**BODY, "model": "practice-no-answer"}, headers=HEADERS)
        except httpx.TransportError as error:
            failed.append(error)

    waiting = threading.Thread(target=wait_for_ever)
    waiting.start()
    wait_until(server.log)
    server.stop()
    waiting.join(5)
    client.close()
    assert failed


def test_it_only_listens_on_this_machine(made):
    server = made()
    server.start()
    assert server.base_url.startswith("http://127.0.0.1:")


def test_the_same_seed_gives_the_same_ids(made):
    ids = []
    for seed in (1, 1, 2):
        server = made(seed=seed)
        server.start()
        ids.append(ask(server).json()["id"])
    assert ids[0] == ids[1] != ids[2]


def test_a_client_that_leaves_stops_the_stream(made):
    server = made(delay_s=0.01)
    server.start()
    body = {**BODY, "stream": True, "model": "practice-stream-stall"}
    client = httpx.Client(base_url=server.base_url, trust_env=False)
    with client.stream("POST", "/v1/messages", json=body, headers=HEADERS) as response:
        next(response.iter_raw())
    client.close()
    wait_until(lambda: not _sending(server))


def _sending(server):
    """Return how many answers are being sent, as the server's own loop counts them."""
    return len(server._server.server_state.tasks)


def test_the_log_holds_what_arrived_but_no_key(made):
    server = made()
    server.start()
    caller = Caller(server.base_url)
    caller.create(betas="pdfs-2024-09-25", headers={"Authorization": f"Bearer {KEY}", "X-Odd": "Yes"})
    (entry,) = caller.client.get("/sandbox/log").json()["requests"]
    caller.close()
    headers = {name.lower(): value for name, value in entry["headers"]}
    assert headers["x-api-key"] == "…6789"
    assert headers["authorization"] == "Bearer …6789"
    assert headers["x-odd"] == "Yes"
    assert headers["anthropic-beta"] == "pdfs-2024-09-25"
    assert KEY not in str(entry)
    assert (entry["method"], entry["path"], entry["status"]) == ("POST", "/v1/messages", 200)
    assert httpx.Response(200, content=entry["body"]).json() == BODY
    assert server.log()[0].body == entry["body"].encode()


def test_a_short_key_is_not_shown_at_all(made):
    server = made()
    server.start()
    ask(server, headers={"x-api-key": "abcdef"})
    assert server.log()[0].header("X-Api-Key") == "…"


def test_the_log_forgets_after_two_hundred(made):
    server = made()
    server.start()
    caller = Caller(server.base_url)
    for number in range(205):
        caller.get(f"/v1/models/{number}")
    caller.close()
    kept = server.log()
    assert len(kept) == 200
    assert kept[0].path == "/v1/models/5"


@pytest.mark.parametrize(
    ("method", "path", "status", "kind"),
    [
        ("GET", "/v1/nothing", 404, "not_found_error"),
        ("GET", "/favicon.ico", 404, "not_found_error"),
        ("GET", "/v1/messages", 405, "invalid_request_error"),
        ("DELETE", "/v1/models", 405, "invalid_request_error"),
        ("PUT", "/v1/files", 405, "invalid_request_error"),
        ("POST", "/v1/messages/batches/x/cancel", 404, "not_found_error"),
    ],
)
def test_lost_requests_get_the_shape_of_the_api(api, method, path, status, kind):
    response = api.client.request(method, path, headers=HEADERS)
    assert response.status_code == status
    assert response.json()["error"]["type"] == kind
    assert response.json()["request_id"] == response.headers["request-id"]


def test_a_wrong_method_names_the_right_ones(api):
    assert api.client.get("/v1/messages", headers=HEADERS).headers["allow"] == "POST"


def test_it_says_what_it_is_at_its_door(api):
    for path in ("/", "/sandbox"):
        assert "no model is asked" in api.client.get(path).json()["about"]


def test_the_application_can_be_made_without_a_server(catalogue, pool):
    assert callable(make_app(catalogue, pool))
