"""Every finding there is: its code, how bad it is, and what it tells.

`ERROR` will be refused, `WARN` may be or does harm, `HINT` is only worth knowing. The catalogue can be behind
the API, and gateways and other hosts can know more than both: there `soft` codes are only warnings.
"""

from dataclasses import dataclass

from betadeck.core.finding import Finding, Fix, Severity

E, W, H = Severity.ERROR, Severity.WARN, Severity.HINT


@dataclass(frozen=True, slots=True)
class Code:
    """One kind of finding. `name` is the first half of a finding's id and never changes."""

    name: str
    severity: Severity
    meaning: str
    soft: bool = False


_ALL = (
    # betas.py
    Code(
        "beta-malformed", E, "The name cannot stand in the header: it has a blank, a comma or the like in it."
    ),
    Code("beta-misspelt", E, "Nobody knows the name, and it is nearly that of a known beta.", soft=True),
    Code("beta-wrong-date", E, "The beta is known by another date.", soft=True),
    Code("beta-newer-date", W, "The beta is known by earlier dates only; this one may be newer."),
    Code("beta-unknown", W, "Nobody knows the name, and it is like no other."),
    Code("beta-superseded", W, "Another beta has taken its place."),
    Code("beta-newer", H, "It works, and a newer one does the same for this request."),
    Code("beta-retired", W, "It is out of use: without effect, or its models are gone."),
    Code("beta-graduated", H, "Now standard: the header is no longer needed."),
    Code("beta-graduated-host", W, "Now standard, and cloud hosts refuse some such names."),
    Code("beta-old-shape", W, "Now standard; the header only brings back the older form of the answer."),
    Code("beta-internal", W, "Of the vendor's own products, never documented."),
    Code("beta-conflict", E, "Two betas of the request exclude each other."),
    Code("beta-excludes", E, "The body uses the beta together with a field that it excludes."),
    Code("beta-model", H, "The model does not know the beta; it has no effect."),
    Code("beta-model-refuses", E, "The model refuses what the body uses of the beta.", soft=True),
    Code("beta-model-standard", H, "The model does the same with no header."),
    Code("beta-platform", W, "The target's platform is not among those that take the beta."),
    Code("beta-platform-refuses", E, "The target's platform refuses the beta."),
    Code("beta-oauth", E, "The beta goes with OAuth tokens only, and the key is none."),
    Code("beta-response", H, "The answer looks different with it."),
    Code("beta-gated", H, "The account must have been let in."),
    Code("beta-unused", H, "Nothing in the request makes use of it."),
    # needs.py
    Code("needs-beta", E, "A part of the request needs a beta that is not ticked.", soft=True),
    Code("needs-retired", E, "A part of the request belongs to betas that are out of use.", soft=True),
    Code("needs-model", E, "A part of the request needs a beta that the model does not take.", soft=True),
    Code(
        "needs-platform", E, "A part of the request needs a beta that the platform does not take.", soft=True
    ),
    # version.py
    Code("version-missing", E, "No API version is sent.", soft=True),
    Code("version-unknown", E, "Nobody knows this API version.", soft=True),
    Code("version-refuses", E, "This API version refuses a part of the request.", soft=True),
    Code("version-old", W, "This API version is out of use."),
    Code("version-names", H, "Some fields have other names in the other API version."),
    # schema.py
    Code("json-broken", E, "The body is not JSON."),
    Code("json-surrogate", E, "A text in the body has half of a surrogate pair, which is no character."),
    Code("body-missing", E, "The operation needs a body and there is none."),
    Code("body-not-object", E, "The body is JSON, but no object."),
    Code("field-missing", E, "A field that must be there is missing."),
    Code("field-unknown", E, "There is no such field here.", soft=True),
    Code("field-type", E, "The value is of another type than it must be."),
    Code("field-value", E, "The value is none of those that are taken here.", soft=True),
    Code("field-range", E, "The value is too small, too big, too short, too long or of another form."),
    Code("kind-unknown", E, "There is no block, tool or the like of this type here.", soft=True),
    # empties.py
    Code("field-empty", H, "A field that must be there holds nothing yet."),
    # foreign.py
    Code("field-foreign", E, "A field has another name here, or belongs elsewhere.", soft=True),
    Code("tool-foreign", E, "A tool is in another API's form.", soft=True),
    Code("role-foreign", E, "A message has a role of another API.", soft=True),
    Code("block-foreign", E, "A content block is in another API's form.", soft=True),
    # model.py
    Code("model-empty", E, "No model is named."),
    Code("model-unknown", H, "Nobody knows the model."),
    Code("model-foreign", E, "The model is none of Claude's.", soft=True),
    Code("model-misspelt", W, "Nobody knows the model, and its name is nearly that of a known one."),
    Code("model-form", W, "The model's name is spelt as on another platform."),
    Code("model-retired", E, "The model does not run any more.", soft=True),
    Code("model-retiring", H, "The model will be retired soon."),
    Code("model-overdue", W, "The model was to be retired by now."),
    Code("model-refuses", E, "The model refuses a value or a field.", soft=True),
    Code("model-advice", H, "The model takes it, but something is worth knowing."),
    # output.py
    Code("max-tokens-over", E, "max_tokens is more than the model can answer with.", soft=True),
    Code("budget-over", E, "The thinking budget is not less than max_tokens."),
    Code("thinking-forced-tool", E, "Thinking and a forced tool call exclude each other."),
    Code("thinking-forced-adaptive", W, "Adaptive thinking and a forced tool call may exclude each other."),
    Code("thinking-temperature", E, "With thinking, temperature can only be 1."),
    Code("sampling-both", E, "The model takes temperature or top_p, not both."),
    Code("stream-needed", H, "An answer this long should be streamed."),
    Code("stop-blank", W, "A stop sequence is blank."),
    Code("limit-passed", E, "A number or count passes a documented limit."),
    # length.py
    Code("prompt-long", W, "The texts alone are longer than the model's context window."),
    # messages.py
    Code("messages-empty", E, "There is no message."),
    Code("first-not-user", E, "The first message is not the user's."),
    Code("system-first", E, "A system message stands first."),
    Code("system-place", E, "A system message neither precedes an assistant's nor ends the list."),
    Code("content-empty", E, "A message says nothing."),
    Code("text-empty", E, "A text block is empty or blank."),
    Code("system-text-empty", W, "A text of the system prompt is empty."),
    Code("thinking-unsigned", E, "A thinking block has no signature."),
    Code("thinking-signature", W, "A thinking block's signature is none that the API gives."),
    Code("thinking-missing", E, "A turn that waits for tool results has lost its thinking."),
    # pairs.py
    Code("tool-use-open", E, "A tool call has no result right after it."),
    Code("tool-result-orphan", E, "A tool result has no call right before it."),
    Code("tool-result-double", E, "A tool call has two results."),
    Code("tool-result-late", W, "A tool result stands behind other content."),
    Code("tool-result-blank", E, "A result that reports an error says nothing."),
    Code("tool-id-double", E, "Two tool calls have the same id."),
    Code("server-result-orphan", E, "A server tool's result has no call before it."),
    # cache.py
    Code("cache-too-many", E, "More than four places carry cache_control."),
    Code("cache-order", E, "A cache mark of an hour stands behind one of five minutes."),
    Code("cache-thinking", E, "Thinking cannot carry cache_control."),
    Code("cache-empty", W, "An empty text carries cache_control."),
    # media.py
    Code("media-base64", E, "The data is not base64."),
    Code("media-unknown", E, "The data is no image of a kind that is taken."),
    Code("media-type", E, "The data is of another kind than said."),
    Code("media-side", E, "An image is too wide or too high."),
    Code("media-pdf", E, "The data is no PDF."),
    Code("media-url", E, "The address is none that a server can fetch."),
    Code("media-plain", W, "The address is not https."),
    # tools.py
    Code("tool-name", E, "A tool's name has characters that are not taken, or is too long."),
    Code("tool-name-double", E, "Two tools have the same name."),
    Code("tool-schema-type", E, "A tool's input_schema is not that of an object."),
    Code("tool-schema-union", E, "A tool's input_schema has a union at the top."),
    Code("schema-broken", E, "What should be a JSON Schema, of a tool or an output format, is none."),
    Code("schema-open", E, "A strict schema has an object that does not exclude other fields."),
    Code("tool-choice-unknown", E, "tool_choice names a tool that is not offered."),
    Code("tool-choice-alone", E, "tool_choice forces a tool and none is offered."),
    Code("mcp-unused", E, "An MCP server is used by no toolset."),
    Code("mcp-unknown", E, "A toolset names an MCP server that is not there."),
    Code("mcp-double", E, "An MCP server is used by two toolsets."),
    # variables.py
    Code("variable-unknown", E, "A variable has no value."),
    Code("variable-empty", H, "A variable stands for an empty text."),
    Code("variable-key", W, "A variable puts a key into the body, where the model and logs see it."),
    # request.py
    Code("param-missing", E, "The path needs a value that is missing."),
    Code("query-missing", E, "The operation needs a query parameter that is missing."),
    Code("query-unknown", W, "The operation has no such query parameter."),
    Code("query-value", W, "The query parameter does not take this value."),
    Code("file-missing", E, "The operation needs a file and there is none."),
    Code("method-wrong", W, "The path takes other methods than this."),
    Code("path-unknown", H, "Nobody knows this method and path."),
    Code("operation-old", H, "The operation is out of use."),
    Code("body-unsent", W, "The operation takes no body."),
    Code("body-too-big", E, "The body is longer than the API takes."),
    Code("header-beta", H, "Betas are typed into a header row."),
    Code("header-version", H, "The API version is typed into a header row."),
    # keys.py
    Code("key-in-header", W, "A key stands in a header row."),
    Code("key-in-query", W, "A key stands in the query or path."),
    Code("key-in-body", W, "A key stands in the body."),
    Code("key-kind", E, "The operation needs another kind of key."),
    Code("key-missing", W, "The target has no key."),
    # target.py
    Code("target-address", E, "The target has no address, or one that nothing can be sent to."),
    Code("target-plain", W, "The key would go over the network unencrypted."),
)
CODES = {each.name: each for each in _ALL}
"""By name."""


def found(code: str, where: str, message: str, *fixes: Fix) -> Finding:
    """Return a finding of one of `CODES`."""
    return Finding(CODES[code].severity, code, message, where, fixes)
