"""Whether two values are the same JSON: `1` is not `true`, nor `1.0`, and members have an order."""


def same_json(one: object, other: object) -> bool:
    """Tell whether two parsed values would be written alike, white space aside."""
    if type(one) is not type(other):
        return False
    if isinstance(one, dict) and isinstance(other, dict):
        return list(one) == list(other) and all(same_json(each, other[name]) for name, each in one.items())
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same_json, one, other))
    return one == other
