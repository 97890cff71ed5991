"""A target as a JSON object, and back."""

from dataclasses import replace

from betadeck.core.draft import Row
from betadeck.core.target import AuthScheme, Platform, Target, Timeouts
from betadeck.storage.migrate import Members
from betadeck.storage.typed import typed

_TEXTS = ("name", "base_url", "key_name", "proxy", "ca_file")
_TIMEOUTS = ("connect_s", "write_s", "first_byte_s", "idle_s")


def to_members(target: Target) -> Members:
    """Return `target` as JSON values."""
    return {
        "name": target.name,
        "base_url": target.base_url,
        "auth": target.auth.value,
        "key_name": target.key_name,
        "platform": target.platform.value,
        "proxy": target.proxy,
        "ca_file": target.ca_file,
        "timeouts": {name: getattr(target.timeouts, name) for name in _TIMEOUTS},
        "redirects": target.redirects,
        "extra": dict(target.extra),
        "variables": [{"name": row.name, "value": row.value, "on": row.on} for row in target.variables],
    }


def of_members(members: object) -> Target | None:
    """Return the target that `members` tell, None if they tell none.

    A member that is not there has its default; one of the wrong type, or of a value that this program
    does not know (a platform of a newer one), makes it no target: sending to a half-known place is worse
    than not to offer it.
    """
    if not isinstance(members, dict) or not members.get("name"):
        return None
    try:
        return _target(members)
    except (TypeError, ValueError):
        return None


def _target(members: Members) -> Target:
    target = Target(name="")
    texts = {name: typed(str, members[name]) for name in _TEXTS if name in members}
    target = replace(target, **texts)  # type: ignore[arg-type]  # all are texts
    timeouts = typed(dict, members.get("timeouts", {}))
    return replace(
        target,
        auth=AuthScheme(members.get("auth", target.auth.value)),
        platform=Platform(members.get("platform", target.platform.value)),
        timeouts=Timeouts(**{name: _seconds(timeouts[name]) for name in _TIMEOUTS if name in timeouts}),
        redirects=typed(bool, members.get("redirects", False)),
        variables=_rows(members.get("variables", [])),
        extra=tuple(
            (name, typed(str, value)) for name, value in typed(dict, members.get("extra", {})).items()
        ),
    )


def _seconds(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value < 1e9:
        raise TypeError("not a number of seconds")
    return float(value)


def _rows(value: object) -> tuple[Row, ...]:
    return tuple(
        Row(
            typed(str, each.get("name", "")),
            typed(str, each.get("value", "")),
            typed(bool, each.get("on", True)),
        )
        for each in (typed(dict, row) for row in typed(list, value))
    )
