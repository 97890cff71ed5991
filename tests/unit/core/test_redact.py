import base64
import json
import string
from urllib.parse import quote, quote_plus

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from betadeck.core.redact import find_keys, is_secret_header, mask, redact_headers, scrub

KEY = "sk-ant-api03-" + "Ab1_" * 22 + "Zz9AA"
ODD = 'p@ss/wörd"+\\%12345678901'

SECRETS = st.text(alphabet=string.ascii_letters + string.digits + '/+="\\% é-_', min_size=12, max_size=60)


@pytest.mark.parametrize("length", [0, 1, 4, 19])
def test_short_secrets_show_nothing(length):
    assert mask("x" * length) == "…"


@settings(deadline=None)
@given(st.text(min_size=20))
def test_long_secrets_show_their_last_four_characters_and_no_more(secret):
    assert mask(secret) == "…" + secret[-4:]


@pytest.mark.parametrize(
    ("name", "value", "shown"),
    [
        ("Authorization", f"Bearer {KEY}", "Bearer …z9AA"),
        ("x-api-key", KEY, "…z9AA"),
        ("API-Key", "a-short-one", "…"),
        ("Proxy-Authorization", "Basic dXNlcjpwYXNzd29yZC0xMjM0NTY3ODkw", "Basic …"),
        (
            "authorization",
            "AWS4-HMAC-SHA256 Credential=AKIA1/x, Signature=0123456789abcdef0123",
            "AWS4-HMAC-SHA256 …",
        ),
        ("Cookie", "session=0123456789abcdef0123456789abcdef", "…"),
        ("x-api-key", "two words 0123456789abcdef", "…"),
        ("Set-Cookie", "a=0123456789abcdef0123; Path=/", "…"),
        ("x-goog-api-key", "AIza" + "b" * 35, "…bbbb"),
        ("X-My-Gateway-Token", "0123456789012345678x", "…678x"),
        ("x-note", f"the key is {KEY}.", "the key is …z9AA."),
        ("x-note", "nothing here", "nothing here"),
        ("authorization", "", ""),
        ("idempotency-key", "0123456789012345678901", "0123456789012345678901"),
        ("anthropic-ratelimit-tokens-limit", "400000", "400000"),
    ],
)
def test_headers_are_masked_by_name_and_by_look(name, value, shown):
    assert redact_headers([(name, value)]) == ((name, shown),)


def test_masking_what_is_masked_changes_nothing():
    headers = [("Authorization", f"Bearer {KEY}"), ("x-api-key", KEY), ("cookie", "a=b"), ("x-note", KEY)]
    once = redact_headers(headers)
    assert redact_headers(once) == once
    text = scrub(f"x-api-key: {KEY}\ncookie: a=1; b=2\nAuthorization: Bearer {KEY}\nhttp://h/?key=abc1")
    assert scrub(text) == text


def test_a_known_secret_is_masked_in_any_header():
    assert redact_headers([("x-trace", "id=hunter22hunter22")], ["hunter22hunter22"]) == (
        ("x-trace", "id=…"),
    )


def forms(secret):
    raw = secret.encode()
    return [
        secret,
        quote(raw, safe=""),
        quote(raw),
        quote_plus(raw),
        quote(raw, safe="").lower() if secret.islower() else quote(raw),
        json.dumps(secret)[1:-1],
        json.dumps(secret, ensure_ascii=False)[1:-1],
        json.dumps(secret)[1:-1].replace("/", "\\/"),
        base64.b64encode(raw).decode(),
        base64.b64encode(b"user:" + raw).decode(),
        base64.b64encode(b"me:" + raw + b"!").decode(),
        base64.urlsafe_b64encode(b"user2:" + raw).decode(),
    ]


@settings(deadline=None)
@given(SECRETS)
def test_a_known_secret_is_hidden_in_every_form(secret):
    for form in forms(secret):
        hidden = scrub(f"before <{form}> after", [secret])
        assert form not in hidden
        assert hidden.startswith("before <")
        assert hidden.endswith("> after")
        assert len(hidden) <= len("before <> after") + 5


