"""Images of the powder bed and of the exposure: grey, as the cameras of the monitoring systems take them."""

from __future__ import annotations

import io
from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import numpy as np
import numpy.typing as npt
from PIL import Image as Picture

from eosconnect.simulator.world.indications import Indication
from eosconnect.simulator.world.monitoring import Camera, Image, camera, category_of, grey_values
from eosconnect.simulator.world.noise import key_of, normal
from eosconnect.simulator.world.part_exposure import part_course
from eosconnect.simulator.world.sections import Section, sections_of

__all__ = ["MEDIA_TYPES", "SUFFIXES", "encoded", "rendered"]

Pixels = npt.NDArray[np.floating[Any]]

SUFFIXES = {"jpeg": "jpg", "png": "png", "tiff": "tif"}
MEDIA_TYPES = {"jpeg": "image/jpeg", "png": "image/png", "tiff": "image/tiff"}
_HATCH_TURN = 67.0  # degrees from layer to layer
_POWDER = 150.0
_SMOOTHED = 0.75  # deviation of noise that was blown up


def encoded(image: Image, indications: Sequence[Indication], file_type: str) -> bytes:
    """The image as a file.

    Args:
        indications: those of its layer and its monitoring system.
        file_type: ``jpeg``, ``png`` or ``tiff``.
    """
    picture = Picture.fromarray(rendered(image, indications))
    file = io.BytesIO()
    if file_type == "jpeg":
        picture.save(file, "JPEG", quality=88)
    elif file_type == "png":
        picture.save(file, "PNG", compress_level=3)
    else:
        picture.save(file, "TIFF", compression="tiff_lzw")
    return file.getvalue()


def rendered(image: Image, indications: Sequence[Indication]) -> npt.NDArray[np.uint8]:
    """The image as grey values from 0 to 255: one row per row of pixels, the back of the platform first."""
    category = category_of(image.type)
    view = camera(image.job.design.profile, category)
    grey = _powder_bed(image, view) if category == "PowderBed" else _exposure(image, view, category)
    for indication in indications:
        if _shows(image.type, indication.type):
            _draw(grey, indication)
    if image.type == "ExposureOTMaximum":
        grey = 1.22 * grey + 8.0
    return np.clip(np.rint(grey), 0.0, 255.0).astype(np.uint8)


def _shows(image_type: str, indication_type: str) -> bool:
    """A streak is coated over by the next layer, and molten away by the laser where a part is."""
    if image_type == "PowderBedAfterExposure":
        return indication_type != "RecoaterStreak"
    return image_type != "PowderBedBeforeRecoating"


@lru_cache(maxsize=12)
def _grain(key: int, rows: int, columns: int) -> Pixels:
    """Noise with mean 0 and deviation 1."""
    return normal(key, np.arange(rows * columns)).reshape(rows, columns).astype(np.float32)


