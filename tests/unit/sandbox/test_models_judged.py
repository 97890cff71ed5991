"""Which model takes what, and what the list of models tells."""

import pytest

from helpers.sandbox_calls import OLD, text, tool, user

ADAPTIVE = 'Use "thinking.type.adaptive" and "output_config.effort" to control thinking behavior.'
FORCED = {"tools": [tool("a")], "tool_choice": {"type": "any"}}
MANUAL = {"type": "enabled", "budget_tokens": 1024}


@pytest.mark.parametrize("name", ["claude-sonet-4-5", "gpt-4o", "claude-3-opus-20240229", "practice-nothing"])
def test_an_unknown_or_retired_model_is_not_found(api, name):
    response = api.create(model=name)
    assert response.status_code == 404
    assert response.json()["error"] == {"type": "not_found_error", "message": f"model: {name}"}


def test_an_alias_is_spelt_out_in_the_answer(api):
    assert api.answer(model="claude-haiku-4-5")["model"] == "claude-haiku-4-5-20251001"


@pytest.mark.parametrize(
    ("model", "changes", "message"),
    [
        (
            "claude-opus-4-5",
            {"max_tokens": 64_001},
            "max_tokens: 64001 > 64000, which is the maximum allowed number of output tokens "
            "for claude-opus-4-5-20251101",
        ),
        (
            "claude-opus-5",
            {"thinking": {"type": "enabled", "budget_tokens": 1024}, "max_tokens": 2000},
            f'"thinking.type.enabled" is not supported for this model. {ADAPTIVE}',
        ),
        (
            "claude-haiku-4-5",
            {"thinking": {"type": "adaptive"}},
            "adaptive thinking is not supported on this model",
        ),
        (
            "claude-fable-5-1",
            {"thinking": {"type": "disabled"}},
            f'"thinking.type.disabled" is not supported for this model. {ADAPTIVE}',
        ),
        (
            "claude-opus-5",
            {"thinking": {"type": "disabled"}, "output_config": {"effort": "max"}},
            f'"thinking.type.disabled" is not supported for this model. {ADAPTIVE}',
        ),
        (
            "claude-fable-5-1",
            FORCED,
            'tool_choice: type "tool" and "any" are not supported for this model.',
        ),
        (
            "claude-opus-4-6",
            {"output_config": {"effort": "xhigh"}},
            "This model does not support effort level 'xhigh'. Supported levels: high, low, max, medium.",
        ),
        (
            "claude-haiku-4-5",
            {"output_config": {"effort": "low"}},
            "This model does not support the effort parameter.",
        ),
        (
            "claude-sonnet-4-6",
            {"messages": [user(text("a")), {"role": "assistant", "content": "The answer is ("}]},
            "This model does not support assistant message prefill. "
            "The conversation must end with a user message.",
        ),
        ("claude-sonnet-5", {"speed": "fast"}, "'claude-sonnet-5' does not support the `speed` parameter."),
        ("claude-opus-5", {"speed": "fast"}, "speed: Extra inputs are not permitted"),
        (
            "claude-opus-5-5",
            {
                "betas": "computer-use-2025-11-24",
                "tools": [
                    {
                        "type": "computer_20251124",
                        "name": "computer",
                        "display_width_px": 800,
                        "display_height_px": 600,
                    }
                ],
            },
            "'claude-opus-5-5' does not support tool types: computer_20251124.",
        ),
        (
            "claude-sonnet-5",
            {
                "betas": "task-budgets-2026-03-13",
                "output_config": {"task_budget": {"type": "tokens", "total": 20_000}},
            },
            "'claude-sonnet-5' does not support the `output_config.task_budget` parameter.",
        ),
    ],
)
def test_what_a_model_does_not_take_is_refused(api, model, changes, message):
    assert api.invalid(model=model, **changes) == message


@pytest.mark.parametrize(
    ("model", "changes"),
    [
        ("claude-haiku-4-5", {"thinking": MANUAL, "max_tokens": 2000}),
        ("claude-opus-5", {"thinking": {"type": "disabled"}, "output_config": {"effort": "high"}}),
        ("claude-opus-5", FORCED),
        ("claude-opus-5", {"speed": "fast", "betas": "fast-mode-2026-02-01"}),
        ("claude-opus-5-5", {"speed": "fast"}),
        ("claude-haiku-4-5", {"messages": [user(text("a")), {"role": "assistant", "content": "("}]}),
        ("claude-opus-5-5", {"max_tokens": 128_000}),
        ("claude-opus-5-5", {"betas": "interleaved-thinking-2025-05-14"}),
    ],
)
def test_what_a_model_takes_is_answered(api, model, changes):
    response = api.create(model=model, **changes)
    assert response.status_code == 200, response.text


