"""Which day it is: the only place where the clock is looked at. Everything else is given its day."""

from __future__ import annotations

import argparse
import os
import re
from datetime import UTC, date, datetime, timedelta, timezone

from macros.facts.problem import EditorMistakes, about_file

# A doctor in the east may sign on a day that has not begun elsewhere; a date is in the future when it has begun nowhere.
FIRST_TO_SEE_A_DAY = timezone(timedelta(hours=14))


def today() -> str:
    """The latest date that has begun somewhere on Earth, or that of SOURCE_DATE_EPOCH (seconds), so that a build can be repeated.

    Raises EditorMistakes if that variable holds no number.
    """
    fixed = os.environ.get("SOURCE_DATE_EPOCH")
    if fixed is None:
        return datetime.now(FIRST_TO_SEE_A_DAY).date().isoformat()
    if not re.fullmatch(r"[0-9]{1,11}", fixed):
        seen = f'SOURCE_DATE_EPOCH is "{fixed}", which is no number of seconds'
        do = "Set it to the time of the commit: git log -1 --format=%ct"
        raise EditorMistakes([about_file("SOURCE_DATE_EPOCH", seen, do, "option")])
    return datetime.fromtimestamp(int(fixed), UTC).astimezone(FIRST_TO_SEE_A_DAY).date().isoformat()


def day(text: str) -> str:
    """An argument that is a date. Raises argparse.ArgumentTypeError."""
    try:
        if date.fromisoformat(text).isoformat() == text:
            return text
    except ValueError:
        pass
    raise argparse.ArgumentTypeError(f'"{text}" is not a date; write year, month and day like 2026-11-25')


def days(text: str) -> int:
    """An argument that is a number of days, like 30d. Raises argparse.ArgumentTypeError."""
    if found := re.fullmatch(r"([0-9]{1,4})d", text):
        return int(found[1])
    raise argparse.ArgumentTypeError(f'"{text}" is no number of days; write it like 30d')


def add_on(parser: argparse.ArgumentParser) -> None:
    """The option --on, for commands that ask what holds on a day."""
    parser.add_argument("--on", type=day, metavar="DATE", help="the day to look at, like 2026-11-25; today if left out")


def later(date_text: str, by_days: int) -> str:
    """A date some days on; the last date that there is, if that is beyond it."""
    try:
        return (date.fromisoformat(date_text) + timedelta(days=by_days)).isoformat()
    except OverflowError:
        return date.max.isoformat()
