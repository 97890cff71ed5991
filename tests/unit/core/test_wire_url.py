import httpx
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from betadeck.core.draft import Row
from betadeck.core.wire import WireError
from betadeck.core.wire_build import check_base_url, join_url
from betadeck.core.wire_url import join

API = "https://api.anthropic.com"


@pytest.mark.parametrize(
    ("typed", "tidy"),
    [
        (API, API),
        (f"  {API}/ \n", API),
        ("HTTPS://API.Anthropic.COM:443//", API),
        ("http://localhost:80", "http://localhost"),
        ("http://localhost:8080/anthropic/", "http://localhost:8080/anthropic"),
        ("http://[::1]:9/x", "http://[::1]:9/x"),
        ("http://my_gateway.internal/a b".replace(" ", "%20"), "http://my_gateway.internal/a%20b"),
        ("http://host.", "http://host."),
        ("http://127.0.0.1:1", "http://127.0.0.1:1"),
    ],
)
def test_an_address_is_tidied(typed, tidy):
    assert check_base_url(typed) == tidy


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("", "No address"),
        ("   ", "No address"),
        ("api.anthropic.com", "start with https://"),
        ("localhost:8080", "start with https://"),
        ("https:api.anthropic.com", "start with https://"),
        ("ftp://host", "start with https://"),
        ("file:///etc/passwd", "start with https://"),
        ("https://", "no host"),
        ("https:///v1", "no host"),
        ("https://api.anthropic .com", "blank"),
        ("https://a\nb", "blank"),
        ("https://a\x00b", "unprintable"),
        ("https://me:secret@host", "user name or password"),
        ("https://me@host", "user name or password"),
        ("https://host:99999", "port"),
        ("https://host:abc", "port"),
        ("https://host:0", "Port 0"),
        ("https://host:-1", "port"),
        ("https://host#x", "#"),
        ("https://host/?a=1", "query"),
        ("https://host?", "query"),
        ("https://a..b", "no host name"),
        ("https://-a.b", "no host name"),
        ("https://" + "a" * 64 + ".com", "no host name"),
        ("https://ho%73t", "no host name"),
        ("https://[::1", "cannot be read"),
        ("https://[zz]:1", "IPv6|cannot be read"),
        ("https://1.2.3", "no IPv4"),
        ("https://1.2.3.256", "no IPv4"),
        ("https://\u0430nthropic.com", "outside ASCII"),
        ("https://host/a/../b", "step"),
    ],
)
def test_what_is_no_address_is_refused_in_words(typed, words):
    with pytest.raises(WireError, match="(?i)" + words.replace("(", r"\(")) as caught:
        check_base_url(typed)
    assert caught.value.where == "url"
    assert "secret" not in str(caught.value)


@pytest.mark.parametrize(
    ("base", "path", "url"),
    [
        (API, "/v1/messages", f"{API}/v1/messages"),
        (API + "/", "/v1/messages", f"{API}/v1/messages"),
        (API, "v1/messages", f"{API}/v1/messages"),
        (API, "//v1/messages", f"{API}/v1/messages"),
        (API + "/v1", "/v1/messages", f"{API}/v1/messages"),
        (API + "/v1/", "/v1/messages", f"{API}/v1/messages"),
        (API + "/v1/messages", "/v1/messages", f"{API}/v1/messages"),
        (API + "/v1/messages", "/v1/messages/count_tokens", f"{API}/v1/messages/count_tokens"),
        ("https://gw/anthropic/v1", "/v1/messages", "https://gw/anthropic/v1/messages"),
        ("https://gw/anthropic", "/v1/messages", "https://gw/anthropic/v1/messages"),
        ("https://gw/v1/x", "/v1/messages", "https://gw/v1/x/v1/messages"),
        ("https://gw/messages", "/messages", "https://gw/messages/messages"),
        ("https://gw/dev1", "/v1/models", "https://gw/dev1/v1/models"),
        ("https://v1", "/v1/models", "https://v1/v1/models"),
        (API, "", API + "/"),
        (API, "/", API + "/"),
        ("https://gw/p", "", "https://gw/p"),
        (API, "/v1/a b", f"{API}/v1/a%20b"),
        (API, "/v1/a%20b", f"{API}/v1/a%20b"),
        (API, "/v1/100%", f"{API}/v1/100%25"),
        (API, "/v1/ä#x", f"{API}/v1/%C3%A4%23x"),
        (API, "/v1/x?beta=true", f"{API}/v1/x?beta=true"),
        (API, "/v1/x?", f"{API}/v1/x"),
    ],
)
def test_base_and_path_are_joined(base, path, url):
    assert join_url(base, path, (), ()) == url


