"""Text as a person reads it in a debugger."""

# Longest text that is shown on one line, in characters.
SHOWN = 200


def quoted(data, whole_length=None):
    """Bytes or text between quotes; says how long it is when it was cut. `whole_length` in bytes, when `data` is a part."""
    text = data.decode("utf-8", "replace") if isinstance(data, bytes) else data
    is_cut = len(text) > SHOWN or (whole_length is not None and isinstance(data, bytes) and whole_length > len(data))
    shown = "".join(_escaped(character) for character in text[:SHOWN])
    if not is_cut:
        return '"%s"' % shown
    length = len(data) if whole_length is None else whole_length
    return '"%s"… (%d bytes)' % (shown, length)


def _escaped(character):
    known = {"\n": "\\n", "\t": "\\t", "\r": "\\r", '"': '\\"', "\\": "\\\\"}.get(character)
    if known is not None:
        return known
    return character if character.isprintable() else "\\u{%x}" % ord(character)


def hexadecimal(data, whole_length):
    shown = data[:32].hex()
    return "\\x%s%s (%d bytes)" % (shown, "…" if whole_length > 32 else "", whole_length)


def is_printable(data):
    """Whether bytes are text that a person would write: valid UTF-8 without control characters but line ends and tabs."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return all(character.isprintable() or character in "\n\r\t" for character in text)
