"""A matrix as plain JSON values, for keeping between runs."""

from collections.abc import Iterator

from betadeck.core.probe.matrix import Cell, Matrix, Place, Taken


def members_of(matrix: Matrix) -> dict[str, object]:
    """Return `matrix` as JSON values; cells as rows of beta, model, outcome, why, when."""
    return {
        "target": matrix.target,
        "key": matrix.key,
        "betas": list(matrix.betas),
        "models": list(matrix.models),
        "cells": [
            [place.beta, place.model, cell.taken.name.lower(), cell.why, cell.at]
            for place, cell in matrix.cells
        ],
    }


def matrix_of(members: object) -> Matrix | None:
    """Return the matrix that `members` hold, None if they are none; cells that are none are left out."""
    if not isinstance(members, dict):
        return None
    target, key = members.get("target"), members.get("key")
    if not isinstance(target, str) or not isinstance(key, str):
        return None
    return Matrix(
        target,
        key,
        _texts(members.get("betas")),
        _texts(members.get("models")),
        tuple(_cells(members.get("cells"))),
    )


def _texts(value: object) -> tuple[str, ...]:
    return tuple(each for each in value if isinstance(each, str)) if isinstance(value, list) else ()


def _cells(value: object) -> Iterator[tuple[Place, Cell]]:
    for row in value if isinstance(value, list) else ():
        texts = _texts(row)
        if len(texts) == 5 and (taken := _taken(texts[2])) is not None:
            yield Place(texts[0], texts[1]), Cell(taken, texts[3], texts[4])


def _taken(name: str) -> Taken | None:
    return next((each for each in Taken if each.name.lower() == name), None)