def test_a_shared_v1_is_sent_once_and_said():
    assert "/v1" in join(API + "/v1", "/v1/messages", (), ()).notes[0]
    assert join(API, "/v1/messages", (), ()).notes == ()


@pytest.mark.parametrize(
    ("value", "escaped"),
    [
        ("sesn_01", "sesn_01"),
        (" sesn_01\n", "sesn_01"),
        ("a/b", "a%2Fb"),
        ("a?b#c", "a%3Fb%23c"),
        ("50%25", "50%2525"),
        ("ü", "%C3%BC"),
        ("{x}", "%7Bx%7D"),
        ("...", "..."),
    ],
)
def test_a_parameter_is_escaped_whole(value, escaped):
    assert join_url(API, "/v1/{id}/x", [("id", value)], ()) == f"{API}/v1/{escaped}/x"


def test_missing_parameters_are_all_named():
    with pytest.raises(WireError, match="session_id and event_id") as caught:
        join_url(API, "/v1/sessions/{session_id}/events/{event_id}", [("session_id", "  ")], ())
    assert caught.value.where == "param:session_id"


@pytest.mark.parametrize("value", [".", "..", " .. "])
def test_a_parameter_cannot_climb_out_of_its_path(value):
    with pytest.raises(WireError, match="step"):
        join_url(API, "/v1/files/{file_id}", [("file_id", value)], ())


@pytest.mark.parametrize("path", ["/v1/../x", "/v1/./x", "/..", "/v1/.{id}"])
def test_steps_in_the_path_are_refused(path):
    with pytest.raises(WireError):
        join_url(API, path, [("id", ".")], ())


def test_a_whole_address_as_path_is_refused():
    with pytest.raises(WireError, match="target"):
        join_url(API, "https://other/v1/messages", (), ())


def test_query_rows_keep_order_and_doubles_and_leave_out_those_that_are_off():
    rows = [
        Row("a", "1"),
        Row("ids[]", "x y"),
        Row("off", "1", on=False),
        Row("a", "ü&="),
        Row("", ""),
        Row("b", ""),
    ]
    assert (
        join_url(API, "/v1/x?first=1", (), rows)
        == f"{API}/v1/x?first=1&a=1&ids%5B%5D=x%20y&a=%C3%BC%26%3D&b="
    )


def test_a_query_row_without_name_is_refused():
    with pytest.raises(WireError, match="no name"):
        join_url(API, "/v1/x", (), [Row("", "1")])


@pytest.mark.parametrize(
    ("path", "params", "query", "where"),
    [
        ("/\ud800", (), (), "url"),
        ("/{id}", [("id", "\ud800")], (), "param:id"),
        ("/x", (), [Row("n", "\ud800")], "query:n"),
    ],
)
def test_half_a_surrogate_pair_is_refused_with_its_place(path, params, query, where):
    with pytest.raises(WireError) as caught:
        join_url(API, path, params, query)
    assert caught.value.where == where


def test_a_monstrous_address_is_refused():
    with pytest.raises(WireError, match="long"):
        join_url(API, "/x", (), [Row("a", "b" * 70_000)])


text = st.text(max_size=12)


@settings(deadline=None)
@given(text, text, text, text)
def test_the_http_library_changes_nothing_in_what_we_made(path, value, name, queried):
    try:
        url = join_url("http://h/p", f"/{path}/{{id}}", [("id", value)], [Row(name, queried)])
    except WireError:
        return
    parsed = httpx.URL(url)
    assert url == f"http://h{parsed.raw_path.decode()}" == str(parsed)
