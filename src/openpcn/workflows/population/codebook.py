"""What each code of the records is: a list that only grows, so that numbers once given stay."""

from __future__ import annotations

from collections.abc import Iterable
from io import BytesIO
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from openpcn.kernel.errors import NotRight
from openpcn.kernel.records import SCHEMAS, columns_amiss
from openpcn.workflows.population.swapping import write_whole

FILE = "code.parquet"
Code = tuple[str, str, str]
"""System, code, display."""


class CodeBook:
    """Codes by number; `keep` writes them before any partition that uses them."""

    def __init__(self, records: Path) -> None:
        self._place = records / FILE
        self._codes = read_codes(records) if self._place.exists() else []
        self._number_of = {code[:2]: at for at, code in enumerate(self._codes)}
        self._kept = len(self._codes)

    def __len__(self) -> int:
        return len(self._codes)

    def __contains__(self, code: tuple[str, str]) -> bool:
        return code in self._number_of

    def numbers(self, codes: Iterable[Code]) -> NDArray[np.uint32]:
        """The number of each code; new codes get the next ones."""
        made = []
        for code in codes:
            number = self._number_of.setdefault(code[:2], len(self._codes))
            if number == len(self._codes):
                self._codes.append(code)
            made.append(number)
        return np.array(made, dtype=np.uint32)

    def keep(self) -> None:
        """Write the list if it has grown."""
        if len(self._codes) == self._kept and self._place.exists():
            return
        systems, codes, displays = zip(*self._codes, strict=True) if self._codes else ((), (), ())
        numbers = np.arange(len(self._codes), dtype=np.uint32)
        columns = [
            pa.array(numbers),
            *(pa.array(c, pa.string()) for c in (systems, codes, displays)),
        ]
        made = BytesIO()
        pq.write_table(pa.table(columns, schema=SCHEMAS["code"]), made, compression="zstd")
        write_whole(self._place, made.getvalue())
        self._kept = len(self._codes)


def read_codes(records: Path) -> list[Code]:
    """Every code in order of its number."""
    place = records / FILE
    try:
        table = pq.read_table(place)
    except FileNotFoundError:
        amiss = ["it is missing"]
    except (pa.ArrowInvalid, OSError):
        amiss = ["it is not whole"]
    else:
        amiss = columns_amiss("code", table.schema)
    if amiss:
        raise NotRight(
            f"{place} cannot be used: {', '.join(amiss)}.",
            next_step="Put the kept copy of it back, or load every practice into a new folder.",
        )
    ordered = table.sort_by("code_id").to_pydict()
    return list(zip(ordered["system"], ordered["code"], ordered["display"], strict=True))
