"""How the tests of the windows look at them."""

from typing import Any, TypeVar, cast

from PySide6.QtWidgets import QWidget

from desktop.label import Label

T = TypeVar("T")


def children(widget: QWidget, kind: type[T]) -> list[T]:
    """All widgets of a kind inside a widget (the stubs do not say of which kind they are)."""
    return cast("list[T]", widget.findChildren(cast("Any", kind)))


def words(widget: QWidget, *, visible: bool = True) -> list[str]:
    """All words on a widget."""
    return [label.words for label in children(widget, Label) if not visible or label.isVisible()]
