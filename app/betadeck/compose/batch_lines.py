"""Where the lines of a batch come from: rows and presets, with the values that a send would use."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from betadeck.control.batch_maker import Gathered
from betadeck.core.batch.carrier import carrier_of
from betadeck.core.batch.presets import PresetLine, is_messages, presets_of
from betadeck.core.batch.rows import rows_of
from betadeck.core.batch.table import Table
from betadeck.core.draft import Draft
from betadeck.core.failure import SendError
from betadeck.core.target import Target
from betadeck.core.variable_fill import tokens_of
from betadeck.core.variable_tokens import TokenKind
from betadeck.core.variable_values import Values, table_values
from betadeck.storage.faults import StorageFault
from betadeck.storage.preset_file import LoadedPreset

if TYPE_CHECKING:
    from betadeck.compose.program import Program


async def from_rows(
    program: "Program", draft: Draft, table: Table, id_column: str, target: Target
) -> Gathered:
    """Return a line for each row of `table`.

    Raises:
        SendError: a file that the request names cannot be read.
    """
    values = await _values(program, draft, target)
    lines = rows_of(draft.body_text, table, values, id_column)
    return Gathered(lines, carrier_of([draft]), _unanswered([(draft, values)]))


async def from_presets(program: "Program", preset_ids: Sequence[str], target: Target) -> Gathered:
    """Return a line for each of these presets; whatever is wrong with one is told in its line."""
    read = await program.presets.read(preset_ids)
    found = [await _line(program, each, id_, target) for id_, each in zip(preset_ids, read, strict=True)]
    good = [each for each in found if not each.fault and is_messages(each.draft)]
    asked = _unanswered((each.draft, each.values) for each in good)
    return Gathered(presets_of(found), carrier_of([each.draft for each in good]), asked)


async def _line(
    program: "Program", read: LoadedPreset | StorageFault, preset_id: str, target: Target
) -> PresetLine:
    name = preset_id.rpartition("/")[2]
    if isinstance(read, StorageFault):
        return PresetLine(preset_id, name, Draft(), {}, read.message)
    draft, name = read.draft, read.draft.name or name
    try:
        return PresetLine(preset_id, name, draft, await _values(program, draft, target))
    except SendError as error:
        return PresetLine(preset_id, name, draft, {}, error.failure.message)


async def _values(program: "Program", draft: Draft, target: Target) -> Values:
    """Return what the body's variables stand for, but for keys: none goes into a batch."""
    bare = _bare(draft)
    if any(each.kind is TokenKind.KEY for each in tokens_of(bare)):
        return table_values(draft.variables, target.variables)
    return await program.resolver().values(bare, target)


def _unanswered(drafts: Iterable[tuple[Draft, Values]]) -> tuple[str, ...]:
    """Return what the requests ask and nobody has answered yet."""
    asked = [
        each.id
        for draft, values in drafts
        for each in tokens_of(_bare(draft))
        if each.kind is TokenKind.ASK and each.id not in values
    ]
    return tuple(dict.fromkeys(each.removeprefix("?") for each in asked))


def _bare(draft: Draft) -> Draft:
    """Return what of a draft becomes a line."""
    return Draft(body_text=draft.body_text, variables=draft.variables)
