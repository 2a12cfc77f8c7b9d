"""`python -m werkagenda` is the command."""

import sys

from werkagenda.cli import main

if __name__ == "__main__":
    sys.exit(main())
