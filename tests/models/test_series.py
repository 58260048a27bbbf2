"""The values of a sensor as columns."""

from __future__ import annotations

import pickle
import sys
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import numpy as np
import polars as pl
import pyarrow as pa
import pytest

from eosconnect.errors import ConfigurationError
from eosconnect.models import SensorValue
from eosconnect.presentation.plots import BINS, outline
from eosconnect.series import SensorSeries

START = datetime(2026, 11, 2, 8, 15, 0, 123456, tzinfo=UTC)


def series(count: int = 5, *, machine: str | None = "si1716", job_id: str | None = "SI1716-1") -> SensorSeries:
    values = [
        SensorValue(
            timestamp=START + timedelta(seconds=second),
            value=None if second == 1 else 38.0 + second,
            layer_index=None if second == 0 else second,
            is_in_job=second > 0,
        )
        for second in range(count)
    ]
    return SensorSeries.from_values(
        values, name="processChamber.temperature", unit="°C", machine=machine, job_id=job_id
    )


@pytest.fixture
def _headless() -> Iterator[None]:
    import matplotlib as mpl

    mpl.use("Agg")
    from matplotlib import pyplot

    yield
    pyplot.close("all")


def test_values_become_columns() -> None:
    columns = series()
    assert len(columns) == 5
    assert columns.timestamps.dtype == np.dtype("datetime64[ns]")
    assert columns.timestamps[0] == np.datetime64("2026-11-02T08:15:00.123456")
    assert columns.values.dtype == np.float64
    assert np.isnan(columns.values[1])
    assert columns.layer_index.dtype == np.int32
    assert columns.layer_index.tolist() == [-1, 1, 2, 3, 4]
    assert columns.is_in_job.tolist() == [False, True, True, True, True]
    assert repr(columns) == (
        "SensorSeries('processChamber.temperature', 5 values in °C, "
        "2026-11-02 08:15:00 to 2026-11-02 08:15:04 UTC, job SI1716-1, machine si1716)"
    )


def test_an_unknown_time_is_nat() -> None:
    columns = SensorSeries.from_values([SensorValue(value=1.0)], name="x", unit="")
    assert np.isnat(columns.timestamps[0])
    assert repr(columns) == "SensorSeries('x', 1 value)"


def test_columns_that_fit_are_taken_without_a_copy() -> None:
    values = np.arange(3.0)
    timestamps = np.array(["2026-11-02T08:15"] * 3, dtype="datetime64[ns]")
    columns = SensorSeries(
        name="x", unit="", timestamps=timestamps, values=values, layer_index=[1] * 3, is_in_job=[True] * 3
    )
    assert columns.values is values
    assert np.shares_memory(columns.timestamps, timestamps)
    assert np.shares_memory(columns.to_pandas()["value"].to_numpy(), values)
    for frame in (columns.to_pandas(), columns.to_pandas(tz="Europe/Berlin"), columns.to_pandas(tz=None)):
        assert np.shares_memory(frame["timestamp"].array._ndarray, timestamps)  # type: ignore[attr-defined]


def test_columns_of_different_lengths_are_refused() -> None:
    with pytest.raises(ValueError, match="one length"):
        SensorSeries(name="x", unit="", timestamps=[], values=[1.0], layer_index=[1], is_in_job=[True])


def test_series_pickle() -> None:
    copied = pickle.loads(pickle.dumps(series()))
    assert repr(copied) == repr(series())
    np.testing.assert_array_equal(copied.values, series().values)


NAMES = ["machine", "job_id", "sensor", "timestamp", "value", "layer_index", "is_in_job"]


def test_a_pandas_frame() -> None:
    frame = series().to_pandas()
    assert list(frame.columns) == NAMES
    assert str(frame["timestamp"].dtype) == "datetime64[ns, UTC]"
    assert frame["layer_index"].isna().tolist() == [True, False, False, False, False]
    assert frame["machine"].unique().tolist() == ["si1716"]
    assert frame["sensor"].iloc[0] == "processChamber.temperature"
    assert frame.attrs == {"unit": "°C"}
    assert str(series().to_pandas("Europe/Berlin")["timestamp"].iloc[0]) == "2026-11-02 09:15:00.123456+01:00"
    assert str(series().to_pandas(None)["timestamp"].dtype) == "datetime64[ns]"


def test_an_arrow_table() -> None:
    table = series().to_arrow("Europe/Berlin")
    assert table.column_names == NAMES
    assert table.schema.field("timestamp").type == pa.timestamp("ns", "Europe/Berlin")
    assert table.schema.field("value").metadata == {b"unit": "°C".encode()}
    assert table["layer_index"].to_pylist() == [None, 1, 2, 3, 4]
    assert table["value"].to_pylist() == [38.0, None, 40.0, 41.0, 42.0]
    assert series().to_arrow(None).schema.field("timestamp").type == pa.timestamp("ns")


