"""What the fuzz tests share: how often they try, and what each answer must be."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable
from functools import wraps
from typing import Any

from hypothesis import HealthCheck, settings

from macros.facts.problem import Problem

TIMES = int(os.environ.get("FUZZ", "0"))
TRIED: Counter[str] = Counter()  # how many examples each test has tried; `make fuzz` prints it


def often(examples: int) -> Callable[[Any], Any]:
    """This many examples, always the same; or FUZZ times as many and new ones, where FUZZ says so. Stands above `given`."""
    slow = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.function_scoped_fixture, HealthCheck.filter_too_much]
    chosen = settings(max_examples=examples * (TIMES or 1), derandomize=not TIMES, database=None, deadline=None, suppress_health_check=slow)

    def decorate(test: Any) -> Any:
        inner = test.hypothesis.inner_test

        @wraps(inner)
        def counted(*given: Any, **named: Any) -> Any:
            TRIED[inner.__name__] += 1
            return inner(*given, **named)

        test.hypothesis.inner_test = counted
        return chosen(test)

    return decorate


def assert_inside(problem: Problem, raw: bytes) -> None:
    """The place that a problem names lies in the file, and so does the whole exact part."""
    rows = raw.decode("utf-8", "replace").replace("\r\n", "\n").removesuffix("\n").split("\n")
    assert 1 <= problem.line <= len(rows), problem
    assert 1 <= problem.column <= len(rows[problem.line - 1]) + 1, problem
    assert 0 <= problem.width <= max(len(rows[problem.line - 1]) - problem.column + 1, 1), problem
    assert problem.kind and problem.seen, problem