def test_a_paused_turn_may_be_sent_back_to_go_on(api):
    paused = api.answer(model="practice-pause-turn")["content"]
    messages = [user(text("search")), {"role": "assistant", "content": paused}]
    assert api.create(messages=messages).status_code == 200


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        (
            {"thinking": {"type": "enabled", "budget_tokens": 100}},
            "thinking.enabled.budget_tokens: Input should be greater than or equal to 1024",
        ),
        (
            {"thinking": {"type": "enabled", "budget_tokens": 2048}, "max_tokens": 2048},
            "`max_tokens` must be greater than `thinking.budget_tokens`.",
        ),
        (
            {"thinking": MANUAL, "max_tokens": 2048, **FORCED},
            "Thinking may not be enabled when tool_choice forces tool use.",
        ),
        (
            {"thinking": MANUAL, "max_tokens": 2048, "temperature": 0.5, "version": OLD},
            "`temperature` may only be set to 1 when thinking is enabled or in adaptive mode.",
        ),
    ],
)
def test_thinking_must_fit_the_rest_of_the_request(api, changes, message):
    assert api.invalid(model="claude-haiku-4-5", **changes) == message


def test_a_tool_turn_without_its_thinking_is_refused(api):
    call = {"type": "tool_use", "id": "toolu_1", "name": "a", "input": {}}
    messages = [
        user(text("a")),
        {"role": "assistant", "content": [text("I call."), call]},
        user({"type": "tool_result", "tool_use_id": "toolu_1", "content": "4"}),
    ]
    message = api.invalid(model="claude-haiku-4-5", thinking=MANUAL, max_tokens=2000, messages=messages)
    assert message.startswith(
        "messages.1.content.0.type: Expected `thinking` or `redacted_thinking`, but found `text`."
    )


def test_sampling_is_refused_by_new_models_and_never_taken_twice(api):
    assert api.invalid(model="claude-opus-5", temperature=1, version=OLD) == (
        "`temperature` is deprecated for this model."
    )
    assert api.invalid(model="claude-haiku-4-5", temperature=1, top_p=1, version=OLD) == (
        "`temperature` and `top_p` cannot both be specified for this model. Please use only one."
    )


def test_a_prompt_beyond_the_context_is_too_long(api):
    words = "word " * 170_000
    message = api.invalid(model="claude-haiku-4-5", messages=[user(text(words))])
    assert message.startswith("prompt is too long: ")
    assert message.endswith(" tokens > 200000 maximum")


def test_the_models_can_be_paged_forwards(api, catalogue):
    names, after = [], ""
    for _ in range(20):
        page = api.get(f"/v1/models?limit=7{after}").json()
        names += [each["id"] for each in page["data"]]
        assert page["last_id"] == names[-1]
        if not page["has_more"]:
            break
        after = f"&after_id={page['last_id']}"
    assert names == list(catalogue.models)


def test_the_models_can_be_paged_backwards(api, catalogue):
    known = list(catalogue.models)
    page = api.get(f"/v1/models?limit=2&before_id={known[5]}").json()
    assert [each["id"] for each in page["data"]] == known[3:5]
    assert page["has_more"] is True
    first = api.get(f"/v1/models?limit=9&before_id={known[2]}").json()
    assert [each["id"] for each in first["data"]] == known[:2]
    assert first["has_more"] is False


@pytest.mark.parametrize(
    ("query", "message"),
    [
        ("limit=0", "limit: Input should be greater than or equal to 1"),
        ("limit=1001", "limit: Input should be less than or equal to 1000"),
        ("limit=x", "limit: Input should be a valid integer, unable to parse string as an integer"),
        ("after_id=nope", "after_id: nothing in this list has the id 'nope'"),
    ],
)
def test_a_wrong_page_is_refused(api, query, message):
    response = api.get(f"/v1/models?{query}")
    assert response.status_code == 400
    assert response.json()["error"]["message"] == message


def test_one_model_is_found_by_id_and_by_alias(api):
    by_alias = api.get("/v1/models/claude-haiku-4-5").json()
    assert by_alias == api.get("/v1/models/claude-haiku-4-5-20251001").json()
    assert by_alias["display_name"] == "Claude Haiku 4.5"
    assert by_alias["capabilities"]["thinking"]["types"]["adaptive"] == {"supported": False}
    assert by_alias["capabilities"]["effort"]["supported"] is False
    assert api.get("/v1/models/nope").status_code == 404


def test_practice_names_are_no_models(api):
    listed = api.get("/v1/models?limit=1000").json()["data"]
    assert not [each for each in listed if each["id"].startswith("practice")]


def test_the_models_can_be_chosen_by_lifecycle(api):
    known = api.get("/v1/models?limit=1000&lifecycle[]=deprecated").json()["data"]
    assert known
    assert {each["lifecycle"] for each in known} == {"deprecated"}
