"""Pictures for people who would rather look than read: matplotlib, with units, loaded when first used."""

from __future__ import annotations

from eosconnect.presentation.outline import BINS, in_order, outline
from eosconnect.presentation.plots.series import plot_series
from eosconnect.presentation.plots.style import LINE, QUIET
from eosconnect.presentation.titles import title_of

__all__ = ["BINS", "LINE", "QUIET", "in_order", "outline", "plot_series", "title_of"]
