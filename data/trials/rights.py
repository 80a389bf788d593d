"""Who was in which arm of a trial, by id: what replaying it needs, and what never leaves this machine."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from data.checks.making import make_table
from data.database import storage
from data.errors import InputError
from data.population.folder import files_of, load
from data.trials.tables import ASSIGNMENT

if TYPE_CHECKING:
    from numpy.typing import NDArray

_SQL = Path(__file__).parent / "sql"


@dataclass(frozen=True)
class Members:
    """Arrays per subscriber who takes part, by rising id: its id, the name of its arm, its rights."""

    subscriber_id: NDArray[np.str_]
    arm: NDArray[np.str_]
    gives: NDArray[np.bool_]
    receives: NDArray[np.bool_]


def members_in(folder: Path) -> Members:
    """Read the assignment of a trial that has been read out; InputError where there is none."""
    file = next(iter(files_of(folder, ASSIGNMENT)), None)
    if file is None:
        raise InputError.one("no-such-table", table=ASSIGNMENT.name, path=str(folder))
    with storage.connect() as connection:
        staged, problems = load(connection, ASSIGNMENT, file)
        if staged is None:
            raise InputError(problems)
        make_table(connection, staged)
        found = storage.run(connection, "trial_rights", folder=_SQL).fetchnumpy()
    subscriber, arm = (np.asarray(found[name], np.str_) for name in ("subscriber_id", "arm"))
    gives, receives = (np.asarray(found[name], np.bool_) for name in ("gives", "receives"))
    return Members(subscriber, arm, gives, receives)
