"""What an error message says of a field, whatever its words: it is missing, too many, of the wrong type …"""

import re

from betadeck.core.diagnose.case import Case

_EXTRA = (
    r"extra inputs?|extra fields?|extraneous|not permitted|additional propert|unevaluated propert|"
    r"(?:unknown|unrecogni[sz]ed|unexpected|unsupported|undefined|invalid)\s+(?:request\s+)?(?:field|key|"
    r"param|parameter|"
    r"name|property|argument|keyword|attribute|input)|cannot find field|not (?:a )?(?:valid|allowed|known|"
    r"recogni[sz]ed|"
    r"supported) (?:field|key|param|parameter|property|argument|keyword|input)|no such field|"
    r"(?:is|are) (?:unknown|unrecogni[sz]ed|not recogni[sz]ed|unexpected)(?! (?:model|value))|"
    r"not allowed here|"
    r"(?:was|were) unexpected|forbidden field|should not (?:be present|exist)|does not (?:accept|take|know)"
)
_MISSING = (
    r"field required|fields? (?:is|are) required|is (?:a )?required|are required|required (?:key|property|"
    r"field|param|"
    r"parameter|argument|input)|\bmissing\b|must be (?:provided|specified|present|supplied|included|sent)|"
    r"not provided|"
    r"(?:was|were) not (?:set|given|sent|specified|provided)|must (?:provide|specify|include|supply|"
    r"have an?)\b|requires (?:the )?propert|"
    r"should be (?:provided|specified)|cannot be (?:null|none|blank)|required but"
)
_ENUM = (
    r"input should be ['\"`]|must be one of|(?:is|was) not one of|allowed (?:values?|roles?)|"
    r"valid (?:values|options|"
    r"choices)|supported (?:values|levels)|enum|expected one of|unknown variant|unexpected value|"
    r"unsupported value|"
    r"invalid value|expected ['\"`]|should be (?:either|one of)|must be either|is not a valid (?:choice|"
    r"value|option)|"
    r"permitted values|literal_error|not in the list"
)
_TYPE = (
    r"(?:should|must) be (?:a |an )?(?:valid )?(?:string|integer|int\b|number|float|boolean|bool|array|"
    r"list|object|dict|"
    r"dictionary|map|text|null|json)|expected type|expected (?:a |an )?(?:valid )?(?:string|integer|number|"
    r"boolean|array|"
    r"list|object|dict|map|sequence|struct)|(?:is|was) not (?:of type|an? (?:string|integer|number|boolean|"
    r"array|list|"
    r"object))|invalid type|wrong type|type mismatch|expected shape|unable to parse|"
    r"cannot (?:be )?(?:deserialize|"
    r"convert|cast|parse)|does not match the expected|type_error|unmarshal"
)
_PATTERN = (
    r"match(?:es)? (?:the )?(?:regex|pattern|\^)|should match|must match|invalid (?:characters?|"
    r"format)|only (?:contain|letters)"
)
_COMBINATION = (
    r"cannot be (?:combined|used (?:together|with))|may not be combined|mutually exclusive|only one of|"
    r"\bboth\b|"
    r"not (?:be )?(?:combined|used) with|not supported together|incompatible with"
)
_UNSUPPORTED = (
    r"not (?:supported|offered|implemented|available|allowed)|unsupported|deprecated|removed|no longer|"
    r"only (?:offered|supported|available|possible|allowed) (?:with|on|for|by|in)"
)
_TAG = re.compile(
    r"(?:input )?tag ['\"`]([^'\"`]*)['\"`]\s+(?:found|does|is|was)|"
    r"(?:unknown|unsupported|unrecogni[sz]ed|unexpected|invalid)\s+(?:content\s+)?(?:block|tool|edit|union|"
    r"message)\s+"
    r"(?:type|tag|kind)[:\s]+['\"`]?([\w.-]+)|"
    r"(?:type|tag) ['\"`]([^'\"`]*)['\"`] (?:is|was) (?:not|un)|"
    r"(?:unknown|unsupported|unrecogni[sz]ed|unexpected|invalid) (?:type|tag|kind):? ['\"`]([^'\"`]*)['\"`]|"
    r"unknown variant ['\"`]([^'\"`]*)['\"`]",
    re.IGNORECASE,
)


def is_extra(case: Case) -> bool:
    """Tell whether the message says that something stands there which must not."""
    if not case.said.path and case.said.says(r"^[`'\"][\w.]+[`'\"] is not (?:allowed|permitted)\W*$"):
        return True
    return case.said.says(_EXTRA) and not case.said.says(
        r"value\(s\)|are not permitted on|blocks are not permitted"
    )


def is_missing(case: Case) -> bool:
    """Tell whether the message says that something required is not there."""
    return case.said.says(_MISSING) and not case.said.says(r"input should be")


def is_enum(case: Case) -> bool:
    """Tell whether the message says that a value is not among those allowed, and not that its type is wrong."""
    return case.said.says(_ENUM) and not (is_type(case) and not allowed_values(case))


def is_type(case: Case) -> bool:
    """Tell whether the message says that a value is of the wrong type."""
    return case.said.says(_TYPE)


def is_pattern(case: Case) -> bool:
    """Tell whether the message says that a text does not have the right form."""
    return case.said.says(_PATTERN)


def is_combination(case: Case) -> bool:
    """Tell whether the message says that two things do not go together."""
    return case.said.says(_COMBINATION)


def is_range(case: Case) -> bool:
    """Tell whether the message gives the two ends between which a number must lie."""
    return case.said.says(r"range\b|\binterval\b|out of bounds|between -?\d")


def is_unsupported(case: Case) -> bool:
    """Tell whether the message says that something is not offered, or no longer."""
    return case.said.says(_UNSUPPORTED)


def has_bound(case: Case) -> bool:
    """Tell whether the message gives the largest or smallest number allowed."""
    return case.said.bound is not None


_CONCEPTS = (
    *(is_extra, is_missing, is_enum, is_type, is_pattern, is_combination),
    *(is_range, is_unsupported, has_bound),
)


def is_any(case: Case) -> bool:
    """Tell whether the message says any of this."""
    return any(tells(case) for tells in _CONCEPTS)


def tag_found(case: Case) -> str:
    """Return the type that no branch of a union takes, or the empty text."""
    found = _TAG.search(case.said.rest)
    return next((each for each in found.groups() if each), "") if found else ""


def allowed_values(case: Case) -> tuple[str, ...]:
    """Return the values that the message offers, in its order; what was found is not among them."""
    text = case.said.rest
    start = re.search(_ENUM + r"|levels:|values:|expected", text.lower())
    tail = text[start.start() :] if start else text
    tail = re.split(r"(?:\bgot\b|\bfound\b|\breceived\b|but was)", tail, maxsplit=1)[0]
    quoted = re.findall(r"['\"`]([^'\"`]+)['\"`]", tail)
    if quoted:
        return tuple(dict.fromkeys(quoted))
    after = re.search(
        r"(?:levels|values|options|one of|choices)\W*(?:are|is)?\W*([\w-]+(?:(?:,| or| and)+ [\w-]+)+)", tail
    )
    return tuple(re.split(r"(?:,| or| and)+ ", after.group(1))) if after else ()
