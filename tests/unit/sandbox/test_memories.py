"""Memories by their paths, and the versions that each change leaves behind."""

import hashlib

import pytest

from helpers.rest import Refused, Rest


@pytest.fixture(scope="module")
def rest(server):
    with Rest(server.base_url) as made:
        yield made


@pytest.fixture
def store(rest):
    return f"/v1/memory_stores/{rest.post('/v1/memory_stores', name='m')['id']}"


def digest(text):
    return hashlib.sha256(text.encode()).hexdigest()


def write(rest, store, path="/a.md", content="naïve"):
    return rest.post(f"{store}/memories", path=path, content=content)


def test_a_memory_tells_size_and_digest_and_its_content_only_when_fetched(rest, store):
    made = write(rest, store)
    assert (made["content_size_bytes"], made["content_sha256"]) == (6, digest("naïve"))
    assert made["content"] is None
    path = f"{store}/memories/{made['id']}"
    assert rest.get(path)["content"] == "naïve"
    assert rest.get(path, view="basic")["content"] is None
    assert rest.get(f"{store}/memories")["data"][0]["content"] is None
    assert rest.get(f"{store}/memories", view="full")["data"][0]["content"] == "naïve"


def test_a_path_belongs_to_one_memory(rest, store):
    write(rest, store)
    other = write(rest, store, "/b.md")
    for deed in (
        lambda: write(rest, store),
        lambda: rest.post(f"{store}/memories/{other['id']}", path="/a.md"),
    ):
        with pytest.raises(Refused) as refused:
            deed()
        assert (refused.value.status, refused.value.error["type"]) == (409, "memory_path_conflict_error")


def test_a_change_asks_for_what_it_expects(rest, store):
    made = write(rest, store)
    path = f"{store}/memories/{made['id']}"
    expected = {"type": "content_sha256", "content_sha256": digest("other")}
    with pytest.raises(Refused) as refused:
        rest.post(path, content="new", precondition=expected)
    assert (refused.value.status, refused.value.error["type"]) == (409, "memory_precondition_failed_error")
    expected["content_sha256"] = digest("naïve")
    assert rest.post(path, content="new", precondition=expected)["content_sha256"] == digest("new")
    with pytest.raises(Refused):
        rest.delete(path, expected_content_sha256=digest("naïve"))
    assert rest.delete(path, expected_content_sha256=digest("new"))["type"] == "memory_deleted"


def test_every_change_leaves_a_version(rest, store):
    made = write(rest, store)
    path = f"{store}/memories/{made['id']}"
    changed = rest.post(path, content="second", path="/moved.md")
    assert changed["memory_version_id"] != made["memory_version_id"]
    rest.delete(path)
    versions = rest.get(f"{store}/memory_versions", view="full")["data"]
    assert [each["operation"] for each in versions] == ["deleted", "modified", "created"]
    assert [each["content"] for each in versions] == [None, "second", "naïve"]
    assert [each["path"] for each in versions] == ["/moved.md", "/moved.md", "/a.md"]
    only = rest.get(f"{store}/memory_versions", operation="created")["data"]
    assert [each["id"] for each in only] == [made["memory_version_id"]]


def test_a_redacted_version_tells_nothing_any_more(rest, store):
    made = write(rest, store)
    path = f"{store}/memory_versions/{made['memory_version_id']}"
    assert rest.get(path)["content"] == "naïve"
    redacted = rest.post(f"{path}/redact")
    assert redacted["redacted_at"]
    told = rest.get(path)
    assert [told[name] for name in ("content", "path", "content_size_bytes", "content_sha256")] == [None] * 4


def test_memories_are_listed_by_path_and_deeper_ones_grouped(rest, store):
    for path in ("/b.md", "/a/x.md", "/a/y/z.md", "/ab/c.md"):
        write(rest, store, path)
    listed = f"{store}/memories"
    assert [each["path"] for each in rest.get(listed)["data"]] == [
        "/a/x.md",
        "/a/y/z.md",
        "/ab/c.md",
        "/b.md",
    ]
    top = rest.get(listed, depth=1)["data"]
    assert [(each["type"], each["path"]) for each in top] == [
        ("memory_prefix", "/a/"),
        ("memory_prefix", "/ab/"),
        ("memory", "/b.md"),
    ]
    inner = rest.get(listed, path_prefix="/a/", depth=1)["data"]
    assert [each["path"] for each in inner] == ["/a/x.md", "/a/y/"]


@pytest.mark.parametrize(
    ("body", "message"),
    [
        ({"path": "a.md", "content": ""}, "path: must start with '/'"),
        ({"path": "/a.md", "content": "é" * 60_000}, "content: must have at most 102400 bytes, not 120000"),
    ],
)
def test_what_is_no_memory_is_refused(rest, store, body, message):
    with pytest.raises(Refused) as refused:
        rest.post(f"{store}/memories", **body)
    assert refused.value.error["message"] == message


def test_an_archived_store_can_be_read_and_emptied_but_not_written(rest, store):
    made = write(rest, store)
    rest.post(f"{store}/archive")
    for deed in (
        lambda: write(rest, store, "/b.md"),
        lambda: rest.post(f"{store}/memories/{made['id']}", content="new"),
        lambda: rest.post(store, name="New"),
    ):
        with pytest.raises(Refused) as refused:
            deed()
        assert (refused.value.status, refused.value.error["message"][-13:]) == (400, " is archived.")
    assert rest.get(f"{store}/memories/{made['id']}")["content"] == "naïve"
    assert rest.delete(f"{store}/memories/{made['id']}")["id"] == made["id"]
