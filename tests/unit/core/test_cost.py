import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from betadeck.core.answer import Answer
from betadeck.core.catalog import Model, Prices
from betadeck.core.cost import CostLine, cost_of, cost_of_answer, estimate
from helpers.catalogue import shipped

PRICES = Prices(
    input=2, output=10, cache_write_5m=2.5, cache_write_1h=4, cache_read=0.2, batch_input=1, batch_output=5
)
MODEL = Model(id="claude-test-1", alias="claude-test", prices=PRICES)
OTHER = Model(id="claude-wise-1", prices=Prices(input=10, output=50))


def test_every_kind_of_token_has_its_price():
    usage = {
        "input_tokens": 1_000_000,
        "output_tokens": 100_000,
        "cache_creation_input_tokens": 300_000,
        "cache_creation": {"ephemeral_5m_input_tokens": 100_000, "ephemeral_1h_input_tokens": 200_000},
        "cache_read_input_tokens": 500_000,
        "output_tokens_details": {"thinking_tokens": 40_000},
    }
    cost = cost_of(usage, MODEL)
    assert [(line.what, line.tokens, line.usd_per_mtok, line.usd) for line in cost.lines] == [
        ("input", 1_000_000, 2, 2.0),
        ("cache write, 5 minutes", 100_000, 2.5, 0.25),
        ("cache write, 1 hour", 200_000, 4, 0.8),
        ("cache read", 500_000, 0.2, 0.1),
        ("output", 100_000, 10, 1.0),
    ]
    assert cost.usd == pytest.approx(4.15)
    assert cost.unknown == ()


def test_a_cache_write_of_unknown_duration_is_not_guessed():
    cost = cost_of({"input_tokens": 1, "cache_creation_input_tokens": 7}, MODEL)
    assert cost.usd is None
    assert cost.lines[1] == CostLine("cache write of unknown duration", 7, None, None)
    assert cost.unknown == ("cache write of unknown duration",)


@pytest.mark.parametrize("told", [{"service_tier": "batch"}, {}])
def test_batches_cost_half(told):
    usage = {
        "input_tokens": 1_000_000,
        "output_tokens": 1_000_000,
        "cache_read_input_tokens": 1_000_000,
        **told,
    }
    assert cost_of(usage, MODEL, batch=True).usd == pytest.approx(1 + 5 + 0.1)
    plain = Model(id="m", prices=Prices(input=2, output=10, cache_read=0.2))
    assert cost_of(usage, plain, batch=True).usd == pytest.approx(1 + 5 + 0.1)


def test_inference_in_the_us_costs_more_and_in_an_unknown_place_is_unknown():
    usage = {"input_tokens": 1_000_000, "output_tokens": 0}
    assert cost_of({**usage, "inference_geo": "us"}, MODEL).usd == pytest.approx(2.2)
    assert cost_of({**usage, "inference_geo": "us", "service_tier": "batch"}, MODEL).usd == pytest.approx(1.1)
    for geo in ("global", "not_available", None):
        assert cost_of({**usage, "inference_geo": geo}, MODEL).usd == 2.0
    cost = cost_of({**usage, "inference_geo": "moon"}, MODEL)
    assert cost.usd is None
    assert cost.unknown == ("inference region without a known price", "input")


def test_fast_mode_needs_prices_of_its_own():
    usage = {"input_tokens": 1_000_000, "output_tokens": 1_000_000, "speed": "fast"}
    assert cost_of(usage, MODEL).usd is None
    fast = Model(id="m", prices=PRICES, fast_prices=Prices(input=10, output=50))
    assert cost_of(usage, fast).usd == 60
    assert cost_of({**usage, "cache_read_input_tokens": 1}, fast).unknown == ("cache read",)
    assert cost_of(usage, fast, batch=True).usd is None


def test_another_service_tier_is_unknown():
    assert cost_of({"input_tokens": 1, "service_tier": "priority"}, MODEL).usd is None


def test_long_prompts_have_their_prices_and_caches_count_as_prompt():
    model = Model(
        id="m",
        prices=Prices(input=1, output=5, cache_read=0.1),
        long_over_tokens=100,
        long_prices=Prices(5, 25, cache_read=0.5),
    )
    assert cost_of({"input_tokens": 100, "output_tokens": 0}, model).usd == pytest.approx(100e-6)
    long = cost_of({"input_tokens": 1, "cache_read_input_tokens": 100, "output_tokens": 10}, model)
    assert long.usd == pytest.approx((5 + 50 + 250) / 1e6)
    assert estimate(101, 10, model) == (pytest.approx(505e-6), pytest.approx(755e-6))


