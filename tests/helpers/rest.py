"""Speaks JSON to a sandbox with the right key and betas for each address, for tests of flows."""

import httpx

from betadeck.core.catalog_lookup import find_operation, needed_betas
from helpers.catalogue import shipped
from helpers.sandbox_walk import ADMIN_KEY, KEY


class Refused(AssertionError):  # noqa: N818  what the sandbox did
    """The sandbox said no; carries status and error."""

    def __init__(self, response):
        self.status = response.status_code
        self.error = response.json()["error"]
        super().__init__(f"{self.status} {self.error}")


class Rest:
    """`get`, `post`, `delete` return the JSON of a good answer and raise `Refused` on a bad one."""

    def __init__(self, base_url):
        self.client = httpx.Client(base_url=base_url, timeout=10, trust_env=False)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.client.close()

    def headers(self, method, path, betas=()):
        operation = find_operation(method, path, shipped())
        names = {*betas, *(each.name for each in needed_betas(operation, shipped()))}
        key = ADMIN_KEY if operation.key_kind == "admin" else KEY
        headers = {"x-api-key": key, "anthropic-version": "2026-10-21"}
        return {**headers, "anthropic-beta": ",".join(sorted(names))} if names else headers

    def raw(self, method, path, *, betas=(), **more):
        return self.client.request(method, path, headers=self.headers(method, path, betas), **more)

    def get(self, path, /, betas=(), **params):
        return self._json(self.raw("GET", path, betas=betas, params=params))

    def post(self, path, /, betas=(), files=None, **body):
        sent = {"files": files, "data": body} if files else {"json": body}
        return self._json(self.raw("POST", path, betas=betas, **sent))

    def delete(self, path, /, betas=(), **params):
        return self._json(self.raw("DELETE", path, betas=betas, params=params))

    @staticmethod
    def _json(response):
        if response.status_code != 200:
            raise Refused(response)
        return response.json()

    def ids(self, path, /, **params):
        """Return the ids of all things in a list, page after page."""
        found = []
        while True:
            page = self.get(path, **params)
            found += [each["id"] for each in page["data"]]
            if not page.get("next_page"):
                return found
            params["page"] = page["next_page"]
