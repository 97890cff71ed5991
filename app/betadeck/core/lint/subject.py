"""What lint looks at: a draft with all that the rules ask of it again and again, found out once."""

from collections.abc import Iterator
from dataclasses import dataclass

from betadeck.core import betas
from betadeck.core.catalog import Beta, Catalogue, Model, Operation
from betadeck.core.catalog_lookup import model_of
from betadeck.core.draft import Draft
from betadeck.core.draft_operation import bare_path, operation_of
from betadeck.core.json_fault import JsonFault
from betadeck.core.json_text import parse
from betadeck.core.lint.prompt import Json, Prompt, objects, prompt_of
from betadeck.core.target import Platform, Target

VERSION_HEADER = "anthropic-version"
MESSAGES = "/v1/messages"
COUNTING = "/v1/messages/count_tokens"
BATCHES = "/v1/messages/batches"


@dataclass(frozen=True, slots=True)
class Subject:
    """`path` has no query. `betas` are the ticked ones and those typed into header rows.

    `value` is the parsed body, None without one; `fault` tells why it cannot be parsed. `prompts` are
    the requests to Messages in it. `key_kind` is `api`, `admin`, `oauth`, or empty when nobody knows.
    """

    draft: Draft
    target: Target
    catalogue: Catalogue
    key_kind: str
    method: str
    path: str
    operation: Operation | None
    version: str
    betas: tuple[str, ...]
    value: object
    fault: JsonFault | None
    prompts: tuple[Prompt, ...]

    @property
    def platform(self) -> Platform:
        """Who answers; the sandbox answers as the first-party API does."""
        return Platform.ANTHROPIC if self.target.platform is Platform.SANDBOX else self.target.platform

    @property
    def body(self) -> Json:
        """The body as an object, an empty one when it is none."""
        return self.value if isinstance(self.value, dict) else {}

    @property
    def model_name(self) -> str:
        """The model that the body asks for, empty when it asks for none or for several."""
        names = {each.model_name for each in self.prompts}
        return names.pop() if len(names) == 1 else ""

    def known_betas(self) -> Iterator[Beta]:
        """Yield what the catalogue knows of the betas that go out."""
        for name in self.betas:
            if beta := self.catalogue.betas.get(name):
                yield beta

    def practises(self, name: str) -> bool:
        """Tell whether `name` is one that the sandbox makes errors of, for practice."""
        return self.target.platform is Platform.SANDBOX and name.startswith("practice-")


def subject_of(draft: Draft, target: Target, catalogue: Catalogue, key_kind: str = "") -> Subject:
    """Return `draft` as the rules see it; its body is parsed here, and only here."""
    method, path = draft.method.strip().upper(), bare_path(draft)
    value, fault = _parsed(draft.body_text)
    typed = tuple(name for text in header_values(draft, betas.HEADER) for name in betas.parse(text))
    version = next(iter(header_values(draft, VERSION_HEADER)), draft.api_version).strip()
    return Subject(
        draft=draft,
        target=target,
        catalogue=catalogue,
        key_kind=key_kind,
        method=method,
        path=path,
        operation=operation_of(draft, catalogue),
        version=version,
        betas=betas.tidy((*draft.betas, *typed)),
        value=value,
        fault=fault,
        prompts=tuple(_prompts(method, path.rstrip("/"), value, catalogue)),
    )


def header_values(draft: Draft, name: str) -> list[str]:
    """Return the values of the ticked header rows called `name`, in lower case."""
    return [row.value for row in draft.headers if row.on and row.name.strip().lower() == name]


def _parsed(text: str) -> tuple[object, JsonFault | None]:
    if not text.strip():
        return None, None
    try:
        return parse(text, patient=True), None
    except JsonFault as fault:
        return None, fault


def _prompts(method: str, path: str, value: object, catalogue: Catalogue) -> Iterator[Prompt]:
    if method != "POST" or not isinstance(value, dict):
        return
    if path in (MESSAGES, COUNTING):
        yield prompt_of(value, "", _model(value, catalogue), counting=path == COUNTING)
    elif path == BATCHES:
        for number, each in objects(value.get("requests")):
            params = each.get("params")
            if isinstance(params, dict):
                at = f"/requests/{number}/params"
                yield prompt_of(params, at, _model(params, catalogue), batched=True)


def _model(value: Json, catalogue: Catalogue) -> Model | None:
    name = value.get("model")
    return model_of(name, catalogue) if isinstance(name, str) else None