def test_iterations_tell_which_prompts_were_long():
    model = Model(id="m", prices=Prices(input=1), long_over_tokens=100, long_prices=Prices(input=5))
    entries = [{"type": "message", "input_tokens": 80}, {"type": "message", "input_tokens": 120}]
    cost = cost_of({"input_tokens": 200, "iterations": entries}, model)
    assert [line.usd_per_mtok for line in cost.lines] == [1, 5]


def test_compaction_and_advisor_come_on_top():
    usage = {
        "input_tokens": 1_000,
        "output_tokens": 0,
        "iterations": [
            {"type": "compaction", "input_tokens": 50_000, "output_tokens": 100},
            {"type": "message", "input_tokens": 1_000, "output_tokens": 0},
            {"type": "advisor_message", "model": "claude-wise-1", "input_tokens": 2_000, "output_tokens": 10},
        ],
    }
    cost = cost_of(usage, MODEL, models={OTHER.id: OTHER})
    assert [(line.what, line.tokens) for line in cost.lines] == [
        ("input", 1_000),
        ("compaction, input", 50_000),
        ("compaction, output", 100),
        ("advisor on claude-wise-1, input", 2_000),
        ("advisor on claude-wise-1, output", 10),
    ]
    assert cost.usd == pytest.approx((2_000 + 100_000 + 1_000 + 20_000 + 500) / 1e6)
    alone = cost_of(usage, MODEL)
    assert alone.usd is None
    assert alone.unknown == ("advisor on claude-wise-1, input", "advisor on claude-wise-1, output")


def test_tools_and_fallbacks_are_named_as_not_in_the_sum():
    usage = {
        "input_tokens": 1_000_000,
        "server_tool_use": {"web_search_requests": 2, "web_fetch_requests": 0, "moon_requests": 1},
        "iterations": [{"type": "fallback_message", "model": "claude-wise-1", "input_tokens": 1_000_000}],
        "fallback_credit": {"status": "applied"},
    }
    cost = cost_of(usage, MODEL)
    assert cost.usd == 2.0
    assert cost.unknown == (
        "2 web searches",
        "1 moon_requests",
        "attempts of models that declined before the fallback",
        "the fallback credit",
    )


def test_a_model_without_prices_and_a_usage_without_counts_are_unknown():
    assert cost_of({"input_tokens": 5, "output_tokens": 5}, Model(id="m")).unknown == ("input", "output")
    assert cost_of({}, MODEL).unknown == ("no token counts",)
    assert cost_of({"prompt_tokens": 5}, MODEL).usd is None
    assert cost_of({"input_tokens": 10**400, "output_tokens": -1}, MODEL).usd is None
    assert cost_of({"input_tokens": 0, "output_tokens": 0}, MODEL).usd == 0


def test_an_estimate_goes_from_no_output_to_all_of_it():
    assert estimate(1_000_000, 100_000, MODEL) == (2.0, 3.0)
    assert estimate(10, 10, Model(id="m")) == (None, None)
    assert estimate(1_000_000, 10, Model(id="m", prices=Prices(input=1))) == (1.0, None)


JUNK = st.recursive(
    st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=4)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=3),
        st.dictionaries(
            st.sampled_from(
                ["input_tokens", "type", "model", "iterations", "cache_creation", "server_tool_use"]
            ),
            inner,
        ),
    ),
)
NAMES = st.sampled_from(
    [
        *("input_tokens", "output_tokens", "iterations", "cache_creation", "server_tool_use", "service_tier"),
        *("inference_geo", "speed", "cache_creation_input_tokens", "fallback_credit"),
    ]
)


@settings(deadline=None)
@given(st.dictionaries(NAMES, JUNK))
def test_no_usage_raises(usage):
    cost = cost_of(usage, MODEL)
    assert cost.usd is None or cost.usd >= 0


def test_an_answer_that_was_cut_before_its_output_was_counted_has_no_cost():
    message, usage = {"model": "claude-opus-5-5"}, {"input_tokens": 10, "output_tokens": 1}
    assert cost_of_answer(Answer(message, usage=usage), shipped()) is None
    assert cost_of_answer(Answer(message, usage=usage, stop_reason="end_turn"), shipped()).usd > 0
    assert Answer(message, usage=usage).counted() == {"input_tokens": 10}
