"""Our own words for areas and titles, and the spelling of calls in Python and TypeScript."""

import re

AREAS = {
    "messages": "Messages",
    "messages.batches": "Message batches",
    "models": "Models",
    "files": "Files",
    "skills": "Skills",
    "skills.versions": "Skill versions",
    "agents": "Agents",
    "agents.versions": "Agent versions",
    "sessions": "Sessions",
    "sessions.events": "Session events",
    "sessions.resources": "Session resources",
    "sessions.threads": "Session threads",
    "sessions.threads.events": "Thread events",
    "environments": "Environments",
    "environments.work": "Environment work",
    "deployments": "Deployments",
    "deployment_runs": "Deployment runs",
    "dreams": "Dreams",
    "memory_stores": "Memory stores",
    "memory_stores.memories": "Memories",
    "memory_stores.memory_versions": "Memory versions",
    "vaults": "Vaults",
    "vaults.credentials": "Vault credentials",
    "tunnels": "Tunnels",
    "tunnels.certificates": "Tunnel certificates",
    "user_profiles": "User profiles",
    "user_profiles.action_urls": "User profile links",
    "organization": "Admin: organization",
    "organization.analytics.apps.chat.projects": "Analytics: chat projects",
    "organization.analytics.artifacts": "Analytics: artifacts",
    "organization.analytics.connectors": "Analytics: connectors",
    "organization.analytics.cost": "Analytics: cost",
    "organization.analytics.cost_report": "Analytics: cost report",
    "organization.analytics.plugins": "Analytics: plugins",
    "organization.analytics.skills": "Analytics: skills",
    "organization.analytics.summaries": "Analytics: summaries",
    "organization.analytics.usage": "Analytics: usage",
    "organization.analytics.usage_report": "Analytics: usage report",
    "organization.analytics.user_cost_report": "Analytics: cost by user",
    "organization.analytics.user_usage_report": "Analytics: usage by user",
    "organization.analytics.users": "Analytics: users",
    "organization.api_keys": "Admin: API keys",
    "organization.claude_code.managed_settings.configuration": "Admin: Claude Code settings",
    "organization.claude_code.managed_settings.rbac_group_default": "Admin: Claude Code default settings",
    "organization.claude_code.managed_settings.rbac_groups": "Admin: Claude Code settings by group",
    "organization.claude_tag.bundles": "Admin: Claude Tag bundles",
    "organization.claude_tag.bundles.targets": "Admin: Claude Tag bundle targets",
    "organization.claude_tag.slack_channels": "Admin: Claude Tag Slack channels",
    "organization.claude_tag.slack_workspaces": "Admin: Claude Tag Slack workspaces",
    "organization.compliance_settings": "Admin: compliance settings",
    "organization.external_keys": "Admin: external keys",
    "organization.federation.issuers": "Admin: federation issuers",
    "organization.federation.rules": "Admin: federation rules",
    "organization.federation.rules.workspaces": "Admin: federation rule workspaces",
    "organization.invites": "Admin: invites",
    "organization.plugin_marketplaces": "Admin: plugin marketplaces",
    "organization.plugins": "Admin: plugins",
    "organization.plugins.installation_settings": "Admin: plugin installation",
    "organization.plugins.shares": "Admin: plugin shares",
    "organization.plugins.versions": "Admin: plugin versions",
    "organization.rate_limits": "Admin: rate limits",
    "organization.rbac_groups": "Admin: groups",
    "organization.rbac_groups.members": "Admin: group members",
    "organization.rbac_roles": "Admin: roles",
    "organization.rbac_roles.permissions": "Admin: role permissions",
    "organization.service_accounts": "Admin: service accounts",
    "organization.service_accounts.workspaces": "Admin: service account workspaces",
    "organization.spend_limits": "Admin: spend limits",
    "organization.spend_limits.effective": "Admin: spend limits in force",
    "organization.spend_limits.increase_requests": "Admin: spend limit requests",
    "organization.telemetry_destinations": "Admin: telemetry destinations",
    "organization.telemetry_destinations.workspaces": "Admin: telemetry workspaces",
    "organization.users": "Admin: users",
    "organization.webhooks": "Admin: webhooks",
    "organization.workspaces": "Admin: workspaces",
    "organization.workspaces.members": "Admin: workspace members",
    "organization.workspaces.rate_limits": "Admin: workspace rate limits",
    "organization.workspaces.service_accounts": "Admin: workspace service accounts",
}

TITLES = {
    "ack": "Acknowledge",
    "mcp_oauth_validate": "Check MCP sign-in",
    "retrieve": "Get",
    "retrieve_metadata": "Get details",
    "set": "Set",
    "stats": "Figures",
    "create_enrollment_url": "Make enrolment link",
    "reveal_token": "Show token",
    "rotate_token": "Renew token",
    "regenerate_signing_secret": "Renew signing secret",
    "validate_archive": "Check archive",
    "validate_repository": "Check repository",
    "validate": "Check",
}


def area_of(call: str) -> str:
    """Return the heading that the call `beta.sessions.events.list` stands under.

    Raises:
        KeyError: a part of the SDK that has no words yet; add them to `AREAS`.
    """
    return AREAS[resource_of(call)]


def title_of(call: str, *, has_twin: bool) -> str:
    """Return what the call does, in a word or two; the beta one of two says so."""
    name = call.rpartition(".")[2]
    words = TITLES.get(name) or name.replace("_", " ").capitalize()
    return f"{words} (beta)" if has_twin and call.startswith("beta.") else words


def resource_of(call: str) -> str:
    """Return the call's path without `beta.` and without its last name."""
    return call.removeprefix("beta.").rpartition(".")[0]


def python_of(call: str) -> str:
    """Return the call as written in Python."""
    return f"client.{call}"


def typescript_of(call: str) -> str:
    """Return the call as written in TypeScript: the same names in camel case."""
    return f"client.{camel(call)}"


def camel(text: str) -> str:
    """Turn `retrieve_metadata` into `retrieveMetadata`."""
    return re.sub(r"_([a-z0-9])", lambda found: found[1].upper(), text)


def pascal(call: str, ending: str) -> str:
    """Turn `beta.messages.create` into `BetaMessagesCreate` + `ending`, a name for the pool."""
    return "".join(part[:1].upper() + part[1:] for part in camel(call).split(".")) + ending
