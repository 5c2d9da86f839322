"""Beginning a concern, a treatment, a question or a source: files that pass the checks as they are, with the places to write marked.

Nothing in them is invented. Where nobody has said anything yet, the file says that it is still to be written.
"""
