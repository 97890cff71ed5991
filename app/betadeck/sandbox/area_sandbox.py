"""The sandbox's own addresses: what it is, what can be practised, what it saw."""

from betadeck.sandbox.log import as_json
from betadeck.sandbox.practice import every_practice
from betadeck.sandbox.reply import Reply, json_reply
from betadeck.sandbox.state import Sandbox

ABOUT = (
    "This is Betadeck's sandbox. It checks requests as the Claude API does and answers by simulation: "
    "no model is asked, nothing leaves this machine, nothing is billed. Any key is accepted; the Admin API "
    "wants one that starts with sk-ant-admin. A file whose name starts with practice-download may be "
    "downloaded, as otherwise only those that tools made may. What is made here is gone when it stops."
)


def about(sandbox: Sandbox) -> Reply:
    """Answer `GET /sandbox`."""
    links = {"practice": "/sandbox/practice", "log": "/sandbox/log"}
    return json_reply(
        {"about": ABOUT, "catalogue": sandbox.catalogue.date, "sdk": sandbox.catalogue.sdk, **links}
    )


def practice(sandbox: Sandbox) -> Reply:
    """Answer `GET /sandbox/practice` with every name that can be practised."""
    entries = [
        {"name": each.name, "title": each.title, "what": each.what, "group": each.group}
        for each in every_practice(sandbox.catalogue)
    ]
    return json_reply({"about": ABOUT, "practice": entries})


def log(sandbox: Sandbox) -> Reply:
    """Answer `GET /sandbox/log` with the last requests, oldest first."""
    return json_reply({"requests": [as_json(each) for each in sandbox.log.entries()]})
