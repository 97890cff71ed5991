"""Models, keys, rights, money, limits, load and size, on the API and on other hosts."""

import pytest

from betadeck.core.draft import Draft
from helpers.diagnosing import answered, body, culprit, draft, mended, refused

OLD = "claude-haiku-4-5-20251001"
ADAPTIVE = {"type": "adaptive"}
BUDGET = {"type": "enabled", "budget_tokens": 1024}
NOT_TAKEN = [
    (
        {"thinking": BUDGET},
        '"thinking.type.enabled" is not supported for this model.',
        "/thinking/type",
        {"thinking": ADAPTIVE},
    ),
    (
        {"thinking": {"type": "disabled"}, "model": "claude-fable-5"},
        "thinking.type: 'disabled' is not supported by claude-fable-5",
        "/thinking/type",
        {"thinking": ADAPTIVE},
    ),
    (
        {"thinking": ADAPTIVE, "model": OLD, "max_tokens": 4000},
        "adaptive thinking is not supported on this model",
        "/thinking/type",
        {"thinking": BUDGET},
    ),
    (
        {"temperature": 1, "top_p": 1},
        "`temperature` is deprecated for this model.",
        "/temperature",
        {"temperature": ..., "top_p": ...},
    ),
    (
        {"temperature": 1, "top_p": 1},
        "top_p and temperature are mutually exclusive",
        "/temperature",
        {"temperature": ..., "top_p": 1},
    ),
    (
        {"output_config": {"effort": "xhigh"}},
        "This model does not support effort level 'xhigh'. Supported levels: low, max.",
        "/output_config/effort",
        {"output_config": {"effort": "max"}},
    ),
    (
        {"tool_choice": {"type": "any"}},
        "Thinking may not be enabled when tool_choice forces tool use.",
        "/tool_choice",
        {"tool_choice": {"type": "auto"}},
    ),
    ({"speed": "fast"}, "'claude-x-1' does not support the `speed` parameter.", "/speed", {"speed": ...}),
    (
        {"max_tokens": 2000, "thinking": {"type": "enabled", "budget_tokens": 3000}},
        "`max_tokens` must be greater than `thinking.budget_tokens`.",
        "/thinking/budget_tokens",
        {"max_tokens": 7096},
    ),
    (
        {"tools": [{"type": "computer_20251124"}]},
        "'m' does not support tool types: computer_20251124.",
        "/tools/0/type",
        {"tools": []},
    ),
]


class TestModels:
    @pytest.mark.parametrize(
        ("message", "status", "kind", "name"),
        [
            ("model: claude-nonsense-9", 404, "not_found_error", "claude-nonsense-9"),
            ("The model claude-haiku-9 does not exist or you lack access to it.", 400, "", "claude-haiku-9"),
            ("claude-opus-4-1-20250805 was retired on 2026-08-05", 400, "", "claude-opus-4-1-20250805"),
            (
                "Publisher Model `models/claude-opus-4@20250514` was not found.",
                404,
                "NOT_FOUND",
                "claude-opus-4@20250514",
            ),
            (
                "Your workspace is not allowed to use claude-mythos-5",
                403,
                "permission_error",
                "claude-mythos-5",
            ),
            ("Unknown model: claude-2.1", 400, "unknown_model", "claude-2.1"),
            ("model with id gpt-4-0613 is not supported", 400, "", "gpt-4-0613"),
        ],
    )
    def test_the_model_is_named(self, message, status, kind, name):
        found = refused(message, status, kind or "invalid_request_error").culprit
        assert (found.kind, found.name) == ("model", name)

    def test_a_misspelt_model_is_replaced_by_the_nearest(self):
        asked = draft(model="claude-sonet-4-5")
        found = refused("model: claude-sonet-4-5", 404, "not_found_error", asked=asked)
        assert found.culprit.pointer == "/model"
        assert mended(found, asked)["model"] == "claude-sonnet-4-5-20250929"

    def test_a_retired_model_is_replaced_by_one_that_takes_the_request(self):
        asked = draft(model="claude-3-7-sonnet-20250219", thinking={"type": "enabled", "budget_tokens": 1024})
        found = refused("model: claude-3-7-sonnet-20250219", 404, "not_found_error", asked=asked)
        assert "retired" in found.title
        assert mended(found, asked)["model"] == "claude-sonnet-4-6"

    @pytest.mark.parametrize(("fields", "message", "pointer", "left"), NOT_TAKEN)
    def test_what_a_model_does_not_take_is_put_right(self, fields, message, pointer, left):
        asked = draft(**fields)
        found = refused(message, asked=asked)
        assert (found.culprit.kind, found.culprit.pointer) == ("field", pointer)
        after = mended(found, asked)
        for name, value in left.items():
            assert after.get(name, ...) == value


