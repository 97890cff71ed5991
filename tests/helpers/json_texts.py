"""Random JSON texts for property tests: values, and layouts of them that keep odd numbers and escapes."""

import json

from hypothesis import strategies as st

SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(allow_nan=False, allow_infinity=False),
    st.text(max_size=8),
)
NAMES = st.text(max_size=4)


def _containers(inner):
    return st.one_of(st.lists(inner, max_size=4), st.dictionaries(NAMES, inner, max_size=4))


VALUES = st.recursive(SCALARS, _containers, max_leaves=12)
OBJECTS = st.dictionaries(NAMES, VALUES, max_size=5)


@st.composite
def laid_out(draw, values=VALUES):
    """A value and a text of it, indented, spaced, minified or oddly spaced, escaped or not."""
    value = draw(values)
    kind = draw(st.sampled_from(["plain", "indent", "tight", "odd", "crlf"]))
    ascii_only = draw(st.booleans())
    if kind == "tight":
        return value, json.dumps(value, ensure_ascii=ascii_only, separators=(",", ":"))
    if kind == "indent":
        return value, json.dumps(value, ensure_ascii=ascii_only, indent=draw(st.integers(1, 4)))
    if kind == "crlf":
        return value, json.dumps(value, ensure_ascii=ascii_only, indent="\t").replace("\n", "\r\n")
    if kind == "odd":
        return value, " \n" + json.dumps(
            value, ensure_ascii=ascii_only, separators=(" ,\n ", " :\t")
        ) + "\r\n"
    return value, json.dumps(value, ensure_ascii=ascii_only)


def pointers(value, pointer=""):
    """Every pointer into `value` with what it leads to."""
    yield pointer, value
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from pointers(inner, f"{pointer}/" + name.replace("~", "~0").replace("/", "~1"))
    elif isinstance(value, list):
        for place, inner in enumerate(value):
            yield from pointers(inner, f"{pointer}/{place}")
