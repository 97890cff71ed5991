"""The official Python SDK works with the sandbox's files, skills, batches, agents and administration."""

import io
import threading
import zipfile

import anthropic
import pytest
from anthropic.lib.sessions import accumulate_managed_agents_event

from betadeck.sandbox.server import SandboxServer
from helpers.sandbox_calls import wait_until
from helpers.sandbox_walk import ADMIN_KEY

ASK = {"model": "claude-opus-5-5", "max_tokens": 60, "messages": [{"role": "user", "content": "Hello"}]}
SKILL = ("hello/SKILL.md", b"---\nname: hello\ndescription: Says hello.\n---\nSay hello.\n")


@pytest.fixture(scope="module")
def server():
    with SandboxServer(delay_s=0.0, batch_s=0.05) as running:
        yield running


@pytest.fixture(scope="module")
def client(server):
    key = "sk-ant-api03-sample-0123456789"
    with anthropic.Anthropic(base_url=server.base_url, api_key=key, max_retries=0) as made:
        yield made


@pytest.fixture(scope="module")
def admin(server):
    with anthropic.Anthropic(base_url=server.base_url, api_key=ADMIN_KEY, max_retries=0) as made:
        yield made


def test_files_are_uploaded_listed_used_downloaded_and_deleted(client):
    made = client.files.upload(file=("paper.pdf", io.BytesIO(b"%PDF-1.4 sample"), "application/pdf"))
    assert (made.filename, made.size_bytes, made.mime_type) == ("paper.pdf", 15, "application/pdf")
    others = [client.files.upload(file=(f"practice-download-{n}.txt", b"x" * n)) for n in range(1, 5)]
    listed = [each.id for each in client.files.list(limit=2)]
    assert listed[:5] == [each.id for each in reversed([made, *others])]
    document = {"type": "document", "source": {"type": "file", "file_id": made.id}}
    asked = {**ASK, "messages": [{"role": "user", "content": [document, {"type": "text", "text": "Sum up"}]}]}
    assert client.messages.create(**asked).stop_reason == "end_turn"
    assert client.files.download(others[2].id).read() == b"xxx"
    with pytest.raises(anthropic.BadRequestError) as refused:
        client.files.download(made.id)
    assert refused.value.error_code == "file_not_downloadable"
    assert client.files.delete(made.id).id == made.id
    with pytest.raises(anthropic.NotFoundError):
        client.files.retrieve_metadata(made.id)
    assert client.beta.files.list(limit=1).data[0].id == others[-1].id


def test_a_big_file_is_streamed_up_and_down(client):
    content = bytes(range(256)) * 20_000
    made = client.files.upload(file=("practice-download.bin", io.BytesIO(content)))
    assert made.size_bytes == len(content)
    with client.files.with_streaming_response.download(made.id) as answer:
        assert b"".join(answer.iter_bytes()) == content


def test_a_batch_of_three_finishes_with_results(client):
    requests = [{"custom_id": name, "params": ASK} for name in ("one", "two")]
    wrong = {**ASK, "model": "claude-none"}
    batch = client.messages.batches.create(requests=[*requests, {"custom_id": "three", "params": wrong}])
    assert batch.processing_status == "in_progress"
    wait_until(lambda: client.messages.batches.retrieve(batch.id).processing_status == "ended")
    found = {each.custom_id: each.result for each in client.messages.batches.results(batch.id)}
    assert found["one"].message.usage.service_tier == "batch"
    assert found["two"].type == "succeeded"
    assert found["three"].error.error.type == "not_found_error"
    counts = client.beta.messages.batches.retrieve(batch.id).request_counts
    assert (counts.succeeded, counts.errored, counts.processing) == (2, 1, 0)
    assert next(each.id for each in client.messages.batches.list()) == batch.id
    assert client.messages.batches.delete(batch.id).type == "message_batch_deleted"


def test_skills_have_versions(client):
    made = client.skills.create(files=[SKILL], display_name="Greeter")
    second = client.skills.versions.create(made.id, files=[SKILL])
    assert client.skills.retrieve(made.id).latest_version_id == second.id
    assert [each.id for each in client.skills.versions.list(made.id)] == [second.id, made.latest_version_id]
    packed = client.beta.skills.versions.download(second.id, skill_id=made.id).read()
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        assert archive.namelist() == ["hello/SKILL.md"]
    client.skills.versions.delete(second.id, skill_id=made.id)
    client.skills.delete(made.id)
    assert "pdf" in [each.id for each in client.skills.list()]