class TestKeys:
    @pytest.mark.parametrize(
        ("status", "kind", "message"),
        [
            (401, "authentication_error", "invalid x-api-key"),
            (401, "authentication_error", "The API key provided has been revoked."),
            (401, "UNAUTHENTICATED", "Request had invalid authentication credentials."),
            (403, "UnrecognizedClientException", "The security token included in the request is invalid."),
            (403, "ExpiredTokenException", "it is expired"),
            (401, "", "Access denied due to invalid subscription key or wrong API endpoint."),
            (400, "", "No API key found in request"),
            (401, "", "LiteLLM Virtual Key expected"),
        ],
    )
    def test_every_host_means_the_key(self, status, kind, message):
        found = refused(message, status, kind)
        assert found.culprit.kind == "key"
        assert [fix.to for fix in found.fixes] == ["key"]
        assert found.retry.helps is False

    def test_an_oauth_token_needs_its_beta(self):
        found = refused(
            "OAuth authentication is currently not supported.", 401, "authentication_error", asked=draft()
        )
        assert found.culprit.kind == "key"
        assert found.fixes[0].apply(draft()).betas == ("oauth-2025-04-20",)

    def test_the_kind_of_key_that_an_operation_wants_is_told(self):
        asked = Draft(operation=None, method="GET", path="/v1/organizations/users")
        assert "Admin key" in refused("invalid x-api-key", 401, "authentication_error", asked=asked).cause

    def test_counted_tokens_are_no_credential(self):
        assert culprit("too many input tokens: 5 > 4 is invalid")[0] == "size"


class TestRights:
    @pytest.mark.parametrize(
        "message",
        [
            "This organization has been disabled.",
            "Your account has been suspended.",
            "User: arn:aws:iam::1:user/x is not authorized to perform: bedrock:InvokeModel on resource: arn:y",
            "Claude is not available in your country.",
        ],
    )
    def test_accounts_and_rights(self, message):
        assert culprit(message)[0] == "permission"

    def test_the_scope_that_is_missing_is_named(self):
        found = refused(
            "Missing required scopes. Got: [user:profile] Needed: [org:admin]", 403, "permission_error"
        )
        assert (found.culprit.kind, found.culprit.name) == ("permission", "org:admin")

    def test_a_feature_that_is_closed_is_pointed_at(self):
        asked = draft(tools=[{"type": "code_execution_20250825", "name": "code_execution"}])
        message = (
            "The requested features are not available for HIPAA-regulated organizations: code_execution."
        )
        found = refused(message, asked=asked)
        assert (found.culprit.kind, found.culprit.pointer) == ("permission", "/tools/0")
        assert mended(found, asked)["tools"] == []


class TestMoney:
    @pytest.mark.parametrize(
        ("status", "kind", "message"),
        [
            (400, "invalid_request_error", "Your credit balance is too low."),
            (402, "billing_error", "Your last invoice is past due"),
            (
                429,
                "insufficient_quota",
                "You exceeded your current quota, check your plan and billing details.",
            ),
            (400, "budget_exceeded", "Budget has been exceeded! Max budget: 10.0"),
            (429, "rate_limit_error", "You have exceeded your monthly spend limit of $500"),
        ],
    )
    def test_every_status_can_mean_money(self, status, kind, message):
        found = refused(message, status, kind)
        assert found.culprit.kind == "billing"
        assert found.retry.helps is False

    def test_the_day_until_which_waiting_does_not_help_is_told(self):
        message = "You have reached your specified API usage limits. You will regain access on 2027-02-01 at 00:00 UTC."
        found = refused(message)
        assert "set yourself" in found.title
        assert "2027-02-01" in found.retry.why


class TestLimits:
    def limits(self, **remaining):
        rows = []
        for name, left in remaining.items():
            start = f"anthropic-ratelimit-{name.replace('_', '-')}"
            rows += [
                (f"{start}-limit", "100"),
                (f"{start}-remaining", str(left)),
                (f"{start}-reset", "2026-11-22T12:00:30Z"),
            ]
        return rows

    @pytest.mark.parametrize(
        ("message", "name"),
        [
            ("would exceed your rate limit of 30,000 input tokens per minute", "input tokens"),
            ("8,000 output tokens per minute allowed", "output tokens"),
            ("Number of concurrent connections has exceeded your rate limit", "concurrent requests"),
            ("exceeds the acceleration limit for input tokens", "acceleration"),
            ("Too many requests: 50 requests per minute", "requests"),
        ],
    )
    def test_the_message_names_the_limit(self, message, name):
        assert culprit(message, 429, "rate_limit_error") == ("rate_limit", name)

    def test_the_headers_name_the_limit_when_the_message_does_not(self):
        headers = self.limits(requests=40, input_tokens=0, output_tokens=90, tokens=0)
        found = refused("Rate limited", 429, "rate_limit_error", headers=headers)
        assert found.culprit.name == "input tokens"
        assert found.title == "The limit of 100 input tokens per minute is reached"
        assert found.retry.after_s == 30

    @pytest.mark.parametrize(
        ("name", "value", "after_s"),
        [
            ("retry-after", "16", 16),
            ("retry-after", "Sun, 22 Nov 2026 12:01:00 GMT", 60),
            ("retry-after-ms", "1500", 1.5),
        ],
    )
    def test_the_wait_is_read_in_every_form(self, name, value, after_s):
        found = refused("Rate limited", 429, "rate_limit_error", headers=[(name, value)])
        assert (found.retry.helps, found.retry.after_s) == (True, after_s)

    def test_a_wait_in_the_message_counts_too(self):
        assert refused("Please retry after 26 seconds.", 429, "RateLimitReached").retry.after_s == 26

    def test_other_hosts_words_are_limits_too(self):
        assert culprit("Too many tokens, please wait", 429, "ThrottlingException") == ("rate_limit", "tokens")
        assert culprit("Quota exceeded for x", 429, "RESOURCE_EXHAUSTED")[0] == "rate_limit"


