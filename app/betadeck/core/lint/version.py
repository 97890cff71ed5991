"""The API version: is it known, and does it still take what the request says."""

from collections.abc import Iterator

from betadeck.core.catalog_lookup import matches_operation, rules_for_model
from betadeck.core.catalog_rules import VersionRule
from betadeck.core.finding import Finding, Fix
from betadeck.core.fixes import remove_header, remove_member, set_version, several
from betadeck.core.lint.codes import found
from betadeck.core.lint.prompt import Prompt
from betadeck.core.lint.subject import VERSION_HEADER, Subject, header_values
from betadeck.core.request_paths import Way
from betadeck.core.target import Platform

_IN_BODY = (Platform.BEDROCK, Platform.GOOGLE)
"""Hosts that take the version from the body. Source: the vendor's pages on cloud platforms, 2026-11-22."""
_CITATIONS = "version.user_citations"
_CITED_RESULTS = "messages[role=user].content[type=search_result].content[].citations"


def check(subject: Subject) -> Iterator[Finding]:
    """Yield what is to be said of the version."""
    version, known = subject.version, subject.catalogue.versions
    if not version:
        if subject.platform not in _IN_BODY and known:
            text = f"No {VERSION_HEADER} is sent: the API refuses requests without it."
            yield found(
                "version-missing", "version", text, *(use_version(subject, each) for each in known[:2])
            )
        return
    if known and version not in known and subject.platform not in _IN_BODY:
        text = f"There is no API version {version}. There are {', '.join(known)}."
        yield found("version-unknown", "version", text, *(use_version(subject, each) for each in known[:2]))
    for rule in subject.catalogue.version_rules:
        if rule.version == version:
            yield from _operations(rule, subject) if " " in rule.where else _parts(rule, subject)


def use_version(subject: Subject, version: str) -> Fix:
    """Return the fix that sends another version, also where it is typed into a header row."""
    fix = set_version(version)
    if not header_values(subject.draft, VERSION_HEADER):
        return fix
    return several(fix.id, fix.title, [remove_header(VERSION_HEADER), fix])


def _operations(rule: VersionRule, subject: Subject) -> Iterator[Finding]:
    newest = rule.version == next(iter(subject.catalogue.versions), "")
    if not newest and matches_operation(rule.where, subject.method, subject.path):
        legacy = rule.where.endswith("/v1/*")
        fixes = [use_version(subject, rule.other_version)] if rule.other_version else []
        yield found("version-old" if legacy else "version-names", "version", rule.message, *fixes)


def _parts(rule: VersionRule, subject: Subject) -> Iterator[Finding]:
    for prompt in subject.prompts:
        for way in _refused(rule, prompt):
            pointer = prompt.pointer(*way)
            fixes = [remove_member(pointer)]
            if rule.other_version and not _model_refuses_too(rule, prompt, subject):
                fixes.append(use_version(subject, rule.other_version))
            yield found("version-refuses", f"body:{pointer}", rule.message, *fixes)


def _refused(rule: VersionRule, prompt: Prompt) -> Iterator[Way]:
    paths = [rule.where, _CITED_RESULTS] if rule.rule == _CITATIONS else [rule.where]
    for path in paths:
        for way, value in prompt.find(path):
            if value != []:
                yield way


def _model_refuses_too(rule: VersionRule, prompt: Prompt, subject: Subject) -> bool:
    """Tell whether another version would not help, because the model does not take the field either."""
    rules = rules_for_model(prompt.model_name, subject.catalogue)
    return any(each.field == rule.where and not each.values and not each.advice for each in rules)
