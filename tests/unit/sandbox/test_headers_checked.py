"""Key, version and betas are checked before the body is looked at."""

import pytest

from helpers.sandbox_calls import BODY, HEADERS, KEY

VERSION = {"anthropic-version": "2026-10-21", "content-type": "application/json"}


def post(api, headers):
    response = api.client.post("/v1/messages", json=BODY, headers=headers)
    error = response.json().get("error", {})
    return response.status_code, error.get("type"), error.get("message")


def test_a_request_without_a_key_is_refused(api):
    assert post(api, VERSION) == (401, "authentication_error", "x-api-key header is required")


@pytest.mark.parametrize(
    "auth",
    [
        {"x-api-key": KEY},
        {"Authorization": f"Bearer {KEY}"},
        {"x-api-key": KEY, "Authorization": f"Bearer {KEY}"},
        {"authorization": f"bearer {KEY}"},
    ],
)
def test_a_key_may_come_in_either_header_or_both(api, auth):
    assert post(api, {**VERSION, **auth})[0] == 200


@pytest.mark.parametrize(
    ("auth", "message"),
    [
        ({"x-api-key": "practice-invalid-key"}, "invalid x-api-key"),
        ({"Authorization": "Bearer practice-invalid-key"}, "Invalid bearer token"),
        ({"Authorization": "Bearer"}, "Invalid bearer token"),
        ({"Authorization": "Basic abc"}, "x-api-key header is required"),
        ({"Authorization": "Bearer sk-ant-oat01-xyz"}, "OAuth authentication is currently not supported."),
    ],
)
def test_credentials_that_do_not_work_are_refused(api, auth, message):
    assert post(api, {**VERSION, **auth}) == (401, "authentication_error", message)


def test_the_key_is_asked_for_before_the_version(api):
    assert post(api, {})[0] == 401


def test_a_missing_version_is_named(api):
    assert post(api, {"x-api-key": KEY}) == (
        400,
        "invalid_request_error",
        "anthropic-version: header is required",
    )


@pytest.mark.parametrize("version", ["2024-10-22", "", "2023-06-01, 2023-06-01", "latest"])
def test_an_unknown_version_is_quoted(api, version):
    assert api.invalid(version=version) == f'anthropic-version: "{version}" is not a valid version'


@pytest.mark.parametrize("version", ["2023-01-01", "2023-06-01", "2026-10-21"])
def test_every_known_version_is_taken(api, version):
    assert api.create(version=version).status_code == 200


def unexpected(*names):
    shown = ", ".join(f"`{name}`" for name in names)
    return f"Unexpected value(s) {shown} for the `anthropic-beta` header."


def test_a_misspelt_beta_is_named(api):
    message = api.invalid(betas="context-managment-2025-06-27")
    assert message.startswith(unexpected("context-managment-2025-06-27"))


def test_all_unknown_betas_are_named_and_the_known_are_not(api):
    message = api.invalid(betas="nope-2025-01-01,context-management-2025-06-27, neither-2025-01-01")
    assert message.startswith(unexpected("nope-2025-01-01", "neither-2025-01-01"))


@pytest.mark.parametrize(
    "value", ["", "context-management-2025-06-27,", "pdfs-2024-09-25,,skills-2025-10-02"]
)
def test_an_empty_place_in_the_header_is_an_unknown_name(api, value):
    assert api.invalid(betas=value).startswith(unexpected(""))


def test_several_header_lines_count_as_one(api):
    pairs = [*HEADERS.items(), ("anthropic-beta", "pdfs-2024-09-25"), ("anthropic-beta", "nope-2025-01-01")]
    response = api.client.post("/v1/messages", json=BODY, headers=pairs)
    assert response.json()["error"]["message"].startswith(unexpected("nope-2025-01-01"))


@pytest.mark.parametrize(
    "name",
    [
        "context-management-2025-06-27",
        "prompt-caching-2024-07-31",
        "mcp-client-2025-04-04",
        "claude-code-20250219",
        "managed-agents-2026-04-01",
        "tool-search-tool-2025-10-19",
        "context-1m-2025-08-07",
        "output-128k-2025-02-19",
        "computer-use-2024-10-22",
    ],
)
def test_betas_in_whatever_state_are_taken(api, name):
    assert api.create(betas=name).status_code == 200


def test_betas_that_exclude_each_other_are_named_by_family(api):
    message = api.invalid(betas="managed-agents-2026-04-01,agent-api-2026-03-01")
    assert message == (
        "anthropic-beta header cannot include both 'agent-api-*' and 'managed-agents-*' values; "
        "these select incompatible API versions"
    )


def test_the_oauth_beta_goes_only_with_an_oauth_token(api):
    name = "oauth-2025-04-20"
    assert api.invalid(betas=name).startswith(unexpected(name))
    token = {"Authorization": "Bearer sk-ant-oat01-xyz", "anthropic-beta": name}
    assert post(api, {**VERSION, **token})[0] == 200


def test_a_beta_of_another_platform_is_refused(api):
    assert api.invalid(betas="fallback-credit-2026-06-09").startswith(
        unexpected("fallback-credit-2026-06-09")
    )


def test_the_betas_seen_are_told_in_the_answer(api):
    answer = api.answer(betas="context-management-2025-06-27,pdfs-2024-09-25")
    words = answer["content"][0]["text"]
    assert "context-management-2025-06-27 and pdfs-2024-09-25" in words
    assert "claude-opus-5-5" in words
    assert "How many legs has a spider?" in words
