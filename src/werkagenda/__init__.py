"""The Werkagenda simulator: one import name over the folders at the top of the checkout.

In a checkout `model/`, `agents/`, `evidence/` ... lie beside `src/`; they are imported as `werkagenda.model` and so on
because the checkout's root is added to this package's path. In an installed wheel they lie inside the package.
"""

from pathlib import Path as _Path

__version__ = "0.1.0"

_root = _Path(__file__).resolve().parents[2]
if (_root / "pyproject.toml").is_file() and (_root / "src" / "werkagenda").is_dir():
    __path__.append(str(_root))

# Before any compiled function exists, in every process: see numba_cache.
from werkagenda import numba_cache as _numba_cache  # noqa: E402

_numba_cache.use(list(__path__))
