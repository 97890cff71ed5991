"""What the API's parameters are for, in our own words, by their names."""

_EXACT = {
    "after_id": "Go on behind the entry with this id: the last_id of the page before.",
    "before_id": "Go back to what stands before the entry with this id: the first_id of the page.",
    "block_ms": "How long the server may wait for work before it answers, in milliseconds.",
    "bucket_width": "The length of time that one row sums up.",
    "date": "The day that is asked about.",
    "depth": "How many levels of folders below the path are listed.",
    "desired_ttl_seconds": "How long the lease should last, in seconds.",
    "email": "Only the entry with this address.",
    "ending_at": "Up to this moment, which does not count any more.",
    "ending_date": "Up to this day.",
    "event_deltas": "Also tell these events piece by piece while they are made.",
    "exclude_deleted_users": "Leave out users who are deleted by now.",
    "expected_content_sha256": "Delete only if the content still has this checksum.",
    "expected_last_heartbeat": "Only if the last heartbeat is still this one.",
    "filter": "Only rows that fit, as in field:value.",
    "group_by": "A row of its own for each value of these.",
    "group_type": "Only limits of this kind.",
    "has_error": "Only those that failed, or only those that did not.",
    "id": "The id of the entry.",
    "ids": "Only the entries with these ids.",
    "include_archived": "Also list what is archived.",
    "include_default": "Also list what nobody has set.",
    "include_inherited": "Also list what is inherited from above.",
    "lifecycle": "Only models at this point of their life.",
    "limit": "How many entries a page has at most.",
    "operation": "Only versions made by this kind of change.",
    "order": "Oldest or newest first.",
    "order_by": "What the list is sorted by.",
    "org_uuid": "The UUID of an organization.",
    "page": "Where to go on: the next_page of the answer before.",
    "path_prefix": "Only what lies below this path.",
    "period": "The length of time that a limit counts for.",
    "reclaim_older_than_ms": "Take over work whose worker was silent for longer, in milliseconds.",
    "scope_id": "Only what belongs to this scope, such as a session.",
    "source": "Who made it: you, or Anthropic.",
    "starting_at": "From this moment on.",
    "starting_date": "From this day on.",
    "target": "The id or name of what is meant.",
    "time_bucket_width": "The length of time that one row sums up.",
    "trigger_type": "Only runs that were started in this way.",
    "types": "Only events of these kinds.",
    "version": "Which version; the newest one if it is left out.",
    "view": "How much of each entry is told.",
    "workspace_id": "The id of a workspace.",
}
_COMPARED = {
    "gt": "Only what is later than this.",
    "gte": "Only from this moment on.",
    "lt": "Only what is earlier than this.",
    "lte": "Only up to this moment.",
}
_HEADERS = {"anthropic-workspace-id": "The workspace that is meant, for keys that reach several."}


def meaning_of(name: str) -> str:
    """Return what the parameter called `name` is for, empty when the name does not tell."""
    bare, _, inside = name.partition("[")
    compared = _COMPARED.get(inside.rstrip("]"), "")
    if compared:
        return compared
    if bare in _EXACT:
        return _EXACT[bare]
    if name in _HEADERS:
        return _HEADERS[name]
    if bare.endswith("_ids"):
        return f"Only what belongs to these: ids of {_plain(bare.removesuffix('_ids'))}s."
    if bare.endswith("_id"):
        return f"The id of {_with_article(_plain(bare.removesuffix('_id')))}."
    return f"Only these: {_plain(bare)}." if inside == "]" else ""


def _plain(words: str) -> str:
    shown = words.replace("_", " ")
    return shown.replace("api key", "API key").replace("rbac", "RBAC")


def _with_article(words: str) -> str:
    vowel = words[:1].lower() in "aeio" or words.startswith(("RBAC", "un"))
    return f"{'an' if vowel else 'a'} {words}"