def _noise(image: Image, name: str, view: Camera, size: int) -> Pixels:
    """Noise for one image, whose grains are ``size`` pixels wide."""
    own = key_of(image.job.design.key, image.type, image.layer, name)
    if size == 1:  # one field for all images, shifted around
        field = _grain(key_of("grain", name), view.rows, view.columns)
        shifted: Pixels = np.roll(field, (own % view.rows, own // view.rows % view.columns), axis=(0, 1))
        return shifted
    rows, columns = view.rows // size + 2, view.columns // size + 2
    coarse = Picture.fromarray(normal(own, np.arange(rows * columns)).reshape(rows, columns).astype(np.float32))
    field = np.asarray(coarse.resize((view.columns, view.rows), Picture.Resampling.BICUBIC))
    return np.asarray((field - field.mean()) / _SMOOTHED, dtype=np.float32)


def _powder_bed(image: Image, view: Camera) -> Pixels:
    """Grey powder under a lamp at one side, drawn smooth by the recoater; the exposed areas shine or are dark."""
    metal = image.job.design.profile.metal
    across = np.linspace(-1.0, 1.0, view.columns, dtype=np.float32)
    along = np.linspace(-1.0, 1.0, view.rows, dtype=np.float32)[:, None]
    powder = (_POWDER if metal else 186.0) + 10.0 * across - 12.0 * across**2 - 9.0 * along**2
    key = key_of(image.job.design.key, "coating", image.layer)
    coating = normal(key, np.arange(view.rows))[:, None].astype(np.float32)
    grain, heap = _noise(image, "powder", view, 1), _noise(image, "heap", view, 40)
    grey: Pixels = powder + 1.1 * coating + 3.0 * grain + 1.5 * heap
    melt = _noise(image, "molten", view, 1)
    fresh = image.type == "PowderBedAfterRecoating"
    contrast = {"PowderBedAfterRecoating": 0.06, "PowderBedAfterExposure": 1.0}.get(image.type, 0.8)
    for section, rows, columns, depth in _parts(image, view):
        cover = np.clip(depth + 0.5, 0.0, 1.0)
        if metal:
            molten = 92.0 + 15.0 * _hatch(image, rows, columns, 4.3) + 8.0 * _bright(section, image.layer)
            edge = 40.0 * np.exp(-((depth - 0.8) ** 2))
        else:
            molten = 116.0 + 5.0 * _hatch(image, rows, columns, 9.0) + 4.0 * _bright(section, image.layer)
            edge = -18.0 * np.exp(-((depth - 0.8) ** 2))
        own = molten + edge + 4.0 * melt[rows, columns]
        grey[rows, columns] += contrast * cover * (own - grey[rows, columns])
    if metal and not fresh:
        _spatter(grey, image, view)
    return grey


def _exposure(image: Image, view: Camera, category: str) -> Pixels:
    """The light of the melt pool: nothing where nothing is exposed."""
    grey = 7.0 + 1.4 * _noise(image, "camera", view, 1)
    dynamics = image.type == "MeltPoolSignalDynamics"
    hatch = {"ExposureOT": 0.0, "MeltPool": 10.0}[category]
    fine, warm = _noise(image, "light", view, 1), _noise(image, "warmth", view, 12)
    for section, rows, columns, depth in _parts(image, view):
        values = grey_values(image.job.design, category, section.part.id, np.array([image.layer]))
        mean, deviation = float(values.mean[0]), float(values.deviation[0])
        if image.type == "MeltPoolMovingAverage2":
            mean, deviation = 0.9 * mean, 0.6 * deviation
        if dynamics:
            mean, hatch = 0.45 * mean, 20.0
        texture = 0.6 * fine[rows, columns] + 0.8 * warm[rows, columns]
        light = mean + deviation * texture + hatch * _hatch(image, rows, columns, 4.3)
        grey[rows, columns] += np.clip(depth + 0.5, 0.0, 1.0) * (light - grey[rows, columns])
    return grey


def _parts(image: Image, view: Camera) -> Sequence[tuple[Section, slice, slice, Pixels]]:
    """The parts of the layer: where they are in the image, and how many pixels deep these pixels lie inside."""
    course = part_course(image.job.design)
    found = []
    for section, area in zip(sections_of(image.job.design), course.sections[:, image.layer - 1].tolist(), strict=True):
        if area <= 0.0:
            continue
        part = section.part
        left, top = view.pixel(part.x - section.half_width, part.y + section.half_depth)
        right, bottom = view.pixel(part.x + section.half_width, part.y - section.half_depth)
        rows = slice(max(int(top) - 1, 0), min(int(bottom) + 3, view.rows))
        columns = slice(max(int(left) - 1, 0), min(int(right) + 3, view.columns))
        x = np.arange(columns.start + 0.5, columns.stop, dtype=np.float32) * view.pitch
        y = view.depth - np.arange(rows.start + 0.5, rows.stop, dtype=np.float32)[:, None] * view.pitch
        found.append((section, rows, columns, section.depth_inside(area, x, y) / view.pitch))
    return found


def _hatch(image: Image, rows: slice, columns: slice, spacing: float) -> Pixels:
    """The stripes of the hatch, from -1 to 1, turned from layer to layer."""
    angle, waves = np.deg2rad(_HATCH_TURN * image.layer), 2.0 * np.pi / spacing
    across = np.arange(columns.start, columns.stop, dtype=np.float32) * float(waves * np.cos(angle))
    along = np.arange(rows.start, rows.stop, dtype=np.float32)[:, None] * float(waves * np.sin(angle))
    stripes: Pixels = np.sin(across + along)
    return stripes


def _bright(section: Section, layer: int) -> float:
    """The hatch reflects the lamp more or less."""
    return float(np.cos(np.deg2rad(2.0 * _HATCH_TURN * layer + 40.0 * section.part.id)))


def _spatter(grey: Pixels, image: Image, view: Camera) -> None:
    """Dark grains that the gas flow has carried a little way."""
    key = key_of(image.job.design.key, "spatter", image.layer)
    for number in range(14):
        row, column = (key >> (4 * number)) % view.rows, key // (number + 3) % view.columns
        grey[row : row + 2, column : column + 1 + number % 2] -= 38.0


def _draw(grey: Pixels, indication: Indication) -> None:
    """What an indication shows, inside its box."""
    (left, top), (right, bottom) = indication.start, indication.end
    rows = slice(max(int(top) - 1, 0), min(int(bottom) + 3, grey.shape[0]))
    columns = slice(max(int(left) - 1, 0), min(int(right) + 3, grey.shape[1]))
    x = np.arange(columns.start, columns.stop)
    y = np.arange(rows.start, rows.stop)[:, None]
    middle_x, middle_y = indication.center
    half_width, half_height = max((right - left) / 2.0, 0.75), max((bottom - top) / 2.0, 0.75)
    u, v = (x - middle_x) / half_width, (y - middle_y) / half_height
    away = np.maximum(np.abs(u), np.abs(v)) if indication.type == "RecoaterStreak" else np.hypot(u, v)
    if indication.type == "ShortFeed":  # powder ends in a ragged line
        angle = np.arctan2(v, u)
        away = away * (1.08 + 0.12 * np.sin(5.0 * angle + middle_x) + 0.08 * np.sin(11.0 * angle + middle_y))
    cover = np.clip((1.08 - away) * min(half_width, half_height), 0.0, 1.0)
    bump = (indication.maximum - indication.mean) * (1.0 - 2.0 * np.clip(away, 0.0, 1.0))
    grey[rows, columns] += cover * (indication.mean + bump - grey[rows, columns])
