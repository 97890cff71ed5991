"""The model: unknown, retired, out of reach, or not made for what the request asks."""

import re

from betadeck.core.catalog_models import model_of
from betadeck.core.diagnose.case import Case
from betadeck.core.diagnose.error_class import ErrorClass, class_of
from betadeck.core.diagnose.model_fit import instead_of
from betadeck.core.diagnose.verdict import verdict
from betadeck.core.diagnosis import Culprit, Diagnosis
from betadeck.core.finding import Fix
from betadeck.core.fixes import change_target, choose_model

_GONE = (
    r"model\b[^.]{0,80}\b(?:not (?:be )?(?:found|exist|available|valid|supported|recogni[sz]ed|known|"
    r"enabled|deployed|servable|"
    r"mapped)|does ?n.t exist|does not exist|no longer|invalid|unknown|retired|deprecated|reached (?:its|"
    r"the) end|end[ -]of[ -]life|"
    r"decommissioned|sunset|unsupported|missing|has been (?:removed|shut))|(?:unknown|invalid|unsupported|"
    r"no such|"
    r"unrecogni[sz]ed|nonexistent|deprecated|retired|missing)\s+(?:\w+\s){0,2}?model|"
    r"model identifier is invalid|.modelid\b|"
    r"inference profile|on-demand throughput|deployment\b[^.]{0,40}not (?:found|exist)|"
    r"no (?:available |allowed )?(?:deployments?|endpoints?|"
    r"channel|provider)s? (?:found|available|for)|not servable|llm provider|model_not_found|not a (?:\w+ )?model|"
    r"(?:must|should) be a (?:valid|known) model"
)
_REACH = (
    r"(?:no|not have|n.t have|without|lacks?|denied)\s+access\b[^.]{0,60}\bmodel|"
    r"model\b[^.]{0,80}\b(?:access|permission|not (?:"
    r"allowed|enabled|permitted|granted))|not (?:allowed|authori[sz]ed|permitted)[^.]{0,40}\bmodel|"
    r"access to (?:the )?model|"
    r"key not allowed to access model|use case details"
)
_TOOL_OR_FIELD = (
    r"does not support|not supported (?:for|on|by|with) (?:this|the) model|(?:for|by|on) this model"
)
_FEATURE = (
    r"thinking|\beffort\b|temperature|top_[pk]|\btools?\b|image|vision|prefill|budget|parameter|feature|"
    r"cach|stream|"
    r"system (?:role|message)|citation|\bbetas?\b|\bpdf|max_tokens|output_config|response format"
)


def wrong_model(case: Case) -> Diagnosis | None:
    """Explain a model that does not exist, is gone, or is not open to this key."""
    said = case.said
    in_path = said.inner[:1] == ("model",) or _is_model_path(case)
    unknown = class_of(case) is ErrorClass.NOT_FOUND and bool(said.models or in_path) and not said.ids
    if in_path and (unknown or said.models or said.says(r"not|invalid|unknown|unsupported|retired")):
        return None if said.says(r"string|character|required|missing|type") and not unknown else _named(case)
    if class_of(case) is ErrorClass.SERVER and not said.models:
        return None
    if said.path or (said.says(_TOOL_OR_FIELD) and not said.says(r"model\W+\S+\W+is not supported")):
        return None
    if unknown or (said.says(_GONE) and not _about_a_feature(case)) or _begins_with_gone_model(case):
        return _named(case)
    return None


def model_out_of_reach(case: Case) -> Diagnosis | None:
    """Explain a model that this key may not use."""
    said = case.said
    forbidden = (
        bool(said.models)
        and said.says(r"not (?:allowed|authori[sz]ed|permitted|enabled)|access")
        and not said.says(r"\barn:")
    )
    if said.path or not (said.says(_REACH) or forbidden) or said.says(_TOOL_OR_FIELD):
        return None
    return _named(case, out_of_reach=True)


def _about_a_feature(case: Case) -> bool:
    """Tell a sentence about something that the model does not do from one about the model itself."""
    nowhere = case.said.says(r"^no (?:\w+ )?(?:endpoint|provider|deployment)s?\b")
    return not case.said.models and not nowhere and case.said.says(_FEATURE)


def _begins_with_gone_model(case: Case) -> bool:
    names = case.said.models
    start = case.said.rest[:40].strip("`'\" ").lower()
    gone = (
        r"deprecated|retired|no longer|not (?:found|available|supported|a valid|recogni[sz]ed)|"
        r"does not exist|unknown|invalid|end[ -]of[ -]life|sunset|decommissioned"
    )
    return bool(names) and start.startswith(names[0].lower()) and case.said.says(gone)


def _is_model_path(case: Case) -> bool:
    path = case.said.path
    return len(path) == 4 and path[0] == "requests" and path[-1] == "model"


def _named(case: Case, *, out_of_reach: bool = False) -> Diagnosis:
    name = _name(case)
    model = model_of(name, case.catalogue) if name else None
    shown = name or "The model"
    if out_of_reach:
        title, remedy = f"{shown} is not open to this key", "Have access granted, or choose another model."
    elif model is not None and (model.retired or name in case.catalogue.retired_models):
        when = f" since {model.retired}" if model.retired else ""
        title, remedy = f"{shown} is retired{when}", "Choose a newer model."
    elif case.said.says(r"on-demand|inference profile"):
        title, remedy = f"{shown} is reached through an inference profile only", _PROFILE
    elif model is not None:
        title, remedy = (
            f"{shown} is not offered here",
            "Check the platform's name for it, its region, and the key's access.",
        )
    else:
        title, remedy = (
            f"There is no model called {shown}" if name else "The model is unknown",
            "Choose another model.",
        )
    by_path = case.asked.known and case.asked.body is None
    pointer = (
        ""
        if by_path
        else case.pointer or (case.at("model") if case.asked.model or not case.asked.known else "")
    )
    return verdict(case, Culprit("model", name, pointer), title, "", remedy, _fixes(case, name))


_PROFILE = "Put the platform's prefix before its name, such as us. or global., or name the profile."


def _name(case: Case) -> str:
    if case.said.models:
        return case.said.models[0]
    sent = case.asked.model
    if sent and (sent in case.said.text or not case.said.names):
        return sent
    quoted = next((each for each in case.said.names if " " not in each), "")
    if quoted:
        return quoted
    rest = case.said.rest.strip()
    if case.said.path[-1:] == ("model",) and re.fullmatch(r"[\w./:@-]+", rest):
        return rest
    found = re.search(
        r"\bmodel(?:\s+(?:with )?(?:name|id|identifier))?\W{1,3}([\w./@-]*\d[\w./:@-]*)", case.said.rest
    )
    return found.group(1).rstrip(".:") if found else sent


def _fixes(case: Case, name: str) -> list[Fix]:
    roots = [root for root, body in case.asked.roots() if "model" in body]
    if not roots:
        return [change_target()] if case.asked.known and not case.asked.model else []
    models = instead_of(name or case.asked.model, case.asked, case.catalogue)
    wrong = [root for root, body in case.asked.roots() if body.get("model") == name] or roots[:1]
    return [choose_model(each, wrong[0]) for each in models] if len(wrong) == 1 else []
