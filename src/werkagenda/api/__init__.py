"""The simulator asked from Python: load stored results, run, look at the country, evaluate for other programs.

import werkagenda as wa

study = wa.load("runs/first_look")
study.effects(by="sex", year=2029)
"""

from werkagenda.api.errors import InputError
from werkagenda.api.evaluation import evaluate, evaluate_with_intervals
from werkagenda.api.running import country, run, run_study
from werkagenda.api.study_view import Study, load

__all__ = ["InputError", "Study", "country", "evaluate", "evaluate_with_intervals", "load", "run", "run_study"]