def test_percent_encoding_in_lower_case_hides_nothing_from_us():
    encoded = "".join(f"%{byte:02x}" if byte not in b"ps1234567890rd" else chr(byte) for byte in ODD.encode())
    assert scrub(encoded, [ODD]) == "…8901"


def test_secrets_that_hold_one_another_are_both_hidden():
    assert scrub("abcd1234 abcd1234efgh5678", ["abcd1234", "abcd1234efgh5678"]) == "… …"


def test_secrets_too_short_to_be_any_do_not_eat_the_text():
    assert scrub("a cat", ["", "a", "ca"]) == "a cat"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (f"key={KEY}.", KEY),
        (f'"{KEY}"', KEY),
        ("sk-ant-admin01-abcdefgh1234_-XY", "sk-ant-admin01-abcdefgh1234_-XY"),
        ("sk-ant-oat01-0123456789abcdef", "sk-ant-oat01-0123456789abcdef"),
        ("sk-ant-sid01-0123456789abcdef", "sk-ant-sid01-0123456789abcdef"),
        ("sk-proj-0123456789abcdefghij", "sk-proj-0123456789abcdefghij"),
        ("id AKIAABCDEFGHIJKLMN12,", "AKIAABCDEFGHIJKLMN12"),
        ("ya29.a0AfB_byC-0123456789xyz", "ya29.a0AfB_byC-0123456789xyz"),
        ("Authorization: bearer 0123456789abcdef.ghij~+/==", "0123456789abcdef.ghij~+/=="),
        ("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.c2lnbmF0dXJlMTIz", None),
    ],
)
def test_keys_are_found_by_their_look(text, found):
    [span] = find_keys(text)
    assert span.of(text) == (found or text)


@pytest.mark.parametrize(
    "text",
    [
        "sk-ant-",
        "keys begin with sk-ant-api03-",
        "sk-ant-api03-your-key-goes-here",
        "sk-ant-api03-xxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
        "sk-ant-api03-000000000000000000000",
        "use bearer authentication, or a Bearer $TOKEN",
        "task-0123456789012345678901234",
        "AKIA is a prefix",
        "claude-sonnet-4-5-20250929",
        "files-api-2025-04-14",
    ],
)
def test_words_about_keys_are_none(text):
    assert find_keys(text) == ()
    assert scrub(text) == text


def test_two_keys_in_one_text_are_both_found_in_order():
    text = f"{KEY} and Bearer {KEY}"
    assert [span.of(text) for span in find_keys(text)] == [KEY, KEY]


@pytest.mark.parametrize(
    ("text", "hidden"),
    [
        ("curl -H 'x-api-key: s3cret' https://h/", "curl -H 'x-api-key: …' https://h/"),
        ('{"Api-Key": "abc123"}', '{"Api-Key": "…"}'),
        ("Authorization: Basic dXNlcjpwYXNzd29yZDEyMzQ1Ng==", "Authorization: Basic …"),
        ("Cookie: a=1; b=2\nHost: h", "Cookie: …\nHost: h"),
        ("https://h/p?a=1&api_key=abc&b=2", "https://h/p?a=1&api_key=…&b=2"),
        ("https://h/p?X-Amz-Signature=0123456789abcdef01234", "https://h/p?X-Amz-Signature=…1234"),
        ("x-api-key: header is required", "x-api-key: header is required"),
        ("x-api-key: $ANTHROPIC_API_KEY1", "x-api-key: $ANTHROPIC_API_KEY1"),
        ("x-api-key: <your key 1>", "x-api-key: <your key 1>"),
        ("invalid x-api-key", "invalid x-api-key"),
    ],
)
def test_texts_with_headers_and_addresses_are_scrubbed(text, hidden):
    assert scrub(text) == hidden


@settings(deadline=None)
@given(st.text(max_size=80), st.lists(st.text(max_size=12), max_size=3))
def test_no_text_raises(text, secrets):
    scrub(text, secrets)
    redact_headers([("authorization", text), (text, text)], secrets)
    find_keys(text)


def test_names_of_secret_headers():
    assert is_secret_header(" X-API-Key ")
    assert not is_secret_header("anthropic-beta")
