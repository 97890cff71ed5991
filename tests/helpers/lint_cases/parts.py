"""What several cases are made of."""

import base64
import json
import struct

from betadeck.core.draft import Draft
from betadeck.core.target import Platform, Target
from helpers.linting import (
    PNG,
)

CONTEXT = "context-management-2025-06-27"
CLEAR = {"edits": [{"type": "clear_tool_uses_20250919"}]}
SERVER = {"type": "url", "name": "library", "url": "https://mcp.example.com"}
TOOLSET = {"type": "mcp_toolset", "mcp_server_name": "library"}
MCP = "mcp-client-2026-09-15"
BEDROCK = Target("Bedrock", base_url="https://bedrock.example.com", key_name="key", platform=Platform.BEDROCK)
FOUNDRY = Target("Foundry", base_url="https://foundry.example.com", key_name="key", platform=Platform.FOUNDRY)
KEY = "sk-ant-api03-abcDEF123456789012345678901234567890"
HAIKU_45 = "claude-haiku-4-5"


def get(path, operation=None, **more):
    return Draft(operation=operation, method="GET", path=path, **more)


def raw(text):
    return Draft(body_text=text)


def batch(*requests):
    params = [{"custom_id": f"r{number}", "params": each} for number, each in enumerate(requests)]
    return Draft(operation=None, path="/v1/messages/batches", body_text=json.dumps({"requests": params}))


def png(width, height):
    start = base64.b64decode(PNG)
    return base64.b64encode(start[:16] + struct.pack(">II", width, height) + start[24:]).decode()


def webp():
    return base64.b64encode(b"RIFF\x00\x00\x00\x00WEBPVP8X" + bytes(20)).decode()