def test_models_tell_what_they_can(client):
    models = list(client.models.list())
    assert models[0].capabilities.thinking.types.adaptive.supported
    assert client.beta.models.retrieve(models[0].id).id == models[0].id


def session_of(client, **agent):
    made = client.beta.agents.create(model="claude-opus-5-5", name="Helper", **agent)
    environment = client.beta.environments.create(name="Cloud")
    return client.beta.sessions.create(agent=made.id, environment_id=environment.id)


def said(text):
    return {"type": "user.message", "content": [{"type": "text", "text": text}]}


def test_an_agent_session_streams_its_events(client):
    session = session_of(client)
    with client.beta.sessions.events.stream(session.id, event_deltas=["agent.message"]) as stream:
        sender = threading.Thread(
            target=client.beta.sessions.events.send, args=(session.id,), kwargs={"events": [said("Hi there")]}
        )
        sender.start()
        found = []
        for event in stream:
            found.append(event)
            if event.type == "session.status_idle":
                break
        sender.join()
    message = next(each for each in found if each.type == "agent.message")
    assert "Hi there" in message.content[0].text
    preview = None
    for event in found:
        if event.type in ("event_start", "event_delta"):
            preview = accumulate_managed_agents_event(preview, event)
    assert preview.content[0].text == message.content[0].text
    listed = [each.type for each in client.beta.sessions.events.list(session.id, limit=3)]
    assert listed == [each.type for each in found if not each.type.startswith("event_")]
    assert client.beta.sessions.retrieve(session.id).status == "idle"


def test_an_agent_waits_for_the_result_of_an_own_tool(client):
    schema = {"type": "object", "properties": {"city": {"type": "string"}}, "required": ["city"]}
    tool = {"type": "custom", "name": "weather", "description": "Tells it.", "input_schema": schema}
    session = session_of(client, tools=[tool])
    client.beta.sessions.events.send(session.id, events=[said("How is it?")])
    events = list(client.beta.sessions.events.list(session.id))
    call = next(each for each in events if each.type == "agent.custom_tool_use")
    assert events[-1].stop_reason.event_ids == [call.id]
    content = [{"type": "text", "text": "18 degrees"}]
    result = {"type": "user.custom_tool_result", "custom_tool_use_id": call.id, "content": content}
    client.beta.sessions.events.send(session.id, events=[result])
    last = next(iter(client.beta.sessions.events.list(session.id, order="desc")))
    assert last.stop_reason.type == "end_turn"
    assert client.beta.sessions.delete(session.id).type == "session_deleted"


def test_memories_refuse_to_overwrite_what_changed(client):
    store = client.beta.memory_stores.create(name="Notes")
    made = client.beta.memory_stores.memories.create(store.id, path="/a.md", content="first")
    client.beta.memory_stores.memories.update(made.id, memory_store_id=store.id, content="second")
    stale = {"type": "content_sha256", "content_sha256": made.content_sha256}
    with pytest.raises(anthropic.ConflictError) as refused:
        client.beta.memory_stores.memories.update(
            made.id, memory_store_id=store.id, content="third", precondition=stale
        )
    assert refused.value.type == "memory_precondition_failed_error"
    versions = list(client.beta.memory_stores.memory_versions.list(store.id))
    assert [each.operation for each in versions] == ["modified", "created"]


def test_the_organization_is_administered_with_an_admin_key(admin, client):
    assert admin.organization.retrieve().type == "organization"
    made = admin.organization.workspaces.create(name="Mine")
    member = admin.organization.workspaces.members.add(
        made.id, user_id="user_sandboxAda", workspace_role="workspace_admin"
    )
    assert member.workspace_id == made.id
    assert made.id in [each.id for each in admin.organization.workspaces.list(limit=1)]
    admin.organization.workspaces.archive(made.id)
    assert made.id not in [each.id for each in admin.organization.workspaces.list()]
    with pytest.raises(anthropic.AuthenticationError):
        client.organization.retrieve()
    with pytest.raises(anthropic.AuthenticationError):
        admin.messages.create(**ASK)
    with pytest.raises(anthropic.NotFoundError):
        admin.beta.organization.users.retrieve("user_none")


def test_a_lenient_sandbox_stands_in_for_a_mock_server():
    with (
        SandboxServer(delay_s=0.0, lenient=True) as server,
        anthropic.Anthropic(base_url=server.base_url, api_key="my-anthropic-api-key") as client,
    ):
        assert client.beta.sessions.retrieve("session_id").id == "session_id"
        assert client.organization.api_keys.retrieve("api_key_id").id == "api_key_id"
        assert client.beta.agents.list(page="page", betas=["computer-use-2024-10-22"]).data == []
