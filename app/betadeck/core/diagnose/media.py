"""Images and documents: of another type than said, too large, too many, broken, misplaced."""

import re
from collections.abc import Callable

from betadeck.core.diagnose.asked import Block, Json, object_of, text_of
from betadeck.core.diagnose.case import Case
from betadeck.core.diagnose.concepts import is_extra, is_missing
from betadeck.core.diagnose.verdict import verdict
from betadeck.core.diagnosis import Culprit, Diagnosis
from betadeck.core.draft import OLDER_API_VERSION
from betadeck.core.finding import Fix
from betadeck.core.fixes import set_member, set_version
from betadeck.core.fixes_talk import remove_members
from betadeck.core.json_pointer import value_at
from betadeck.core.media_type import bare_base64, media_type_of

_STEPS = frozenset({"image", "document", "pdf", "source", "media_type"})
_MEDIA = r"\bimages?\b|\bpdfs?\b|\bdocuments?\b|media[ _]type|base64|\bfile\b"
_OTHER = r"match|appears?|specified using|but (?:the|it|is|was)|mismatch|actual|detected"
_FORMAT = r"media[ _]type|mime|format|unsupported|not supported"
_SOME_TYPE = r"\b(?:image|document) (?:media |mime |file )?(?:type|format)\b"
_SEEN = ("image", "document")
_COUNT = (
    r"too many images|images? (?:count|per request)|number of images|at most [\d,]+ images|"
    r"maximum [^.]*images|\d images?\b[^.]*(?:at most|maximum|allowed|limit)"
)
_PIXELS = r"pixel|dimension|resolution|too (?:wide|tall)"
_BYTES = r"\b(?:mb|bytes|kb)\b|too large|file size"
_BROKEN = (
    r"could not (?:process|read|decode|download|fetch|be)|not valid|invalid|corrupt|unable to|failed to|"
    r"password|"
    r"cannot (?:process|read|decode)|encrypted|damaged|not a valid"
)
_MISPLACED = r"not permitted|not allowed|may not|cannot be (?:used|placed|in)"
_TYPES = re.compile(r"\b(?:image|application|text)/[\w.+-]+")


def wrong_media(case: Case) -> Diagnosis | None:
    """Explain an error about an image or a document."""
    said = case.said
    about = _in_path(case) or said.says(_MEDIA)
    if not about or is_extra(case) or is_missing(case) or said.inner[:1] == ("tools",):
        return None
    return next((judge(case) for applies, judge in _JUDGES if applies(case)), None)


def _in_path(case: Case) -> bool:
    return not _STEPS.isdisjoint(case.said.path)


def _is_other_type(case: Case) -> bool:
    return case.said.says(_OTHER) and bool(_types(case))


def _is_type(case: Case) -> bool:
    said = case.said
    named = (bool(_types(case)) or said.says(_SOME_TYPE)) and said.says(_FORMAT)
    return named or said.path[-1:] == ("media_type",)


def _is_long(case: Case) -> bool:
    return case.said.says(r"pages?\b") and case.said.bound is not None


def _is_heavy(case: Case) -> bool:
    passed = case.said.bound is not None or case.said.says(r"exceed|too large")
    return passed and case.said.says(_BYTES) and (_in_path(case) or case.said.says(r"\bimages?\b|\bpdfs?\b"))


def _is_misplaced(case: Case) -> bool:
    return case.said.says(_MISPLACED) and case.said.says(r"assistant|document|image")


def _is_broken(case: Case) -> bool:
    about = _in_path(case) or case.said.says(r"image|pdf|document|base64")
    fetched = case.said.says(r"\bfile\b|\burl\b") and case.said.says(r"download|fetch|\burl\b")
    return case.said.says(_BROKEN) and (about or fetched)


def _types(case: Case) -> list[str]:
    return _TYPES.findall(case.said.low)


def _block(case: Case) -> Block | None:
    """Return the block that the place leads to, or the only one with data if no place is told."""
    holding = [block for block in case.asked.every_block() if isinstance(block.value.get("source"), dict)]
    if not re.search(r"/\d", case.pointer):
        return holding[0] if len(holding) == 1 else None
    within = [each for each in holding if f"{case.pointer}/".startswith(f"{each.pointer}/")]
    return within[-1] if within else None


def _place(case: Case, block: Block | None, *names: str) -> str:
    if re.search(r"/\d", case.pointer):
        return case.pointer
    return "/".join((block.pointer, *names)) if block else case.pointer or case.at("messages")


def _other_type(case: Case) -> Diagnosis:
    types = _types(case)
    block = _block(case) or (None if case.pointer else _mislabelled(case))
    source = object_of(block.value, "source") if block else {}
    sent = text_of(source, "media_type") or types[0]
    real = media_type_of(text_of(source, "data")) or next((each for each in types if each != sent), "")
    pointer = re.sub(r"/data$", "/media_type", _place(case, block, "source", "media_type"))
    title = f"The data is {real}, not {sent}" if real else f"The data is not {sent}"
    remedy = "Say the type that the data really has."
    return verdict(case, Culprit("block", "media_type", pointer), title, "", remedy, _relabelled(block, real))


