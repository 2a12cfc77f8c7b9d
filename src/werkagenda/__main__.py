"""`python -m werkagenda` is the command."""

import sys

from werkagenda import stopping


def main() -> int:
    """The command; a signal is obeyed while its parts are still being imported."""
    try:
        with stopping.obeyed():
            from werkagenda import cli
    except KeyboardInterrupt:
        print(stopping.last_words(), file=sys.stderr, flush=True)
        return stopping.exit_code()
    return cli.main()


if __name__ == "__main__":
    sys.exit(main())
