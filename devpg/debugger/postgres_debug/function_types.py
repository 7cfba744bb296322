"""SQL types of the arguments and results of C functions, as whoever started the debugger found them in pg_proc."""

import json

_known = {}


def load_function_types(path):
    """A JSON file: {"c_symbol": {"args": ["text", "integer"], "result": "text"}}. Answers how many functions it names."""
    with open(path, "r", encoding="utf-8") as file:
        content = json.load(file)
    _known.clear()
    for name, types in content.items():
        if isinstance(types, dict) and isinstance(types.get("args"), list):
            _known[name] = [entry if isinstance(entry, str) else None for entry in types["args"]]
    return len(_known)


def argument_type(function, index):
    """None for a function that is not known, or that SQL knows with other types in another place."""
    types = _known.get((function or "").split("(")[0], [])
    return types[index] if 0 <= index < len(types) else None
