"""From a field's description to its editor."""

from collections.abc import Callable
from functools import partial

from betadeck.core.catalog import Catalogue
from betadeck.ui.composer.form.choice_editors import ChoiceEditor, SwitchEditor
from betadeck.ui.composer.form.editor import Editor, Make
from betadeck.ui.composer.form.framed_content import FramedContent
from betadeck.ui.composer.form.list_editor import ListEditor
from betadeck.ui.composer.form.map_editor import MapEditor
from betadeck.ui.composer.form.messages_editor import MessagesEditor
from betadeck.ui.composer.form.model_editor import ModelEditor
from betadeck.ui.composer.form.number_editor import NumberEditor
from betadeck.ui.composer.form.object_editor import ObjectEditor
from betadeck.ui.composer.form.spec import FieldSpec, Kind
from betadeck.ui.composer.form.summary_editor import SummaryEditor
from betadeck.ui.composer.form.text_editors import (
    DateEditor,
    LinesEditor,
    LongTextEditor,
    SecretEditor,
    TextEditor,
)
from betadeck.ui.composer.form.union_editor import UnionEditor
from betadeck.ui.composer.form.variant_editor import VariantEditor
from betadeck.ui.composer.tools.schema_table import SchemaTable
from betadeck.ui.composer.tools.tools_editor import ToolsEditor


def make_editor(spec: FieldSpec, catalogue: Catalogue) -> Editor:
    """Return a new editor for `spec`; what the `catalogue` knows is offered where it is asked for."""
    if spec.kind is Kind.MODEL:
        return ModelEditor(spec.pointer, spec.label, catalogue.models, catalogue.models_from)
    if spec.kind is Kind.TOOLS:
        return ToolsEditor(spec, partial(make_editor, catalogue=catalogue), catalogue)
    if spec.kind in _NESTING:
        return _NESTING[spec.kind](spec, partial(make_editor, catalogue=catalogue))
    return _MAKERS[spec.kind](spec)


_NESTING: dict[Kind, Callable[[FieldSpec, Make], Editor]] = {
    Kind.VARIANT: VariantEditor,
    Kind.OBJECT: ObjectEditor,
    Kind.LIST: ListEditor,
    Kind.MAP: MapEditor,
    Kind.UNION: UnionEditor,
    Kind.CONTENT: FramedContent,
    Kind.MESSAGES: MessagesEditor,
}
_MAKERS: dict[Kind, Callable[[FieldSpec], Editor]] = {
    Kind.TEXT: TextEditor,
    Kind.SECRET: SecretEditor,
    Kind.DATE: DateEditor,
    Kind.LONG_TEXT: LongTextEditor,
    Kind.INTEGER: NumberEditor,
    Kind.NUMBER: NumberEditor,
    Kind.SWITCH: SwitchEditor,
    Kind.CHOICE: ChoiceEditor,
    Kind.LINES: LinesEditor,
    Kind.JSON_SCHEMA: SchemaTable,
    Kind.OPAQUE: lambda spec: SummaryEditor(spec.pointer, spec.label, spec.start),
}
