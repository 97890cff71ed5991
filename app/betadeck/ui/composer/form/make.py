"""From a field's description to its editor."""

from collections.abc import Callable, Mapping

from betadeck.core.catalog import Model
from betadeck.ui.composer.form.choice_editors import ChoiceEditor, SwitchEditor
from betadeck.ui.composer.form.editor import Editor
from betadeck.ui.composer.form.framed_content import FramedContent
from betadeck.ui.composer.form.messages_editor import MessagesEditor
from betadeck.ui.composer.form.model_editor import ModelEditor
from betadeck.ui.composer.form.number_editor import NumberEditor
from betadeck.ui.composer.form.spec import FieldSpec, Kind
from betadeck.ui.composer.form.summary_editor import SummaryEditor
from betadeck.ui.composer.form.text_editors import LinesEditor, LongTextEditor, TextEditor
from betadeck.ui.composer.form.variant_editor import VariantEditor

Models = Mapping[str, Model]


def make_editor(spec: FieldSpec, models: Models) -> Editor:
    """Return a new editor for `spec`; `models` are offered where a model is asked for."""
    if spec.kind is Kind.MODEL:
        return ModelEditor(spec.pointer, spec.label, models)
    if spec.kind is Kind.VARIANT:
        return VariantEditor(spec, lambda part: make_editor(part, models))
    return _MAKERS[spec.kind](spec)


_MAKERS: dict[Kind, Callable[[FieldSpec], Editor]] = {
    Kind.TEXT: TextEditor,
    Kind.LONG_TEXT: LongTextEditor,
    Kind.INTEGER: NumberEditor,
    Kind.NUMBER: NumberEditor,
    Kind.SWITCH: SwitchEditor,
    Kind.CHOICE: ChoiceEditor,
    Kind.LINES: LinesEditor,
    Kind.CONTENT: lambda spec: FramedContent(spec.pointer, spec.label),
    Kind.MESSAGES: lambda spec: MessagesEditor(spec.pointer),
    Kind.OPAQUE: lambda spec: SummaryEditor(spec.pointer, spec.label, spec.start),
}