class TestTrouble:
    @pytest.mark.parametrize(
        ("status", "kind", "message", "expected"),
        [
            (529, "overloaded_error", "Overloaded", "overload"),
            (500, "api_error", "Overloaded", "overload"),
            (503, "UNAVAILABLE", "The model is overloaded.", "overload"),
            (500, "api_error", "Internal server error", "server"),
            (503, "ServiceUnavailableException", "unable to process", "server"),
            (504, "timeout_error", "it took too long", "timeout"),
            (408, "invalid_request_error", "the body came too slowly", "timeout"),
            (413, "request_too_large", "Request exceeds the maximum size", "size"),
            (400, "", "Input is too long for requested model.", "size"),
            (400, "", "prompt is too long: 208310 tokens > 200000 maximum", "size"),
        ],
    )
    def test_the_kinds_are_told_apart(self, status, kind, message, expected):
        assert culprit(message, status, kind or "invalid_request_error")[0] == expected

    @pytest.mark.parametrize(("said", "helps"), [("true", True), ("false", False)])
    def test_the_server_has_the_last_word_on_retries(self, said, helps):
        for status in (400, 500):
            found = refused("nothing special", status, "api_error", headers=[("x-should-retry", said)])
            assert found.retry.helps is helps

    def test_a_server_that_forbids_another_try_outweighs_the_wait_it_names(self):
        headers = [("x-should-retry", "false"), ("retry-after", "30")]
        found = refused("Number of request tokens exceeded", 429, "rate_limit_error", headers=headers)
        assert (found.retry.helps, found.retry.after_s) == (False, None)

    def test_a_message_that_names_no_limit_leaves_the_word_to_the_headers(self):
        spent = [
            ("anthropic-ratelimit-input-tokens-limit", "40000"),
            ("anthropic-ratelimit-input-tokens-remaining", "0"),
        ]
        found = refused("Too many requests", 429, "rate_limit_error", headers=spent)
        assert found.culprit.name == "input tokens"
        assert refused("Too many requests", 429, "rate_limit_error").culprit.name == "requests"

    def test_a_larger_model_is_offered_for_a_longer_prompt(self):
        asked = draft(model=OLD)
        found = refused("prompt is too long: 400000 tokens > 200000 maximum", asked=asked)
        assert found.culprit.pointer == "/messages"
        assert mended(found, asked)["model"] == "claude-haiku-5-5"


class TestHeaders:
    def test_a_version_that_nobody_knows_is_replaced(self):
        asked = Draft(api_version="2024-01-01", body_text="{}")
        found = refused('anthropic-version: "2024-01-01" is not a valid version', asked=asked)
        assert (found.culprit.kind, found.culprit.name) == ("header", "anthropic-version")
        assert found.fixes[0].apply(asked).api_version == "2026-10-21"

    @pytest.mark.parametrize(
        ("message", "name"),
        [
            (
                "anthropic-workspace-id is required when authenticating with this API key",
                "anthropic-workspace-id",
            ),
            ("x-foo: invalid header value", "x-foo"),
            ("Request header fields too large", "headers"),
        ],
    )
    def test_other_headers_are_named(self, message, name):
        assert culprit(message) == ("header", name)


class TestThingsThatAreGone:
    def test_an_id_is_found_in_the_body(self):
        block = {"type": "document", "source": {"type": "file", "file_id": "file_011Abc9"}}
        asked = draft(messages=[{"role": "user", "content": [block]}])
        found = refused("File `file_011Abc9` not found.", 404, "not_found_error", asked=asked)
        assert found.culprit.pointer == "/messages/0/content/0/source/file_id"

    def test_an_id_is_found_in_the_address(self):
        asked = Draft(
            operation=None,
            method="GET",
            path="/v1/files/{file_id}",
            path_params=(("file_id", "file_011Abc9"),),
        )
        found = answered(body("Not found: file_011Abc9", "not_found_error"), 404, asked=asked)
        assert (found.culprit.kind, found.culprit.name) == ("field", "file_id")

    def test_a_known_operation_that_is_not_there_is_a_wrong_address(self):
        found = answered(b'{"detail": "Not Found"}', 404, asked=draft())
        assert found.culprit.kind == "gateway"
        assert [fix.to for fix in found.fixes] == ["target"]

    def test_the_method_that_is_allowed_is_offered(self):
        asked = Draft(operation=None, method="PUT", path="/v1/messages")
        found = refused("Method Not Allowed", 405, headers=[("allow", "POST")], asked=asked)
        assert found.fixes[0].apply(asked).method == "POST"