def test_a_polars_frame() -> None:
    frame = series().to_polars("Europe/Berlin")
    assert frame.columns == NAMES
    assert frame.schema["timestamp"] == pl.Datetime("ns", "Europe/Berlin")
    assert frame["value"].to_list() == [38.0, None, 40.0, 41.0, 42.0]
    assert frame["layer_index"].to_list() == [None, 1, 2, 3, 4]
    assert frame["job_id"].unique().to_list() == ["SI1716-1"]


def test_all_frames_say_the_same() -> None:
    expected = series().to_pandas()
    assert series().to_arrow().to_pandas()[["timestamp", "value"]].equals(expected[["timestamp", "value"]])
    assert series().to_polars()["timestamp"].to_list() == [moment.to_pydatetime() for moment in expected["timestamp"]]


@pytest.mark.parametrize("count", [0, 1])
def test_empty_and_nameless_series_have_the_same_columns(count: int) -> None:
    columns = series(count, machine=None, job_id=None)
    full = series()
    assert (
        columns.to_pandas()
        .drop(columns=["machine", "job_id", "sensor"])
        .dtypes.equals(full.to_pandas().drop(columns=["machine", "job_id", "sensor"]).dtypes)
    )
    assert columns.to_pandas()["machine"].isna().all()
    assert columns.to_arrow().schema == full.to_arrow().schema
    assert columns.to_polars().schema == full.to_polars().schema


@pytest.mark.usefixtures("_headless")
@pytest.mark.parametrize("count", [0, 1, 5, 3 * BINS + 7])
def test_a_plot_says_what_where_and_when(count: int, tmp_path: Path) -> None:
    axes = series(count).plot()
    figure = axes.get_figure(root=True)
    assert figure is not None
    file = tmp_path / "plot.png"
    figure.savefig(file)
    assert file.read_bytes().startswith(b"\x89PNG")
    shown = [text.get_text() for text in axes.texts]
    assert axes.get_title(loc="left") == "Process chamber temperature"
    assert axes.get_ylabel() == "Process chamber temperature (°C)"
    assert axes.get_xlabel().startswith("Time (UTC)")
    assert "job SI1716-1,  machine si1716" in shown
    assert ("no values" in shown) == (count == 0)


@pytest.mark.usefixtures("_headless")
def test_a_plot_goes_into_given_axes_and_another_zone() -> None:
    from matplotlib import pyplot

    _, axes = pyplot.subplots()
    assert series().plot(axes, tz="Europe/Berlin") is axes
    assert axes.get_xlabel() == "Time (Europe/Berlin), 2026-11-02"


def test_thinning_for_a_plot_loses_no_peak_no_gap_and_no_end() -> None:
    count = 10 * BINS + 3
    times = np.datetime64("2026-11-02", "ns") + np.arange(count) * np.timedelta64(1, "s")
    values = np.zeros(count)
    values[[7_777, 12_345]] = 5.0, -5.0
    values[100:200] = np.nan
    thin_times, thin_values = outline(times, values)
    assert len(thin_values) < 2 * BINS + 20
    assert np.nanmax(thin_values) == 5.0
    assert np.nanmin(thin_values) == -5.0
    assert np.isnan(thin_values).any()
    assert (thin_times[0], thin_times[-1]) == (times[0], times[-1])
    assert (np.diff(thin_times) > np.timedelta64(0)).all()


@pytest.mark.usefixtures("_headless")
def test_a_plot_is_in_order_of_time_whatever_the_machine_sent() -> None:
    columns = series()
    shuffled = SensorSeries(
        name="x",
        unit="",
        timestamps=np.append(columns.timestamps[::-1], np.datetime64("NaT")),
        values=np.append(columns.values[::-1], 99.0),
        layer_index=[1] * 6,
        is_in_job=[True] * 6,
    )
    drawn = shuffled.plot().lines[0]
    np.testing.assert_array_equal(drawn.get_ydata(), columns.values)


@pytest.mark.parametrize(
    ("module", "extra", "method"),
    [
        ("pandas", "pandas", "to_pandas"),
        ("polars", "polars", "to_polars"),
        ("pyarrow", "arrow", "to_arrow"),
        ("matplotlib", "plot", "plot"),
    ],
)
def test_a_missing_library_is_named_with_its_extra(
    module: str, extra: str, method: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    columns = series()
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(ConfigurationError, match=rf"{module}.*\s.*eosconnect-sdk\[{extra}\]"):
        getattr(columns, method)()
