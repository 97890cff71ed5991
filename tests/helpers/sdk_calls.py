"""Calls the official SDK by the name that the catalogue has for an operation."""

import inspect
import re

import anthropic

from helpers.sending import KEY

_NAMES = {
    "anthropic-workspace-id": "workspace_id",
    "anthropic-user-profile-id": "user_profile_id",
    "Anthropic-Worker-ID": "anthropic_worker_id",
}


def client_for(base_url):
    """Return a client that tries once."""
    return anthropic.Anthropic(base_url=base_url, api_key=KEY, max_retries=0)


def method_of(client, operation):
    """Return the SDK's function for `operation`, None where the SDK has none."""
    found = client
    for name in operation.id.split("."):
        found = getattr(found, name, None)
    return found


def arguments(method, named):
    """Return `named` under the names of Python: `created_at[gte]` is `created_at_gte`, `from` is `from_`.

    Raises:
        KeyError: the function does not take one of them.
    """
    known = inspect.signature(method).parameters
    return {_spelt(name, known): value for name, value in named.items()}


def _spelt(name, known):
    plain = _NAMES.get(name) or re.sub(r"\[(\w+)\]", r"_\1", name).removesuffix("[]")
    return next(each for each in (plain, f"{plain}_", "") if each in known or not each) or _unknown(name)


def _unknown(name):
    raise KeyError(name)
