"""Texts that cite the documents and search results of a request."""

import re

from betadeck.sandbox.ask import Ask, Json, blocks_of, dicts, part

_SENTENCE = re.compile(r".*?[.!?](?=\s|$)|.+", re.DOTALL)


def cited(ask: Ask) -> list[Json]:
    """Return a text block for each document and search result that allows citing, none if none does."""
    found: list[Json] = []
    documents = results = 0
    for block in ask.blocks():
        allowed = part(block.value, "citations").get("enabled") is True
        if block.type == "document":
            if allowed:
                found.append(_text(_document(block.value, documents)))
            documents += 1
        elif block.type == "search_result":
            if allowed:
                found.append(_text(_search_result(block.value, results)))
            results += 1
    return found


def made_up() -> Json:
    """Return a text that cites a document which was not sent."""
    words = "The sandbox made this document up."
    place = {
        "document_index": 0,
        "document_title": "Sandbox",
        "start_char_index": 0,
        "end_char_index": len(words),
    }
    return _text({"type": "char_location", "cited_text": words, **place})


def _text(citation: Json) -> Json:
    words = str(citation["cited_text"]).strip()
    return {"type": "text", "text": f"It says: {words} ", "citations": [citation]}


def _document(block: Json, number: int) -> Json:
    source = part(block, "source")
    about = {"document_index": number, "document_title": block.get("title")}
    if source.get("type") == "text":
        words = _first(str(source.get("data")))
        return {
            "type": "char_location",
            "cited_text": words,
            **about,
            "start_char_index": 0,
            "end_char_index": len(words),
        }
    if source.get("type") == "content":
        words = next((str(each.get("text")) for each in blocks_of(source) if each.get("type") == "text"), "")
        place = {"start_block_index": 0, "end_block_index": 1}
        return {"type": "content_block_location", "cited_text": words, **about, **place}
    place = {"start_page_number": 1, "end_page_number": 2}
    return {
        "type": "page_location",
        "cited_text": "The first page, which the sandbox did not read.",
        **about,
        **place,
    }


def _search_result(block: Json, number: int) -> Json:
    words = next((str(each.get("text")) for each in dicts(block.get("content"))), "")
    return {
        "type": "search_result_location",
        "cited_text": words,
        "search_result_index": number,
        "source": block.get("source"),
        "title": block.get("title"),
        "start_block_index": 0,
        "end_block_index": 1,
    }


def _first(text: str) -> str:
    """Return the first sentence with the blank after it, as the API cites."""
    match = _SENTENCE.match(text)
    end = match.end() if match else 0
    return text[: end + (text[end : end + 1] == " ")]