def _mislabelled(case: Case) -> Block | None:
    """Return the first block whose data is of another type than it says."""
    return next((each for each in case.asked.every_block() if _is_mislabelled(each.value)), None)


def _is_mislabelled(block: Json) -> bool:
    source = object_of(block, "source")
    real = media_type_of(text_of(source, "data"))
    return bool(real) and real != text_of(source, "media_type")


def _relabelled(block: Block | None, real: str) -> list[Fix]:
    if block is None or not real or text_of(object_of(block.value, "source"), "media_type") in ("", real):
        return []
    return [set_member(f"{block.pointer}/source/media_type", real, f"Say that it is {real}")]


def _type(case: Case) -> Diagnosis:
    block = _block(case)
    real = media_type_of(text_of(object_of(block.value, "source"), "data")) if block else ""
    culprit = Culprit("field", "media_type", _place(case, block, "source", "media_type"))
    title = "The API does not take this type of image or document"
    remedy = "Convert it to JPEG, PNG, GIF or WebP; documents to PDF or text."
    fixes = _relabelled(block, real) if real in case.said.low else []
    return verdict(case, culprit, title, "", remedy, fixes)


def _too_big(title: str, remedy: str) -> Callable[[Case], Diagnosis]:
    """Return a judge that says so; `{}` in the remedy is for the limit."""

    def judge(case: Case) -> Diagnosis:
        block = _block(case)
        most = f"{case.said.bound.limit:,.0f}" if case.said.bound else "the limit"
        pointer = _place(case, block, *(("source", "data") if block else ()))
        culprit = Culprit("block", "", pointer)
        return verdict(case, culprit, title, "", remedy.replace("{}", most), _without(case, block))

    return judge


def _broken(case: Case) -> Diagnosis:
    block = _block(case)
    culprit = Culprit("block", "", _place(case, block, "source", "data"))
    title = "An image or document cannot be read"
    remedy = "Send data that is whole and of the type that is said."
    return verdict(case, culprit, title, "", remedy, [*_bared(block), *_without(case, block)])


def _bared(block: Block | None) -> list[Fix]:
    """Take away what stands around base64 data that is good in itself."""
    source = object_of(block.value, "source") if block else {}
    data = text_of(source, "data")
    if block is None or bare_base64(data) == data or media_type_of(data) != text_of(source, "media_type"):
        return []
    return [set_member(f"{block.pointer}/source/data", bare_base64(data), "Leave only the base64 data")]


def _misplaced(case: Case) -> Diagnosis:
    block = _block(case)
    if block is None and case.said.says(r"document") and case.said.says(r"assistant"):
        turned = (
            each for each in case.asked.blocks() if each.role == "assistant" and each.type == "document"
        )
        block = next(turned, None)
    fixes = _without(case, block)
    if case.said.says(r"document") and case.draft and case.draft.api_version > OLDER_API_VERSION:
        fixes.append(set_version(OLDER_API_VERSION))
    kind = block.type if block else "document"
    culprit = Culprit("block", kind, _place(case, block))
    title = f"A {kind} block stands where none may be"
    return verdict(case, culprit, title, "", "Move it to a user message.", fixes)


def _is_unseen(case: Case) -> bool:
    takes_none = case.said.says(
        r"(?:not|n't) (?:be )?(?:support|accept|take|allow|read)\w*|unsupported|no vision"
    )
    return (
        takes_none
        and case.said.says(r"image|pdf|document|vision|multimodal")
        and case.said.says(r"model|claude")
    )


def _unseen(case: Case) -> Diagnosis:
    """A model that takes no images or documents."""
    block = _block(case) or next((each for each in case.asked.every_block() if each.type in _SEEN), None)
    culprit = Culprit("block", block.type if block else "", _place(case, block))
    title, remedy = "The model takes no images or documents", "Take it out, or ask another model."
    return verdict(case, culprit, title, "", remedy, _without(case, block))


def _without(case: Case, block: Block | None) -> list[Fix]:
    """Take a block out, unless its message or list would be left empty."""
    mates = value_at(case.asked.body, block.pointer.rpartition("/")[0]) if block else None
    if block is None or not isinstance(mates, list) or len(mates) < 2:
        return []
    return [remove_members([block.pointer], "Remove this block")]


_JUDGES: tuple[tuple[Callable[[Case], bool], Callable[[Case], Diagnosis]], ...] = (
    (_is_other_type, _other_type),
    (_is_type, _type),
    (
        lambda case: case.said.says(_PIXELS),
        _too_big("An image has too many pixels", "Make the image smaller: no side longer than {}."),
    ),
    (_is_long, _too_big("A PDF has too many pages", "Split it: {} is the most.")),
    (
        lambda case: case.said.says(_COUNT),
        _too_big("There are too many images", "Send fewer of them: {} is the most."),
    ),
    (_is_heavy, _too_big("An image or document is too large", "Make it smaller, or upload it as a file.")),
    (_is_misplaced, _misplaced),
    (_is_unseen, _unseen),
    (_is_broken, _broken),
)
"""What leads to which words; the first that applies wins."""
