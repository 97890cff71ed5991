"""What ids of the API start with, by the type of the thing and by the name of the field that carries one.

Source: examples in the vendor's Python SDK 2.12.0 and its tests. A thing that is not listed gets its type as
a prefix, which is our own choice.
"""

from collections.abc import Mapping

_BY_TYPE: Mapping[str, str] = {
    "bundle": "capp",
    "bundle_target": "btgt",
    "deployment": "depl",
    "deployment_run": "drun",
    "dream": "drm",
    "enforcement_action": "enac",
    "environment": "env",
    "external_key": "ekey",
    "federation_issuer": "fdis",
    "federation_rule": "fdrl",
    "api_key": "apikey",
    "memory": "mem",
    "memory_store": "memstore",
    "memory_version": "memver",
    "message_batch": "msgbatch",
    "organization": "org",
    "plugin_version": "pluginver",
    "rate_limit": "rlg",
    "service_account": "svac",
    "session": "sesn",
    "session_resource": "sesrsc",
    "session_thread": "sthr",
    "skill_version": "skillver",
    "slack_channel": "slch",
    "slack_workspace": "slws",
    "spend_limit": "spl",
    "telemetry_destination": "tdst",
    "tunnel": "tnl",
    "tunnel_certificate": "tcrt",
    "user_profile": "uprof",
    "vault": "vlt",
    "vault_credential": "vcrd",
    "webhook_endpoint": "whe",
    "workspace": "wrkspc",
}
_BY_NOUN: Mapping[str, str] = {
    "actor": "user",
    "archived_by_actor": "user",
    "certificate": "tcrt",
    "created_by_actor": "user",
    "credential": "vcrd",
    "destination": "tdst",
    "issuer": "fdis",
    "resource": "sesrsc",
    "thread": "sthr",
    "updated_by_actor": "user",
}


def prefix_of_type(kind: str) -> str:
    """Return what the id of a thing starts with whose `type` is `kind`, such as `sesn` for a session."""
    return _BY_TYPE.get(kind, kind or "id")


def prefix_of_field(name: str) -> str:
    """Return what the value of a field such as `workspace_id` starts with."""
    noun = name.removesuffix("s").removesuffix("_id")
    return _BY_NOUN.get(noun) or _BY_TYPE.get(noun) or noun
