"""Images and documents: of another type than said, too large, too many, broken, citations."""

import re

from betadeck.core.diagnose.asked import Block, Json, object_of, text_of
from betadeck.core.diagnose.case import Case
from betadeck.core.diagnose.concepts import is_extra, is_missing
from betadeck.core.diagnose.places import value_at
from betadeck.core.diagnose.verdict import verdict
from betadeck.core.diagnosis import Culprit, Diagnosis
from betadeck.core.finding import Fix
from betadeck.core.fixes import remove_member, set_member, set_version, several
from betadeck.core.fixes_talk import remove_members
from betadeck.core.media_type import bare_base64, media_type_of

_MEDIA = r"\bimages?\b|\bpdfs?\b|\bdocuments?\b|media[ _]type|base64|\bfile\b"
_PIXELS = r"pixel|dimension|resolution|too (?:wide|tall)"
_BYTES = r"\b(?:mb|bytes|kb)\b|too large|file size"
_BROKEN = r"could not (?:process|read|decode|download|fetch|be)|not valid|invalid|corrupt|unable to|cannot (?:process|read|decode)|password|encrypted|damaged|failed to|not a valid"
_TYPES = re.compile(r"\b(?:image|application|text)/[\w.+-]+")


def wrong_media(case: Case) -> Diagnosis | None:
    """Explain an error about an image or a document."""
    said = case.said
    in_path = any(each in ("image", "document", "pdf", "source", "media_type") for each in said.path)
    if (
        not (in_path or said.says(_MEDIA))
        or is_extra(case)
        or is_missing(case)
        or said.path[:1] == ("tools",)
    ):
        return None
    types = _TYPES.findall(said.low)
    if said.says(r"match|appears?|specified using|but (?:the|it)|mismatch|actual|detected") and types:
        return _other_type(case, types)
    if said.path[-1:] == ("media_type",) or (
        types and said.says(r"media[ _]type|mime|format|unsupported|not supported")
    ):
        return _type(case)
    if said.says(_PIXELS):
        return _too_big(
            case, "An image has too many pixels", "Make the image smaller: no side longer than {}."
        )
    if said.says(r"pages?\b") and said.bound:
        return _too_big(case, "A PDF has too many pages", "Split it: {} is the most.")
    if said.says(
        r"too many images|images? (?:count|per request)|number of images|at most [\d,]+ images|maximum [^.]*images"
    ):
        return _too_big(case, "There are too many images", "Send fewer of them: {} is the most.")
    if (
        said.says(_BYTES)
        and (said.bound or said.says(r"exceed|too large"))
        and (in_path or said.says(r"\bimages?\b|\bpdfs?\b"))
    ):
        return _too_big(case, "An image or document is too large", "Make it smaller, or upload it as a file.")
    if said.says(r"citation"):
        return None
    if said.says(r"not permitted|not allowed|may not|cannot be (?:used|placed|in)") and said.says(
        r"assistant|document|image"
    ):
        return _misplaced(case)
    if said.says(_BROKEN) and (in_path or said.says(r"image|pdf|document|base64")):
        return _broken(case)
    return None


def _block(case: Case) -> Block | None:
    """Return the block that the place leads to, or the only one with data if no place is told."""
    holding = [block for block in case.asked.every_block() if isinstance(block.value.get("source"), dict)]
    if case.pointer and re.search(r"/\d", case.pointer):
        inner = [
            each
            for each in holding
            if case.pointer.startswith(f"{each.pointer}/") or case.pointer == each.pointer
        ]
        return inner[-1] if inner else None
    return holding[0] if len(holding) == 1 else None


def _place(case: Case, block: Block | None, *names: str) -> str:
    if case.pointer and re.search(r"/\d", case.pointer):
        return case.pointer
    return "/".join((block.pointer, *names)) if block else case.pointer or case.at("messages")


def _other_type(case: Case, types: list[str]) -> Diagnosis:
    block = _block(case)
    if block is None and not case.pointer:
        block = next((each for each in case.asked.every_block() if _is_mislabelled(each.value)), None)
    source = object_of(block.value, "source") if block else {}
    sent = text_of(source, "media_type") or types[0]
    real = media_type_of(text_of(source, "data")) or next((each for each in types if each != sent), "")
    pointer = _place(case, block, "source", "media_type")
    if pointer.endswith("/data"):
        pointer = pointer.removesuffix("/data") + "/media_type"
    fixes: list[Fix] = []
    if real and block and text_of(source, "media_type"):
        fixes.append(set_member(f"{block.pointer}/source/media_type", real, f"Say that it is {real}"))
    title = f"The data is {real}, not {sent}" if real else f"The data is not {sent}"
    return verdict(
        case,
        Culprit("block", "media_type", pointer),
        title,
        "",
        "Say the type that the data really has.",
        fixes,
    )


