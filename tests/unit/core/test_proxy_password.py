"""An address of a proxy names the key with its password, and holds the password itself only for a send."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from betadeck.core.proxy_password import (
    has_user,
    password_key,
    plain_password,
    with_password,
    with_password_key,
)

BARE = "http://bob@proxy.example:3128"
NAMES = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=20)


@given(name=NAMES, password=NAMES)
def test_any_name_and_any_password_go_in_and_come_out(name, password):
    named = with_password_key(BARE, name)
    assert password_key(named) == name
    assert plain_password(named) == ""
    assert with_password_key(named, "") == BARE
    filled = with_password(named, password)
    assert password_key(filled) or plain_password(filled) == password
    assert filled.startswith("http://bob:")
    assert filled.endswith("@proxy.example:3128")


@pytest.mark.parametrize("address", ["", "none", "http://proxy:1", "http://[::1", "http://@:"])
def test_addresses_without_a_user_stay_as_they_are(address):
    assert with_password_key(address, "work") in {address, "http://:%7Bwork%7D@:"}
    assert not password_key(address)
    assert not plain_password(address)
    assert not has_user(address)


def test_a_password_in_an_address_is_seen_with_and_without_its_scheme():
    assert plain_password("http://bob:s%40cret@proxy:1") == "s@cret"
    assert plain_password("bob:secret@proxy:1") == "secret"
    assert with_password_key("http://bob:secret@proxy:1", "") == "http://bob@proxy:1"
