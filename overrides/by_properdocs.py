"""properdocs, which goes on where mkdocs ended: the same program, hooks and theme under another name."""

import properdocs.replacement  # noqa: F401 - from here on, whoever imports mkdocs gets properdocs
from by_mkdocs import build

__all__ = ["build"]
