"""Calls any operation of the catalogue in a sandbox and judges the answer by its schema."""

import json
import re

import httpx
import jsonschema_rs

from betadeck.core.catalog_lookup import needed_betas
from betadeck.core.schema import closure
from helpers.catalogue import pool, shipped
from helpers.minimal import body_of, files_of, query_of

ADMIN_KEY = "sk-ant-admin01-sample-0123456789"
KEY = "sk-ant-api03-sample-0123456789"
_VALIDATORS = {}


def validator(name):
    """Return the compiled schema `name`; each is compiled once for all tests."""
    if name not in _VALIDATORS:
        _VALIDATORS[name] = jsonschema_rs.validator_for(closure(pool(), name), validate_formats=True)
    return _VALIDATORS[name]


class Walker:
    """One client for one sandbox.

    `ids` are the ids of things by the template of their list or the name of their parameter, `given` values
    for fields of bodies.
    """

    def __init__(self, base_url):
        self.client = httpx.Client(base_url=base_url, timeout=10, trust_env=False)
        self.ids = {}
        self.given = {}
        self.made = {}

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.client.close()

    def path_of(self, operation):
        """Return the path with an id for each parameter: that of its list, else by its name, else one made up."""

        def value(found):
            owner = operation.path[: found.start() - 1]
            return self.ids.get(owner) or self.ids.get(found[1]) or f"{found[1]}_x"

        return re.sub(r"\{(\w+)\}", value, operation.path)

    def body_of(self, operation):
        return body_of(pool(), operation, self.given)

    def headers_of(self, operation):
        betas = {*operation.betas, *(each.name for each in needed_betas(operation, shipped()))}
        if operation.path == "/v1/oauth/token":
            betas = {"oauth-2025-04-20"}
        if operation.path.startswith("/v1/user_profiles") and not operation.id.startswith("beta."):
            betas = set()
        key = ADMIN_KEY if operation.key_kind == "admin" else KEY
        headers = {"authorization": f"Bearer {key}", "anthropic-version": "2026-10-21"}
        if operation.path == "/v1/oauth/token":
            headers.pop("authorization")
        return {**headers, "anthropic-beta": ",".join(sorted(betas))} if betas else headers

    def request(self, operation, **more):
        """Return a request made of nothing but what the operation needs."""
        query = query_of(pool(), operation)
        if operation.id.startswith("beta."):
            query["beta"] = "true"
        sent = {"params": query, "headers": self.headers_of(operation)}
        body = self.body_of(operation)
        if operation.multipart:
            sent |= {"files": files_of(operation), "data": body}
        elif body is not None:
            sent["json"] = body
        sent |= more
        return self.client.build_request(operation.method, self.path_of(operation), **sent)

    def call(self, operation, **more):
        """Return the answer to the smallest request; of a stream that does not end the head alone."""
        request = self.request(operation, **more)
        response = self.client.send(request, stream=True)
        if operation.answer != "sse" or response.status_code != 200:
            response.read()
        response.close()
        return response

    def problem(self, operation, **more):
        """Return what is wrong with the answer to the smallest request, or the empty text."""
        response = self.call(operation, **more)
        if response.status_code != 200:
            return f"{response.status_code} {response.text}"
        return fault_in(operation, response)


def fault_in(operation, response):
    """Return what is wrong with a good answer, or the empty text."""
    kind = response.headers.get("content-type", "")
    if operation.answer == "sse":
        return "" if kind.startswith("text/event-stream") else kind
    if operation.answer == "binary":
        return "" if kind != "application/json" else kind
    if operation.answer == "jsonl":
        if kind != "application/x-jsonl":
            return kind
        lines = [json.loads(line) for line in response.text.splitlines()]
        return "; ".join(each for line in lines if (each := broken(operation.events, line)))
    if kind != "application/json":
        return kind
    return broken(operation.response, response.json()) if operation.response else ""


def broken(name, value):
    """Return the first way in which `value` breaks the schema `name`, or the empty text."""
    error = next(iter(validator(name).iter_errors(value)), None)
    return f"{error.message} at {list(error.instance_path)}" if error else ""


def every_operation():
    return list(shipped().operations.values())
