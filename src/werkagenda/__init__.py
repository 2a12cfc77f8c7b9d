"""The Werkagenda simulator: one import name over the folders at the top of the checkout.

In a checkout `model/`, `agents/`, `evidence/` ... lie beside `src/`; they are imported as `werkagenda.model` and so on
because the checkout's root is added to this package's path. In an installed wheel they lie inside the package.

The Python interface (`load`, `run`, `country`, `evaluate`, `Study`, `InputError`) is imported when it is first used, so
that `import werkagenda` stays light.
"""

from importlib import import_module as _import_module
from pathlib import Path as _Path
from typing import TYPE_CHECKING as _TYPE_CHECKING
from typing import Any as _Any

__version__ = "0.1.0"

_root = _Path(__file__).resolve().parents[2]
if (_root / "pyproject.toml").is_file() and (_root / "src" / "werkagenda").is_dir():
    __path__.append(str(_root))

# Before any compiled function exists, in every process: see numba_cache.
from werkagenda import numba_cache as _numba_cache  # noqa: E402

_numba_cache.use(list(__path__))

_INTERFACE = ("InputError", "Study", "country", "evaluate", "evaluate_with_intervals", "load", "run", "run_study")

if _TYPE_CHECKING:
    InputError: _Any
    Study: _Any
    country: _Any
    evaluate: _Any
    evaluate_with_intervals: _Any
    load: _Any
    run: _Any
    run_study: _Any
else:

    def __getattr__(name: str) -> _Any:
        """A name of the Python interface, imported now."""
        if name in _INTERFACE:
            return getattr(_import_module("werkagenda.api"), name)
        raise AttributeError(f"module 'werkagenda' has no attribute {name!r}")


def __dir__() -> list[str]:
    """Names of the module with those of the Python interface."""
    return sorted({*globals(), *_INTERFACE})
