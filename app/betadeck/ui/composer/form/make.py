"""From a field's description to its editor."""

from collections.abc import Callable
from dataclasses import dataclass, field

from betadeck.core.catalog import Catalogue
from betadeck.core.variable_offers import Variables
from betadeck.ui.composer.form.choice_editors import ChoiceEditor, SwitchEditor
from betadeck.ui.composer.form.editor import Editor, Make
from betadeck.ui.composer.form.field_about import about_field, beta_of
from betadeck.ui.composer.form.framed_content import FramedContent
from betadeck.ui.composer.form.id_editors import id_editor
from betadeck.ui.composer.form.list_editor import ListEditor
from betadeck.ui.composer.form.map_editor import MapEditor
from betadeck.ui.composer.form.messages_editor import MessagesEditor
from betadeck.ui.composer.form.model_editor import ModelEditor
from betadeck.ui.composer.form.name_editor import NameEditor
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
from betadeck.ui.composer.offering import Offering


@dataclass(frozen=True, slots=True)
class Maker:
    """Makes editors; what the `catalogue` knows is offered where it is asked for. `method` and `path` are of
    the operation, for the betas of its fields; `offering` has what fields can be filled with.
    """

    catalogue: Catalogue
    method: str = "POST"
    path: str = "/v1/messages"
    offering: Offering = field(default_factory=Offering)

    def __call__(self, spec: FieldSpec) -> Editor:
        """Return a new editor for `spec`."""
        if spec.kind is Kind.MODEL:
            return ModelEditor(spec.pointer, spec.label, self.catalogue.models, self.catalogue.models_from)
        if spec.kind in (Kind.TOOLS, Kind.JSON_SCHEMA):
            return self._for_tools(spec)
        if spec.kind in _NESTING:
            return _NESTING[spec.kind](spec, self)
        if spec.kind is Kind.NAME:
            return NameEditor(spec, self.offering)
        if spec.kind in (Kind.INTEGER, Kind.NUMBER):
            return NumberEditor(spec, self.variables)
        return id_editor(spec, self.offering) or _MAKERS[spec.kind](spec)

    def _for_tools(self, spec: FieldSpec) -> Editor:
        """Return an editor whose modules wait until there are tools, for a quick start."""
        if spec.kind is Kind.JSON_SCHEMA:
            from betadeck.ui.composer.tools.schema_table import SchemaTable

            return SchemaTable(spec)
        from betadeck.ui.composer.tools.tools_editor import ToolsEditor

        return ToolsEditor(spec, self, self.catalogue)

    def beta(self, spec: FieldSpec) -> str:
        """Return the title of the beta that the field needs, empty for none."""
        found = beta_of(spec, self.catalogue, self.method, self.path)
        return found.title if found is not None else ""

    def variables(self) -> Variables:
        """Return the variables that there are."""
        return self.offering.variables()

    def about(self, spec: FieldSpec) -> str:
        """Return what is known of the field, in lines."""
        return about_field(spec, beta_of(spec, self.catalogue, self.method, self.path))


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
    Kind.SWITCH: SwitchEditor,
    Kind.CHOICE: ChoiceEditor,
    Kind.LINES: LinesEditor,
    Kind.OPAQUE: lambda spec: SummaryEditor(spec.pointer, spec.label, spec.start),
}