def _is_mislabelled(block: Json) -> bool:
    source = object_of(block, "source")
    real = media_type_of(text_of(source, "data"))
    return bool(real) and real != text_of(source, "media_type")


def _type(case: Case) -> Diagnosis:
    block = _block(case)
    source = object_of(block.value, "source") if block else {}
    real = media_type_of(text_of(source, "data"))
    pointer = _place(case, block, "source", "media_type")
    fixes: list[Fix] = []
    if block and real and real != text_of(source, "media_type") and real in case.said.low:
        fixes.append(set_member(f"{block.pointer}/source/media_type", real, f"Say that it is {real}"))
    title = "The API does not take this type of image or document"
    remedy = "Convert it to JPEG, PNG, GIF or WebP; documents to PDF or text."
    return verdict(case, Culprit("field", "media_type", pointer), title, "", remedy, fixes)


def _too_big(case: Case, title: str, remedy: str) -> Diagnosis:
    block = _block(case)
    most = f"{case.said.bound.limit:,.0f}" if case.said.bound else "the limit"
    pointer = _place(case, block, "source", "data") if block else _place(case, block)
    return verdict(
        case, Culprit("block", "", pointer), title, "", remedy.replace("{}", most), without_block(case, block)
    )


def _broken(case: Case) -> Diagnosis:
    block = _block(case)
    pointer = _place(case, block, "source", "data")
    source = object_of(block.value, "source") if block else {}
    data = text_of(source, "data")
    fixes: list[Fix] = []
    if data and bare_base64(data) != data and media_type_of(data) == text_of(source, "media_type") and block:
        fixes.append(
            set_member(f"{block.pointer}/source/data", bare_base64(data), "Leave only the base64 data")
        )
    title = "An image or document cannot be read"
    return verdict(
        case,
        Culprit("block", "", pointer),
        title,
        "",
        "Send data that is whole and of the type that is said.",
        [*fixes, *without_block(case, block)],
    )


def _misplaced(case: Case) -> Diagnosis:
    block = _block(case)
    if block is None and (case.said.says(r"document") and case.said.says(r"assistant")):
        block = next(
            (each for each in case.asked.blocks() if each.role == "assistant" and each.type == "document"),
            None,
        )
    fixes = without_block(case, block)
    older = "2023-06-01"
    if case.said.says(r"document") and case.draft and case.draft.api_version > older:
        fixes.append(set_version(older))
    kind = block.type if block else "document"
    title = f"A {kind} block stands where none may be"
    return verdict(
        case, Culprit("block", kind, _place(case, block)), title, "", "Move it to a user message.", fixes
    )


def without_block(case: Case, block: Block | None) -> list[Fix]:
    """Take a block out, unless its message or list would be left empty."""
    if block is None:
        return []
    holder = block.pointer.rpartition("/")[0]
    mates = value_at(case.asked.body, holder)
    return (
        [remove_members([block.pointer], "Remove this block")]
        if isinstance(mates, list) and len(mates) > 1
        else []
    )


def wrong_citations(case: Case) -> Diagnosis | None:
    """Explain an error about citations."""
    if not case.said.says(r"citation") and "citations" not in case.said.path:
        return None
    if is_extra(case) or is_missing(case):
        return None
    cited = [
        f"{block.pointer}/citations"
        for block in case.asked.every_block()
        if block.value.get("citations") and block.type in ("text", "search_result") and block.role == "user"
    ]
    pointer = (
        case.pointer
        if re.search(r"/\d", case.pointer)
        else (cited or [case.pointer or case.at("messages")])[0]
    )
    value = value_at(case.asked.body, pointer)
    fixes: list[Fix] = []
    if case.said.says(r"user|not permitted|not allowed") and value:
        every = [each for each in cited if each != pointer]
        fixes.append(
            several(f"remove:{pointer}", "Remove the citations", [remove_members([pointer, *every])])
            if every
            else remove_member(pointer, "Remove the citations")
        )
        if case.draft and case.draft.api_version > "2023-06-01":
            fixes.append(set_version("2023-06-01"))
    title = (
        "Citations stand where none may be"
        if fixes or case.said.says(r"not permitted|not allowed")
        else "The citations do not fit"
    )
    return verdict(
        case,
        Culprit("block", "citations", pointer),
        title,
        "",
        "Leave them out there, or set them alike on all documents.",
        fixes,
    )
