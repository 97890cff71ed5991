"""Files and skills: uploads that are read as they arrive, kept, told of in two forms, and let go."""

import io
import zipfile

import pytest

from betadeck.sandbox.server import SandboxServer
from helpers.catalogue import pool, shipped
from helpers.minimal import SKILL
from helpers.rest import Refused, Rest
from helpers.sandbox_calls import BODY

OLD_FILES = ("files-api-2025-04-14",)
OLD_SKILLS = ("skills-2025-10-02",)


@pytest.fixture(scope="module")
def rest(server):
    with Rest(server.base_url) as made:
        yield made


def upload(rest, name="notes.txt", content=b"Hello", kind="text/plain", **more):
    return rest.post("/v1/files", files={"file": (name, content, kind)}, **more)


def refusal(rest, *request, **more):
    with pytest.raises(Refused) as refused:
        getattr(rest, request[0])(*request[1:], **more)
    return refused.value


def test_an_uploaded_file_is_told_of_as_it_came(rest):
    made = upload(rest, "folder/söme name.txt", b"12345", "text/markdown", expires_in_seconds="3600")
    assert made["id"].startswith("file_sandbox")
    assert (made["size_bytes"], made["mime_type"]) == (5, "text/markdown")
    assert made["filename"] == "söme name.txt"
    assert made["expires_at"] > made["created_at"]
    assert made["downloadable"] is False
    assert rest.get(f"/v1/files/{made['id']}") == made


def test_files_are_listed_by_their_ids(rest):
    made = [upload(rest)["id"] for _ in range(3)]
    asked = {"ids[]": made[:2]}
    assert rest.ids("/v1/files", **asked) == made[1::-1]


def test_a_file_is_not_downloaded_unless_it_may_be(rest):
    error = refusal(rest, "get", f"/v1/files/{upload(rest)['id']}/content").error
    assert error["details"]["error_code"] == "file_not_downloadable"
    content = bytes(range(256)) * 1000
    made = upload(rest, "practice-download.bin", content, "application/x-thing")
    answer = rest.raw("GET", f"/v1/files/{made['id']}/content")
    assert answer.content == content
    assert answer.headers["content-type"] == "application/x-thing"
    assert answer.headers["content-disposition"] == 'attachment; filename="practice-download.bin"'


def test_a_name_of_a_file_does_not_break_the_header_of_a_download(rest):
    made = upload(rest, "practice-download; x=1é.txt")
    answer = rest.raw("GET", f"/v1/files/{made['id']}/content")
    assert answer.headers["content-disposition"] == 'attachment; filename="practice-download_ x=1?.txt"'


def test_a_deleted_file_is_gone(rest):
    made = upload(rest)
    assert rest.delete(f"/v1/files/{made['id']}") == {"id": made["id"], "type": "file_deleted"}
    assert (
        refusal(rest, "get", f"/v1/files/{made['id']}").error["message"] == f"File `{made['id']}` not found."
    )


def test_the_older_beta_lists_files_by_id(rest):
    made = [upload(rest)["id"] for _ in range(3)]
    page = rest.get("/v1/files", betas=OLD_FILES, limit=2)
    assert [each["id"] for each in page["data"]] == made[:0:-1]
    assert page["has_more"] is True
    assert page["last_id"] == made[1]
    assert "next_page" not in page
    later = rest.get("/v1/files", betas=OLD_FILES, after_id=made[1], limit=1)
    assert later["first_id"] == made[0]


def test_messages_may_name_files_that_are_there(rest):
    made = upload(rest, "paper.pdf", b"%PDF-1.4", "application/pdf")["id"]
    block = {"type": "document", "source": {"type": "file", "file_id": made}}
    ask = {**BODY, "messages": [{"role": "user", "content": [block, {"type": "text", "text": "Sum up"}]}]}
    assert rest.post("/v1/messages", **ask)["type"] == "message"
    block["source"]["file_id"] = "file_none"
    error = refusal(rest, "post", "/v1/messages", **ask)
    assert (error.status, error.error["message"]) == (404, "File `file_none` not found.")


@pytest.mark.parametrize(
    ("sent", "message"),
    [
        ({"files": {"other": ("a.txt", b"a")}}, "file: Field required"),
        (
            {"files": {"file": ("a", b"a")}, "data": {"expires_in_seconds": "1"}},
            "expires_in_seconds: Input sh",
        ),
        (
            {"files": {"file": ("a", b"a")}, "data": {"expires_in_seconds": "x"}},
            "expires_in_seconds: Input sh",
        ),
        ({"json": {}}, "content-type: must be multipart/form-data"),
    ],
)
def test_an_upload_that_is_none_is_refused(rest, sent, message):
    answer = rest.raw("POST", "/v1/files", **sent)
    assert answer.status_code == 400
    assert answer.json()["error"]["message"].startswith(message)


