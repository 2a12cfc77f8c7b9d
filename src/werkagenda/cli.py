"""The command: verbs by Typer. Nothing heavy is imported here: the first line must come at once."""

from __future__ import annotations

import os
import sys

import typer

from werkagenda.commands import compare, parameters, report, run, scenarios, study
from werkagenda.problems import BadInput

app = typer.Typer(
    name="werkagenda",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=True,
    help="Simulator of the Werkagenda VIA: what policy does to work among status holders, 2014-2029.",
)
app.command("run", context_settings={"ignore_unknown_options": False})(run.run)
app.command("scenarios")(scenarios.scenarios)
app.command("parameters")(parameters.parameters)
app.command("report")(report.report)
app.command("compare")(compare.compare)
app.command("study")(study.study)


def say(lines: list[str]) -> None:
    """Problems on stderr, one line each."""
    count = f"{len(lines)} problems" if len(lines) > 1 else "1 problem"
    print(f"{count}; nothing was run:", file=sys.stderr)
    for line in lines:
        print(f"  {line}", file=sys.stderr)


def main(arguments: list[str] | None = None) -> int:
    """Run the command; exit code 0 when done, 1 when it failed on the way, 2 for input that cannot be used."""
    try:
        code = app(args=arguments, standalone_mode=False, prog_name="werkagenda")
        return code if isinstance(code, int) else 0
    except BadInput as bad:
        say(bad.problems)
        return 2
    except typer.Exit as stop:
        return int(stop.exit_code)
    except (typer.Abort, KeyboardInterrupt):
        print("stopped; nothing unfinished was left behind", file=sys.stderr)
        return 130
    except Exception as error:
        usage = getattr(error, "format_message", None)  # the command line itself could not be read
        if usage is not None:
            message = str(usage())
            if message:
                say([message])
            return 2
        if os.environ.get("WERKAGENDA_TRACE"):
            raise
        print(f"failed: {type(error).__name__}: {error}", file=sys.stderr)
        print("set WERKAGENDA_TRACE=1 to see where", file=sys.stderr)
        return 1
