"""Errors as plain values: they can be sent although the code that made them may be broken."""

import traceback


def summary(error):
    """The name of an error, its words, and its places: file, line, column."""
    places = [(frame.filename, frame.lineno, 1) for frame in traceback.extract_tb(error.__traceback__)]
    words = str(error)
    if isinstance(error, SyntaxError) and error.filename:
        places.append((error.filename, error.lineno or 1, error.offset or 1))
        words = error.msg
    elif hasattr(error, "lineno") and getattr(error, "filename", None):  # a template that cannot be read
        places.append((error.filename, error.lineno, 1))
        words = error.message
    return type(error).__name__, words, places
