"""The posterior sample on file: weights, quantiles, what narrowed, and every kind of damage."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from werkagenda.evidence import posterior, priors, stamp
from werkagenda.problems import BadInput

NAMES = ("women.care_help", "search.applications_per_month")


def write(folder: Path, body: str, head: str | None = None) -> Path:
    now = stamp.current()
    first = f"# model={now.model} evidence={now.evidence} command=python -m x --seed 1" if head is None else head
    (folder / stamp.OUTCOME).write_text(f"{first}\n{body}", encoding="utf-8")
    return folder


GOOD = f"draw,weight,point,{','.join(NAMES)}\n0,0.5,0,0.02,3\n1,0.25,1,0.06,4\n2,0.25,0,0.1,5\n"


def test_weights_quantiles_and_the_point(tmp_path: Path) -> None:
    found = posterior.read_posterior(write(tmp_path, GOOD))
    assert found is not None and found.stale == "" and found.command == "python -m x --seed 1"
    assert found.point == 1 and found.effective_size == pytest.approx(1 / 0.375)
    # middles of the weights: 0.25, 0.625, 0.875
    assert found.quantiles(NAMES[0], (0.25, 0.4375, 0.875)) == pytest.approx([0.02, 0.04, 0.1])
    assert found.spread(NAMES[1]) == pytest.approx(np.sqrt(0.5 * 9 + 0.25 * 16 + 0.25 * 25 - 3.75**2))


def test_no_file_is_no_sample(tmp_path: Path) -> None:
    assert posterior.read_posterior(tmp_path) is None


def test_another_version_is_stale_and_says_what_moved(tmp_path: Path) -> None:
    found = posterior.read_posterior(write(tmp_path, GOOD, f"# model=0 evidence={stamp.current().evidence} command=x"))
    assert (
        found is not None and "the model changed since it was made" in found.stale and "evidence c" not in found.stale
    )


def test_what_the_data_narrowed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    found = posterior.read_posterior(write(tmp_path, GOOD))
    monkeypatch.setattr(posterior, "on_file", lambda: found)
    assert found is not None
    ratio = found.spread(NAMES[0]) / priors.moments(priors.all_priors()[NAMES[0]])[1]
    assert f"standard deviation {ratio:.2f} of the prior's" in posterior.narrowed(NAMES[0])
    assert posterior.narrowed("women.take_up") == "not searched: equal to the prior"
    old = posterior.read_posterior(write(tmp_path, GOOD, "# model=0 evidence=1 command=x"))
    monkeypatch.setattr(posterior, "on_file", lambda: old)
    assert posterior.narrowed(NAMES[0]).startswith("stale: the model and the evidence changed")
    monkeypatch.setattr(posterior, "on_file", lambda: None)
    assert posterior.narrowed(NAMES[0]).startswith("none on file")


@pytest.mark.parametrize(
    ("body", "head", "part"),
    [
        (GOOD, "draw,weight", "line 1: must be"),
        (GOOD.replace("women.care_help", "women.cares"), None, "women.cares is no parameter"),
        (GOOD.replace("weight,", "w,"), None, "the column weight is missing"),
        (GOOD.replace("0.02", "much"), None, "line 3: holds a cell that is no number"),
        (GOOD.replace(",0.06,4", ",0.06"), None, "line 4: needs 5 finite numbers"),
        (GOOD.replace("0.02", "nan"), None, "line 3: needs 5 finite numbers"),
        (GOOD.replace("0.5,", "-0.5,"), None, "weights must be 0 or more"),
        (GOOD.replace("0.25,1", "0.25,0"), None, "point must be 1 for one draw"),
        (GOOD.splitlines()[0] + "\n", None, "holds no draws"),
    ],
)
def test_damage_is_told(tmp_path: Path, body: str, head: str | None, part: str) -> None:
    with pytest.raises(BadInput) as bad:
        posterior.read_posterior(write(tmp_path, body, head))
    assert any(part in line for line in bad.value.problems), bad.value.problems


def test_comments_and_docstrings_do_not_move_the_stamp() -> None:
    plain = "def f(x):\n    return x + 1\n"
    told = '"""A module."""\n\n\ndef f(x):\n    """Adds."""\n    # one\n    return x + 1\n'
    assert stamp.without_comments(plain) == stamp.without_comments(told)
    assert stamp.without_comments(plain) != stamp.without_comments(plain.replace("1", "2"))
