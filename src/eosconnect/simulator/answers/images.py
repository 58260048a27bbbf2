"""The images of the layers: what there is, and the images themselves; also under the two deprecated addresses."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from urllib.parse import quote, urlencode

from eosconnect.simulator.answers.answer import Answer, File, Query, Record, Refusal
from eosconnect.simulator.answers.monitoring import job_of, page_of, reachable
from eosconnect.simulator.artifacts.zipping import Member, zipped
from eosconnect.simulator.world import Job, World
from eosconnect.simulator.world.indications import indications
from eosconnect.simulator.world.monitoring import IMAGE_TYPES, Image, category_of, images, takes
from eosconnect.simulator.world.ticks import text

__all__ = ["IMAGE_ANSWERS"]

_PAGE = 200
_PATHS = {
    "get_layer_image_metadata": ("types", "/api/v6.1/layers/{}/images/download"),
    "get_image_metadata_deprecated": ("imageTypes", "/api/v6.0/images/download/{}"),
}


def _images(world: World, query: Query) -> tuple[Job, list[Image]] | Refusal:
    """The page of images that is asked for, with their job."""
    arguments = query.arguments
    now = world.ticks()
    job = job_of(world, query, now)
    if isinstance(job, Refusal):
        return job
    first, last = arguments["startLayer"], arguments["endLayer"]
    if last < first:
        return Refusal(400, "The end layer must not be smaller than the start layer.")
    asked = arguments["types"] if "types" in arguments else arguments["imageTypes"]
    types = reachable(query, asked, partial(takes, world.profile))
    if isinstance(types, Refusal):
        return types
    found = images(job, types, first, last, now)[page_of(query, _PAGE)]
    return (job, found) if found else Refusal(404, "There is no such image.")


def _metadata(world: World, query: Query) -> Answer:
    found = _images(world, query)
    if isinstance(found, Refusal):
        return found
    job, listed = found
    deprecated = query.operation == "get_image_metadata_deprecated"
    file_type = {"imageFileType": "jpeg"} if deprecated else {}
    metadata = [
        {"imageType": image.type, "layer": image.layer, "timeStamp": text(image.at)} | file_type for image in listed
    ]
    return Record({"downloadUrl": _download_url(job, query), "jobId": job.id, "imageMetadata": metadata})


def _download_url(job: Job, query: Query) -> str:
    """Where the same images can be fetched, below the machine's origin."""
    types, path = _PATHS[query.operation]
    names = [types, "startLayer", "endLayer", "skip", "take"]
    asked = {name: query.arguments[name] for name in names if name in query.arguments}
    return f"{path.format(quote(job.id))}?{urlencode(asked, doseq=True)}"


def _download(world: World, query: Query) -> Answer:
    found = _images(world, query)
    if isinstance(found, Refusal):
        return found
    job, listed = found
    now = world.ticks()
    file_type = query.arguments.get("fileType", "jpeg")
    return File(
        media_type="application/zip",
        filename=f"{job.id}_images.zip",
        chunks=lambda: zipped(_members(job, listed, file_type, now), compressed=False),
    )


def _members(job: Job, listed: Sequence[Image], file_type: str, now: int) -> Iterator[Member]:
    # Pictures take a library that the rest of the machine can do without.
    from eosconnect.simulator.artifacts.layer_images import SUFFIXES, encoded

    shown = {category: indications(job, category, now) for category in set(IMAGE_TYPES.values())}
    for image in listed:
        own = [found for found in shown[category_of(image.type)] if found.layer == image.layer]
        name = f"{job.id}_{image.layer:05d}_{image.type}.{SUFFIXES[file_type]}"
        yield Member(name, image.at, [encoded(image, own, file_type)])


IMAGE_ANSWERS: Mapping[str, Callable[[World, Query], Answer]] = {
    "get_layer_image_metadata": _metadata,
    "download_layer_images": _download,
    "get_image_metadata_deprecated": _metadata,
    "download_images_deprecated": _download,
}