@pytest.mark.parametrize("body", [b"", b"--x\r\nContent-", b"no form at all"])
def test_a_broken_form_is_refused(rest, body):
    headers = {**rest.headers("POST", "/v1/files"), "content-type": "multipart/form-data; boundary=x"}
    answer = rest.client.post("/v1/files", content=body, headers=headers)
    assert answer.status_code == 400


def test_an_upload_without_a_key_is_read_to_its_end_and_refused(rest):
    big = b"x" * 3_000_000
    answer = rest.client.post(
        "/v1/files", files={"file": ("a", big)}, headers={"anthropic-version": "2026-10-21"}
    )
    assert answer.status_code == 401


def test_the_log_tells_the_size_of_an_upload_and_keeps_its_beginning(rest, server):
    upload(rest, "big.bin", b"y" * 3_000_000)
    seen = next(each for each in reversed(server.log()) if each.path == "/v1/files")
    assert seen.body_bytes > 3_000_000
    assert len(seen.body) == 1024 * 1024


def test_what_was_uploaded_is_let_go_when_the_sandbox_stops():
    server = SandboxServer(shipped(), pool())
    with server, Rest(server.base_url) as rest:
        key = upload(rest, "big.bin", b"z" * 2_000_000)["id"]
        content = server._sandbox.blobs.get(key).content
        assert not content.closed
    assert content.closed


def test_there_is_an_end_to_what_is_kept(rest, monkeypatch):
    monkeypatch.setattr("betadeck.sandbox.uploads.MOST_BYTES", 3)
    error = refusal(rest, "post", "/v1/files", files={"file": ("a", b"12345")}).error
    assert error["details"]["error_code"] == "storage_quota_exceeded"


def test_a_skill_is_told_by_its_front_matter(rest):
    made = rest.post("/v1/skills", files=SKILL)
    assert made["display_name"] == "hello"
    assert made["source"] == {"type": "custom"}
    path = f"/v1/skills/{made['id']}"
    (version,) = rest.get(f"{path}/versions")["data"]
    assert version["id"] == made["latest_version_id"]
    assert (version["name"], version["description"]) == ("hello", "Says hello.")
    assert rest.get(path)["id"] == made["id"]
    named = rest.post("/v1/skills", files=SKILL, display_name="Shown")
    assert named["display_name"] == "Shown"


def test_versions_come_and_go(rest):
    made = rest.post("/v1/skills", files=SKILL)
    path = f"/v1/skills/{made['id']}"
    second = rest.post(f"{path}/versions", files=SKILL)
    assert rest.get(path)["latest_version_id"] == second["id"]
    archive = rest.raw("GET", f"{path}/versions/{second['id']}/content")
    with zipfile.ZipFile(io.BytesIO(archive.content)) as opened:
        assert opened.namelist() == ["hello/SKILL.md"]
    rest.delete(f"{path}/versions/{second['id']}")
    assert rest.get(path)["latest_version_id"] == made["latest_version_id"]
    rest.delete(path)
    assert refusal(rest, "get", f"{path}/versions").status == 404


def test_skills_of_the_vendor_are_there(rest):
    found = rest.get("/v1/skills", source="anthropic", limit=100)["data"]
    assert [each["id"] for each in found] == ["xlsx", "pptx", "pdf", "docx"]


def test_the_older_beta_tells_skills_by_title_and_number(rest):
    made = rest.post("/v1/skills", files=SKILL, betas=OLD_SKILLS)
    assert made["display_title"] == "hello"
    assert made["source"] == "custom"
    assert made["latest_version"].isdecimal()
    (version,) = rest.get(f"/v1/skills/{made['id']}/versions", betas=OLD_SKILLS)["data"]
    assert version["version"] == made["latest_version"]
    assert rest.get("/v1/skills", betas=OLD_SKILLS, limit=1)["has_more"] is True


@pytest.mark.parametrize(
    ("files", "message"),
    [
        ([("files[]", ("a/x.md", b"x"))], "files: SKILL.md must be in the top-level directory"),
        ([("files[]", ("SKILL.md", b"x"))], "files: all files must be in one top-level directory"),
        (
            [("files[]", ("a/SKILL.md", b"x")), ("files[]", ("b/x", b"x"))],
            "files: all files must be in one top-level directory",
        ),
        ([("files[]", ("a/SKILL.md", b"no front matter"))], "files: SKILL.md must begin with front matter"),
        ([("other", ("a", b"x"))], "files: Field required"),
    ],
)
def test_files_that_make_no_skill_are_refused(rest, files, message):
    assert refusal(rest, "post", "/v1/skills", files=files).error["message"].startswith(message)
