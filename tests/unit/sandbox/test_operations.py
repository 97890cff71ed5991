"""Every operation of the catalogue is answered, refused to whom it should be, and true to its schema."""

import pytest

from betadeck.core.catalog_lookup import needed_betas
from betadeck.core.target import SANDBOX_KEY
from betadeck.sandbox.server import SandboxServer
from helpers.catalogue import pool, shipped
from helpers.sandbox_walk import ADMIN_KEY, KEY, Walker, every_operation
from helpers.sandbox_world import in_order, settle, standard

NOT_TWICE = {
    "organization.invites.create": 400,
    "beta.memory_stores.memories.create": 409,
    "organization.spend_limits.increase_requests.deny": 409,
    "beta.dreams.cancel": 400,
}
"""What is refused for a reason once one of everything was made: it is taken, decided or ended."""
GOES_ON = (
    *("status", "usage", "stats", "updated_at", "ended_at", "outputs", "processing_status", "request_counts"),
    *("results_url", "content", "resources", "latest_version_id"),
)
"""Fields that change by themselves, and those that only a fetch tells in full."""


@pytest.fixture(scope="module")
def walker(server):
    with Walker(server.base_url) as made:
        yield made


def served(**options):
    return SandboxServer(shipped(), pool(), delay_s=0.0, batch_s=0.0, **options)


def test_the_smallest_request_of_every_call_is_answered_as_its_schema_says():
    with served(lenient=True) as server, Walker(server.base_url) as walker:
        wrong = {each.id: found for each in every_operation() if (found := walker.problem(each))}
    assert len(every_operation()) >= 390
    assert wrong == {}


def test_a_strict_sandbox_answers_every_address_once_one_of_everything_was_made():
    read_as_beta = [each for each in every_operation() if each.method == "GET" and each.twin]
    with served() as server, Walker(server.base_url) as walker:
        assert settle(walker, shipped()) == []
        operations = {each.id: each for each in (*standard(every_operation()), *read_as_beta)}
        wrong = {each.id: found for each in in_order(operations.values()) if (found := walker.problem(each))}
    assert {name: int(found[:3]) for name, found in wrong.items()} == NOT_TWICE


def test_what_was_made_is_fetched_as_it_was_made():
    differences, fetched = {}, 0
    with served() as server, Walker(server.base_url) as walker:
        settle(walker, shipped())
        for each in standard(every_operation()):
            made = walker.made.get(each.path.rpartition("/")[0])
            if each.method != "GET" or made is None or not each.path.endswith("}"):
                continue
            fetched += 1
            found = walker.call(each).json()
            differences[each.id] = [
                name for name in made if name not in GOES_ON and found.get(name) != made[name]
            ]
    assert fetched > 30
    assert {name: found for name, found in differences.items() if found} == {
        "beta.organization.webhooks.retrieve": ["signing_secret"]
    }


def test_what_was_never_made_is_not_found(walker):
    deeds = [each for each in standard(every_operation()) if "_id}" in each.path or "{id}" in each.path]
    answers = {each.id: walker.call(each) for each in deeds if "installation_settings" not in each.path}
    wrong = {name: each.text for name, each in answers.items() if each.status_code != 404}
    assert len(answers) > 140
    assert wrong == {}
    assert all(each.json()["error"]["type"] == "not_found_error" for each in answers.values())


def test_a_call_without_a_key_is_refused(walker):
    for each in standard(every_operation()):
        if each.key_kind != "none":
            answer = walker.call(each, headers={"anthropic-version": "2026-10-21"})
            assert (each.id, answer.status_code) == (each.id, 401)


def test_the_key_must_be_of_the_kind_that_the_call_wants(walker):
    for each in standard(every_operation()):
        if each.key_kind not in ("admin", "api"):
            continue
        wrong = KEY if each.key_kind == "admin" else ADMIN_KEY
        headers = {**walker.headers_of(each), "authorization": f"Bearer {wrong}"}
        answer = walker.call(each, headers=headers)
        assert (each.id, answer.status_code) == (each.id, 401)
        assert answer.json()["error"] == {"type": "authentication_error", "message": "Invalid bearer token"}


def test_a_needed_beta_is_asked_for_or_hides_the_path(walker):
    asked = 0
    for each in standard(every_operation()):
        needed = needed_betas(each, shipped())
        if not needed:
            continue
        headers = {**walker.headers_of(each)}
        headers.pop("anthropic-beta")
        error = walker.call(each, headers=headers).json()["error"]
        asked += 1
        if needed[0].hides_path:
            assert error == {"type": "not_found_error", "message": "Not Found"}
        else:
            assert error["type"] == "invalid_request_error"
            assert f"`{needed[0].name}`" in error["message"]
    assert asked > 100


def test_either_of_two_betas_opens_memory_stores(walker):
    listed = shipped().operations["beta.memory_stores.list"]
    for beta in ("agent-memory-2026-07-22", "managed-agents-2026-04-01"):
        headers = {**walker.headers_of(listed), "anthropic-beta": beta}
        assert walker.call(listed, headers=headers).status_code == 200


def test_the_windows_own_key_opens_everything(walker):
    for each in standard(every_operation()):
        headers = {**walker.headers_of(each), "authorization": f"Bearer {SANDBOX_KEY}"}
        assert walker.call(each, headers=headers).status_code != 401


def test_a_lenient_sandbox_asks_for_neither_key_nor_beta_nor_version():
    with served(lenient=True) as server, Walker(server.base_url) as walker:
        for each in standard(every_operation()):
            answer = walker.call(each, headers={})
            assert (each.id, answer.status_code) == (each.id, 200)


def test_a_body_that_lacks_a_field_names_it(walker):
    for each in standard(every_operation()):
        body = walker.body_of(each)
        if not body or each.multipart or each.path.endswith("}") or "{" in each.path:
            continue
        for field in body:
            left = {name: value for name, value in body.items() if name != field}
            answer = walker.call(each, json=left)
            assert (each.id, field, answer.status_code) == (each.id, field, 400)
            assert field in answer.json()["error"]["message"]


def test_an_unknown_field_of_a_body_is_refused(walker):
    for each in standard(every_operation()):
        body = walker.body_of(each)
        if body is None or each.multipart or "{" in each.path or each.source.startswith("docs"):
            continue
        answer = walker.call(each, json={**body, "surplus": 1})
        if answer.status_code != 200:
            assert (each.id, answer.json()["error"]["message"]) == (
                each.id,
                "surplus: Extra inputs are not permitted",
            )


@pytest.mark.parametrize("name", ["practice-overloaded", "practice-rate-limit-requests", "practice-html-502"])
def test_errors_can_be_practised_at_every_address_by_a_beta(walker, name):
    status = {"practice-overloaded": 529, "practice-rate-limit-requests": 429, "practice-html-502": 502}[name]
    for each in standard(every_operation())[::9]:
        if each.key_kind == "none":
            continue
        headers = walker.headers_of(each)
        betas = ",".join(part for part in (headers.get("anthropic-beta"), f"{name}-2026-01-01") if part)
        answer = walker.call(each, headers={**headers, "anthropic-beta": betas})
        assert (each.id, answer.status_code) == (each.id, status)
