"""Every AI tool that we know, and by what it is recognised."""

from detector.catalogue.lint import lint_files

__all__ = ["lint_files"]
