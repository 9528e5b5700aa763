"""presidio-analyzer without what it loads for its own recognizers: spaCy, 150 recognizers, their address data.

None of it runs here: our registry and NlpEngine are our own. Importing it costs 0.8 s of CPU and 70 MB
(presidio-analyzer 2.2.366), most of the worker's start. While presidio is imported, the names below are answered by
stand-ins whose every attribute is an empty class; afterwards they are forgotten, so that whoever wants the real ones
later gets them.
"""

import sys
from collections.abc import Callable, Sequence
from importlib.abc import Loader, MetaPathFinder
from importlib.machinery import ModuleSpec
from types import ModuleType

_STOOD_IN = ("spacy", "presidio_analyzer.predefined_recognizers", "phonenumbers", "tldextract", "thinc")


class _Empty(type):
    """The class of stand-in classes: an attribute of theirs is a decorator that changes nothing."""

    def __getattr__(cls, name: str) -> Callable[..., Callable[[object], object]]:
        if name.startswith("__"):
            raise AttributeError(name)
        return lambda *_arguments, **_named: lambda decorated: decorated


class _StandIn(ModuleType):
    """A module whose every attribute is an empty class."""

    def __getattr__(self, name: str) -> type:
        if name.startswith("__"):
            raise AttributeError(name)
        made = _Empty(name, (), {})
        setattr(self, name, made)
        return made


class _Finder(MetaPathFinder, Loader):
    """Answers for the names stood in and everything under them."""

    def find_spec(
        self, fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        if any(fullname == name or fullname.startswith(f"{name}.") for name in _STOOD_IN):
            return ModuleSpec(fullname, self, is_package=True)
        return None

    def create_module(self, spec: ModuleSpec) -> ModuleType:
        return _StandIn(spec.name)

    def exec_module(self, module: ModuleType) -> None:
        """Nothing to run."""


def import_presidio() -> None:
    """Import presidio_analyzer, lightly unless it or spaCy is loaded already."""
    if "presidio_analyzer" in sys.modules or "spacy" in sys.modules:
        return
    finder = _Finder()
    sys.meta_path.insert(0, finder)
    try:
        import presidio_analyzer  # noqa: F401 (imported for its effect)
    finally:
        sys.meta_path.remove(finder)
        for name, module in list(sys.modules.items()):
            if isinstance(module, _StandIn):
                del sys.modules[name]
