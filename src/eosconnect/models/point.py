"""Places in the build volume and in images."""

from __future__ import annotations

import attrs

from eosconnect.models.model import Model

__all__ = ["BoundingBox", "Point", "Point2D"]


@attrs.frozen(kw_only=True, repr=False)
class Point(Model):
    """A point in space. Source: Point.

    Attributes:
        x, y, z: taken to be mm; the document names no unit.

    Example:
        >>> Point.from_json({"x": 12.5, "y": 80, "z": 0})
        Point(x=12.5, y=80.0, z=0.0)
    """

    x: float | None = None
    y: float | None = None
    z: float | None = None


@attrs.frozen(kw_only=True, repr=False)
class Point2D(Model):
    """A point in a layer or in its image. Source: Point2D.

    Attributes:
        x, y: the document names no unit.

    Example:
        >>> Point2D.from_json({"x": 412, "y": 1033})
        Point2D(x=412.0, y=1033.0)
    """

    x: float | None = None
    y: float | None = None


@attrs.frozen(kw_only=True, repr=False)
class BoundingBox(Model):
    """A box parallel to the axes, given by two corners that lie diagonally opposite. Source: BoundingBox.

    Attributes:
        point1, point2: the corners.

    Example:
        >>> box = BoundingBox.from_json({"point1": {"x": 10, "y": 30, "z": 0}, "point2": {"x": 0, "y": 10, "z": 50}})
        >>> box.size
        (10.0, 20.0, 50.0)
    """

    point1: Point | None = None
    point2: Point | None = None

    @property
    def size(self) -> tuple[float, float, float] | None:
        """Extent in x, y and z, in mm as the points are; ``None`` where a coordinate is missing."""
        if self.point1 is None or self.point2 is None:
            return None
        pairs = [(getattr(self.point1, axis), getattr(self.point2, axis)) for axis in ("x", "y", "z")]
        if any(None in pair for pair in pairs):
            return None
        x, y, z = (abs(a - b) for a, b in pairs)
        return x, y, z
