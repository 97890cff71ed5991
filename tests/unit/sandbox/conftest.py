"""One sandbox for a whole test file; what a test says is new to it, so that order does not matter."""

import pytest

from betadeck import resources
from betadeck.core.catalog_load import parse_catalogue
from betadeck.sandbox.server import SandboxServer
from helpers.sandbox_calls import Caller


@pytest.fixture(scope="session")
def catalogue():
    return parse_catalogue(resources.load_index())


@pytest.fixture(scope="session")
def pool():
    return resources.load_schemas()


@pytest.fixture(scope="session")
def server(catalogue, pool):
    with SandboxServer(catalogue, pool, delay_s=0.0) as running:
        yield running


@pytest.fixture(scope="session")
def api(server):
    caller = Caller(server.base_url)
    yield caller
    caller.close()
