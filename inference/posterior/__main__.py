"""Posterior of the model's parameters: `python -m werkagenda.inference.posterior run --folder runs/posterior`.

`screen` tells which parameters move a fitted target; `run` does history matching, samples, simulates the draws and
weights them; `recover` checks that known values are found again; `renew` carries the simulations over to code that
moved no number; `adopt` takes the sample into the evidence; `design` writes draws of everything that is uncertain at
once, as a table for `werkagenda study`. A fit that was stopped goes on
with the same command: simulations that are done are kept in the folder.
"""

from __future__ import annotations

import argparse
import shlex
import sys
from collections.abc import Sequence
from pathlib import Path

from werkagenda.evidence.registry import EvidenceProblem
from werkagenda.evidence.stamp import current
from werkagenda.inference.posterior import (
    adoption,
    joint,
    recovery,
    renewal,
    results,
    screening,
    store,
    waves,
    weighting,
)
from werkagenda.inference.posterior.evidence_model import observed
from werkagenda.inference.posterior.simulate import History
from werkagenda.inference.posterior.space import space
from werkagenda.inference.search import KNOBS
from werkagenda.problems import BadInput, needs

FOLDER = Path("runs") / "posterior"


def reader() -> argparse.ArgumentParser:
    """The commands and their options."""
    top = argparse.ArgumentParser(prog="python -m werkagenda.inference.posterior", description=__doc__)
    verbs = top.add_subparsers(dest="verb", required=True)
    screen, run = verbs.add_parser("screen"), verbs.add_parser("run")
    recover, adopt, renew = (verbs.add_parser(name) for name in ("recover", "adopt", "renew"))
    for each in (screen, run, recover, adopt, renew):
        each.add_argument("--folder", type=Path, default=FOLDER, help=f"folder of the fit ({FOLDER.as_posix()})")
    for each in (screen, run):
        each.add_argument("--scale", type=float, default=0.05, help="share of the country simulated (0.05)")
        each.add_argument("--workers", type=int, default=1, help="processes (1)")
        each.add_argument("--seed", type=int, default=1, help="seed of designs, chains and histories (1)")
        each.add_argument(
            "--parameters", nargs="+", help="group.field; not given: those that screening kept, or a list"
        )
    screen.add_argument("--paths", type=int, default=6, help="paths of elementary effects (6)")
    screen.add_argument("--keep", type=int, default=30, help="parameters kept at most (30)")
    run.add_argument("--waves", type=int, default=3, help="waves of history matching (3)")
    run.add_argument("--points", type=int, help="simulations of a wave; not given: ten a parameter")
    run.add_argument("--draws", type=int, default=400, help="draws of the posterior, each simulated (400)")
    recover.add_argument("--truths", type=int, default=100, help="known values to be found again (100)")
    recover.add_argument("--workers", type=int, default=1, help="processes, should simulations be missing (1)")
    renew.add_argument("--probes", type=int, default=10, help="stored simulations that are made again (10)")
    renew.add_argument("--workers", type=int, default=1, help="processes (1)")
    design = verbs.add_parser("design")
    design.add_argument("--folder", type=Path, default=FOLDER, help="folder of the table, where --output is not given")
    design.add_argument("--draws", type=int, default=300, help="draws of everything that is uncertain (300)")
    design.add_argument("--seed", type=int, default=1, help="seed of the design (1)")
    design.add_argument("--also", nargs="+", default=[], help="further parameters, group.field, from their priors")
    design.add_argument("--output", type=Path, help="the table; not given: joint.csv in the folder")
    return top


LEAST = {
    "workers": 1,
    "paths": 2,
    "keep": 1,
    "waves": 1,
    "draws": 20,
    "truths": 10,
    "points": 10,
    "seed": 0,
    "probes": 1,
}


def unfit(asked: argparse.Namespace) -> list[str]:
    """What is wrong with the options, all at once."""
    given = vars(asked)
    problems = [
        f"--{name} {given[name]}: must be {least} or more"
        for name, least in LEAST.items()
        if given.get(name) is not None and given[name] < least
    ]
    if not 0.0 < given.get("scale", 1.0) <= 1.0:
        problems.append(f"--scale {given['scale']:g}: must lie above 0 and at most be 1")
    if asked.folder.exists() and not asked.folder.is_dir():
        problems.append(f"--folder {asked.folder}: is a file")
    return problems


