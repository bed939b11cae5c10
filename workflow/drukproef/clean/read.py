"""A data file (.sav, .csv or .parquet) in, its columns as written out: user-missing codes stay codes."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pyreadstat

from drukproef.errors import fail


def read_data(path: Path, shown_path: str) -> pd.DataFrame:
    """The data as a frame; NaN only where the file itself holds nothing (system-missing)."""
    if not path.is_file():
        raise fail(
            shown_path, "the data file does not exist", "a .sav, .csv or .parquet file",
            "put it there, mend the path in study.yaml, or run the stage that makes it",
        )  # fmt: skip
    suffix = path.suffix.lower()
    try:
        if suffix == ".sav":
            return pyreadstat.read_sav(str(path), user_missing=True, disable_datetime_conversion=True)[0]
        if suffix == ".csv":
            return pd.read_csv(path, encoding="utf-8")
        if suffix == ".parquet":
            return pd.read_parquet(path)
    except (ValueError, OSError, pyreadstat.ReadstatError) as error:
        reason = str(error).splitlines()[0]
        raise fail(
            shown_path, f"it can't be read ({reason})", f"a sound {suffix} file", "export it again"
        ) from error
    raise fail(shown_path, f"the extension '{suffix}'", ".sav, .csv or .parquet", "convert the file")
