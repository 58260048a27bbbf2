"""The monitoring systems: which are installed, what their cameras see, and which images they have stored."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

import attrs
import numpy as np

from eosconnect.simulator.world.design import Design
from eosconnect.simulator.world.jobs import Job
from eosconnect.simulator.world.moment import Bools
from eosconnect.simulator.world.noise import Dice, Floats, drift, key_of, normal, uniform
from eosconnect.simulator.world.profiles import MachineProfile
from eosconnect.simulator.world.ticks import SECOND, Ints
from eosconnect.simulator.world.timeline import timeline_of

__all__ = [
    "IMAGE_TYPES",
    "Camera",
    "GreyValues",
    "Image",
    "camera",
    "category_of",
    "grey_values",
    "images",
    "installed",
    "taken",
    "takes",
]

# Image type to the system that takes it; in the order in which the images of a layer are listed.
IMAGE_TYPES = {
    "PowderBedBeforeRecoating": "PowderBed",
    "PowderBedAfterRecoating": "PowderBed",
    "PowderBedAfterExposure": "PowderBed",
    "ExposureOTIntegral": "ExposureOT",
    "ExposureOTMaximum": "ExposureOT",
    "MeltPoolMovingAverage1": "MeltPool",
    "MeltPoolMovingAverage2": "MeltPool",
    "MeltPoolSignalDynamics": "MeltPool",
}

_PIXELS = {"PowderBed": 480, "ExposureOT": 400, "MeltPool": 320}  # along the longer side of the platform
_LOST = 0.003  # share of the images that a camera loses

# Mean grey value of the exposed area, its spread from part to part and within a part.
_LEVELS = {"ExposureOT": (118.0, 14.0, 9.0), "MeltPool": (96.0, 8.0, 12.0)}


def category_of(image_type: str) -> str:
    return IMAGE_TYPES[image_type]


def installed(profile: MachineProfile, category: str) -> bool:
    """Whether a machine has the monitoring system ``PowderBed``, ``ExposureOT`` or ``MeltPool``."""
    if category == "PowderBed":
        return profile.powder_bed_camera
    return profile.metal and not (category == "MeltPool" and profile.model == "EOS M 400")


def takes(profile: MachineProfile, image_type: str) -> bool:
    """Whether a machine takes images of this type."""
    if image_type == "PowderBedBeforeRecoating" and profile.model != "EOS P 500":
        return False
    return installed(profile, category_of(image_type))


@attrs.frozen(kw_only=True)
class Camera:
    """A camera that looks straight down on the platform; its first row of pixels is at the back.

    Attributes:
        columns, rows: its pixels.
        pitch: mm of the platform per pixel.
        depth: of the platform in mm.
    """

    columns: int
    rows: int
    pitch: float
    depth: float

    def pixel(self, x: float, y: float) -> tuple[float, float]:
        """The pixel at which the camera sees a point of the platform, as column and row with fractions."""
        return x / self.pitch - 0.5, (self.depth - y) / self.pitch - 0.5


@lru_cache(maxsize=32)
def camera(profile: MachineProfile, category: str) -> Camera:
    width, depth, _ = profile.build_volume
    pitch = max(width, depth) / _PIXELS[category]
    return Camera(columns=round(width / pitch), rows=round(depth / pitch), pitch=pitch, depth=depth)


@attrs.frozen(kw_only=True)
class Image:
    """One stored image.

    Attributes:
        layer: index from 1.
        at: when it was taken, in ticks since 1970.
    """

    job: Job
    type: str
    layer: int
    at: int


def images(job: Job, types: Sequence[str], first: int, last: int, now: int) -> list[Image]:
    """The images of these types that exist for the layers from ``first`` to ``last``, by layer and type."""
    profile = job.design.profile
    # The last layer counts as soon as its image is taken, which is before the layer ends.
    last = min(last, len(job.timeline.begin))
    if not job.readable or first > last:
        return []
    found = []
    layers = np.arange(first, last + 1)
    for order, name in enumerate(IMAGE_TYPES):
        if name in types and takes(profile, name):
            at, stored = taken(job.design, name, layers)
            there = np.flatnonzero(stored & (job.start + at <= now))
            moments = zip(layers[there].tolist(), (job.start + at[there]).tolist(), strict=True)
            found += [(layer, order, moment) for layer, moment in moments]
    names = list(IMAGE_TYPES)
    return [Image(job=job, type=names[order], layer=layer, at=at) for layer, order, at in sorted(found)]


def taken(design: Design, image_type: str, layers: Ints) -> tuple[Ints, Bools]:
    """When the images of the layers are taken, in ticks since the start of the job, and which of them are stored.

    There is none of what was broken off, and now and then a camera loses one.
    """
    timeline = timeline_of(design)
    stored = uniform(key_of(design.key, "image", image_type), layers) >= _LOST
    if image_type == "PowderBedBeforeRecoating":
        return timeline.operations["Dosing"][0][layers - 1] + SECOND // 10, stored
    operation = "Recoating" if image_type == "PowderBedAfterRecoating" else "Exposure"
    begin, end = (ticks[layers - 1] for ticks in timeline.operations[operation])
    planned = np.diff(timeline.planned[operation], axis=0)[0][layers - 1]
    delay = SECOND // 5 if category_of(image_type) == "PowderBed" else SECOND // 2
    return end + delay, stored & (end - begin >= planned)


@attrs.frozen(eq=False, kw_only=True)
class GreyValues:
    """Grey values of one part, one entry per layer: how bright its exposed area is, and how much that varies."""

    mean: Floats
    deviation: Floats


def grey_values(design: Design, category: str, part_id: int, layers: Ints) -> GreyValues:
    """What a monitoring system sees of a part, as grey values from 0 to 255.

    Args:
        category: ``ExposureOT`` or ``MeltPool``.
        layers: indices from 1.
    """
    level, spread, within = _LEVELS[category]
    dice = Dice(design.key, category, part_id)
    own = level + dice.uniform("level", -spread, spread)
    slow = 5.0 * drift(dice.key("drift"), layers / 140.0)
    fast = 1.6 * normal(dice.key("noise"), layers)
    deviation = within * (1.0 + 0.15 * drift(dice.key("deviation"), layers / 60.0))
    return GreyValues(mean=own + slow + fast, deviation=deviation)
