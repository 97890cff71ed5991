"""Whatever is typed, lint answers: on random JSON, on right requests with random parts, on random text."""

import copy
import json

from hypothesis import given, settings
from hypothesis import strategies as st

from betadeck.core.draft import Draft, FilePart, Row
from betadeck.core.lint.codes import CODES
from betadeck.core.target import SANDBOX, Platform, Target
from helpers.catalogue import shipped
from helpers.lint_cases import CASES
from helpers.linting import judge

NAMES = [
    "messages",
    "content",
    "role",
    "type",
    "text",
    "tools",
    "model",
    "cache_control",
    "source",
    "data",
    "id",
]
WORDS = [
    "user",
    "assistant",
    "system",
    "text",
    "image",
    "tool_use",
    "tool_result",
    "thinking",
    "base64",
    "",
    "\ud800",
]
LEAVES = (
    st.none() | st.booleans() | st.integers() | st.floats() | st.sampled_from(WORDS) | st.text(max_size=5)
)
VALUES = st.recursive(
    LEAVES,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(NAMES) | st.text(max_size=3), inner, max_size=4)
    ),
    max_leaves=12,
)
TARGETS = [
    SANDBOX,
    *(Target("T", base_url=url, platform=each) for each in Platform for url in ("", "https://a.b")),
]
BODIES = [
    json.loads(case.bad.body_text)
    for case in CASES
    if case.bad.body_text[:1] == "{" and case.code[:4] != "json"
]
PATHS = [
    "/v1/messages",
    "/v1/messages/batches",
    "/v1/messages/count_tokens",
    "/v1/agents",
    "/v1/files",
    "",
    "/{x}",
]
few = settings(max_examples=60)


def judged(draft, target=SANDBOX):
    """Judge a draft in every way, and try all fixes."""
    told = judge(draft, target)
    assert len({each.id for each in told}) == len(told)
    for each in told:
        assert each.code in CODES
        for fix in each.fixes:
            fix.apply(draft)


def places(value, way=()):
    yield way
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for name, each in inner:
        yield from places(each, (*way, name))


def changed(body, way, value):
    """Return `body` with another value at `way`."""
    made = copy.deepcopy(body)
    if not way:
        return value
    holder = made
    for name in way[:-1]:
        holder = holder[name]
    holder[way[-1]] = value
    return made


@few
@given(st.data(), st.sampled_from(BODIES), VALUES, st.sampled_from(PATHS[:3]))
def test_a_request_with_anything_anywhere(data, body, value, path):
    way = data.draw(st.sampled_from(list(places(body))))
    text = json.dumps(changed(body, way, value), allow_nan=True)
    judged(Draft(operation=None, path=path, body_text=text))


@few
@given(VALUES, st.sampled_from(PATHS), st.sampled_from(TARGETS))
def test_any_json(value, path, target):
    judged(Draft(path=path, body_text=json.dumps(value)), target)


@few
@given(st.text(), st.sampled_from(["", "{", '{"messages": [', '{"model": "x", ']))
def test_any_text(text, start):
    judged(Draft(body_text=start + text))


@few
@given(st.data())
def test_anything_around_the_body(data):
    word = st.text(max_size=12) | st.sampled_from(
        [*shipped().betas, "anthropic-beta", "anthropic-version", "limit"]
    )
    rows = st.lists(st.builds(Row, word, word, st.booleans()), max_size=2).map(tuple)
    draft = st.builds(
        Draft,
        operation=st.none() | st.sampled_from(list(shipped().operations)),
        method=st.sampled_from(["GET", "POST", "get ", ""]),
        path=st.sampled_from(PATHS) | word,
        query=rows,
        headers=rows,
        api_version=st.sampled_from([*shipped().versions, ""]) | word,
        betas=st.lists(word, max_size=3).map(tuple),
        body_text=st.sampled_from(["", "{}", "[]"]),
        files=st.lists(st.builds(FilePart, word, word), max_size=1).map(tuple),
    )
    judged(data.draw(draft), data.draw(st.sampled_from(TARGETS)))


def test_nesting_and_numbers_beyond_measure():
    for depth in (100, 300, 900, 3000):
        deep = "[" * depth + "]" * depth
        for text in (
            deep,
            f'{{"messages": {deep}}}',
            f'{{"messages": [{{"role": "user", "content": {deep}}}]}}',
        ):
            judged(Draft(body_text=text))
        judged(
            Draft(
                body_text=f'{{"tools": [{{"name": "a", "input_schema": {{"type": "object", "x": {deep}}}}}]}}'
            )
        )
    for number in ("9" * 4000, "1e400", "-1", "1e5"):
        judged(Draft(body_text=f'{{"max_tokens": {number}, "model": "claude-opus-5-5", "messages": []}}'))
