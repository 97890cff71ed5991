import pytest

from betadeck.core.target import SANDBOX, Target
from betadeck.ui.dialogs.target_words import free_name, problem_of, proxy_problem


def fine(_address):
    return ""


@pytest.mark.parametrize("proxy", ["", "none", "http://p.example:8080", "https://p.example"])
def test_a_proxy_may_be(proxy):
    assert proxy_problem(proxy) == ""


@pytest.mark.parametrize("proxy", ["p.example:8080", "http://", "ftp://p", "http://p:99999", "http://[::1"])
def test_a_proxy_may_not_be(proxy):
    assert proxy_problem(proxy)


def test_names_are_unique_without_regard_to_case():
    assert problem_of(Target("Work"), ["work "], fine)
    assert problem_of(Target(" "), [], fine)
    assert problem_of(Target("Work"), ["home"], fine) == ""
    assert problem_of(SANDBOX, ["sandbox"], fine) == ""


def test_a_copy_gets_a_name_that_is_free():
    assert free_name("A", ["b"]) == "A"
    assert free_name("A", ["a", "A 2"]) == "A 3"
