"""The one place that knows which HTTP client is used: httpx2, the maintained continuation of httpx."""

from __future__ import annotations

import httpx2 as http

__all__ = ["http"]