def task(names: Sequence[str], scale: float, seed: int, workers: int, folder: Path) -> waves.Task:
    """The fit of named parameters on the targets of the registry."""
    chosen, seen = space(names), observed()
    kept = store.opened(folder, (*current(), scale), chosen.names, seen.names)
    return waves.Task(chosen, seen, History(scale, seen.names), kept, workers, seed, say)


def say(line: str) -> None:
    """Progress on stderr."""
    sys.stderr.write(f"{line}\n")
    sys.stderr.flush()


def show(line: object) -> None:
    """A result on stdout."""
    sys.stdout.write(f"{line}\n")


def screen(asked: argparse.Namespace) -> None:
    """Screen parameters."""
    needs("SALib")
    names = asked.parameters or screening.candidates()
    found = screening.screened(
        task(names, asked.scale, asked.seed, asked.workers, asked.folder), asked.paths, asked.keep
    )
    show(f"noise floor {found.floor:.3f} errors of a target; {len(found.kept)} of {len(names)} parameters kept")
    show(screening.write(found, asked.folder))


def run(asked: argparse.Namespace) -> None:
    """History matching, sample, direct runs, report."""
    needs("sklearn")
    names = asked.parameters or screening.kept_in(asked.folder) or list(KNOBS)
    this = task(names, asked.scale, asked.seed, asked.workers, asked.folder)
    each = asked.points or waves.PER_DIMENSION * this.space.size
    found = waves.matched(this, asked.waves, each)
    sample = weighting.sampled(this, found, asked.draws)
    command = shlex.join(["python", "-m", "werkagenda.inference.posterior", *sys.argv[1:]])
    about = results.About(
        this.space.names, asked.scale, asked.waves, each, asked.draws, asked.seed, *current(), command
    )
    path = results.write(asked.folder, about, this, found, sample)
    for line in results.warnings(this, found, sample):
        show(f"warning: {line}")
    show(f"{asked.draws} draws, effective sample size {sample.effective_size:.0f}")
    show(path)


def recover(asked: argparse.Namespace) -> None:
    """Recovery of known values with the emulators of a finished fit."""
    needs("sklearn")
    about = adoption.read_about(asked.folder)
    if problems := adoption.moved(about):
        raise BadInput(problems)
    this = task(about.parameters, about.scale, about.seed, asked.workers, asked.folder)
    found = recovery.recovered(this, waves.matched(this, about.waves, about.points), asked.truths)
    for name, table in (("coverage", found.coverage()), ("ranks", found.histogram())):
        table.to_csv(asked.folder / f"recovery_{name}.csv", index=False, float_format="%.4f", lineterminator="\n")
    show(recovery.summary(found).to_string(float_format=lambda value: f"{value:.3f}"))
    ranks = found.histogram()
    uneven = [str(name) for name in ranks[ranks["p_uniform"] < 0.01]["parameter"]]
    show(f"{asked.truths} truths; ranks that are not uniform (p below 1%): {', '.join(uneven) or 'none'}")
    show(asked.folder / "recovery_coverage.csv")


def adopt(asked: argparse.Namespace) -> None:
    """Take the sample into the evidence, and write its page."""
    show(adoption.adopt(asked.folder))
    show(adoption.publish(asked.folder))


def renew(asked: argparse.Namespace) -> None:
    """Carry simulations over to this version."""
    show(renewal.renewed(asked.folder, asked.probes, asked.workers, say))
    about = adoption.read_about(asked.folder)
    show(f"the same simulations, to the bit; now {about.command if adoption.moved(about) else 'adopt'}")


def design(asked: argparse.Namespace) -> None:
    """Write the design of a joint study as a table."""
    table = joint.design(asked.draws, asked.seed, asked.also)
    if asked.output is None:
        asked.folder.mkdir(parents=True, exist_ok=True)
    show(f"{len(table)} draws of {len(table.columns)} names")
    show(joint.write(table, asked.output or asked.folder / "joint.csv"))


VERBS = {"screen": screen, "run": run, "recover": recover, "renew": renew, "adopt": adopt, "design": design}


def main(given: Sequence[str] | None = None) -> int:
    """Carry out a command; 0, or 2 for input that cannot be used."""
    asked = reader().parse_args(given)
    try:
        if problems := unfit(asked):
            raise BadInput(problems)
        VERBS[asked.verb](asked)
    except (BadInput, EvidenceProblem) as bad:
        say(f"{len(bad.problems)} problem{'s' * (len(bad.problems) > 1)}; nothing more was run:")
        say("\n".join(f"  {line}" for line in bad.problems))
        return 2
    except KeyboardInterrupt:
        say("stopped; the same command goes on where it was")
        return 130
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
