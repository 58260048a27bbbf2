"""Layer images: what the monitoring systems saw, as metadata, files or Pillow images."""

from __future__ import annotations

import os
import secrets
from collections import Counter
from collections.abc import AsyncIterator, Iterable, Sequence
from contextlib import aclosing
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import attrs

from eosconnect.decisions.file_names import image_file_name
from eosconnect.decisions.image_batches import layer_windows
from eosconnect.decisions.meaning import error_for
from eosconnect.decisions.operations import operation
from eosconnect.decisions.paging import PageCursor
from eosconnect.decisions.support import supports
from eosconnect.errors import ConfigurationError
from eosconnect.models.conversion import read_one, read_page
from eosconnect.models.image import ImageFileType, ImageMetadata, Images, ImageType
from eosconnect.models.job import JobDetail
from eosconnect.presentation.extras import require
from eosconnect.resources.asynchronous.downloads import download, download_to_memory
from eosconnect.resources.asynchronous.pager import AsyncPager
from eosconnect.resources.asynchronous.reading import bounds_of, one
from eosconnect.resources.asynchronous.waiting import checkpoint, in_parallel, in_thread
from eosconnect.resources.choices import one_of, some_of
from eosconnect.resources.image_archives import Batch, Target, batches_of, decode, divided, missing_images, unpack
from eosconnect.resources.local_files import Progress
from eosconnect.resources.references import JobReference, job_id
from eosconnect.resources.unpacking import ZIP
from eosconnect.transport.asynchronous.connection import AsyncConnection
from eosconnect.transport.reply import Reply

if TYPE_CHECKING:
    from PIL.Image import Image

__all__ = ["AsyncLayerImages"]

ImageTypes = ImageType | str | Iterable[ImageType | str]

#: Images in one answer at most, as the document states it.
MOST: Final = PageCursor(bounds=bounds_of("download_layer_images")).largest

#: Images that are held in memory at a time, for each of the parallel requests.
FEW: Final = 8


class AsyncLayerImages:
    """The layer images of the machine's jobs, reached as ``machine.images``.

    Which types there are depends on the monitoring systems that are installed. All methods take the same choice:

    Args:
        job: a job or its id.
        types: one or several image types, such as ``"PowderBedAfterExposure"``.
        first: first layer, from 1.
        last: last layer, included; by default the last one that the job has reached.
        strict: ``True`` makes a monitoring system that cannot be asked an error; ``False`` passes it over, and with it
            the images that it has.

    Raises:
        NotFoundError: the machine has no such job, or this machine model has no images.
        BadRequestError: a monitoring system cannot be asked (with ``strict``).
        ConfigurationError: no such image type, or no such range.

    Example:
        >>> async with AsyncMachine.from_env() as machine:
        ...     job = await machine.jobs.latest(result="Successful")
        ...     files = await machine.images.download(job, "images", types="PowderBedAfterExposure", last=2)
        >>> [file.name for file in files]
        ['000001_PowderBedAfterExposure.jpeg', '000002_PowderBedAfterExposure.jpeg']
    """

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    def list(
        self, job: JobReference, *, types: ImageTypes, first: int = 1, last: int | None = None, strict: bool = True
    ) -> AsyncPager[ImageMetadata]:
        """What is known of each image: type, layer, time. Arguments and errors as for the class.

        Source: ``GET /layers/{jobId}/images/metadata``.
        """
        return self._metadata(job_id(job), some_of(ImageType, types), first, last, strict)

    async def download(
        self,
        job: JobReference,
        to: str | os.PathLike[str],
        *,
        types: ImageTypes,
        first: int = 1,
        last: int | None = None,
        file_type: ImageFileType | str = ImageFileType.JPEG,
        strict: bool = True,
        progress: Progress | None = None,
    ) -> tuple[Path, ...]:
        """Save the images of any range of layers into a folder; a second call fetches only what is missing.

        Several requests run in parallel, as many as ``max_concurrency`` allows. Files are named by layer and type,
        sort in the order of the layers, and appear only when they are complete. Other arguments and errors as for the
        class.

        Args:
            job: a job or its id.
            to: the folder; made if it is missing.
            types, first, last, strict: see the class.
            file_type: ``jpeg``, ``png`` or ``tiff``.
            progress: told the number of images that are there, and of all in the range.

        Returns:
            The files of all images in the range, by type and layer.

        Raises:
            LocalFileError: a file cannot be written.

        Source: ``GET /layers/{jobId}/images/download``.
        """
        kind = one_of(ImageFileType, file_type)
        folder = Path(to).expanduser()
        wanted = [
            Target(image, folder / image_file_name(image.layer or 0, str(image.image_type), kind, repetition))
            for image, repetition in await self._wanted(job_id(job), types, first, last, strict)
        ]
        missing = await in_thread(lambda: {target for target in wanted if not target.file.is_file()})
        done = len(wanted) - len(missing)
        if progress is not None:
            progress(done, len(wanted))
        fetch = Fetching(self._connection, job_id(job), kind, strict)

        async def save(batch: Batch) -> Batch:
            await fetch.save(batch, folder)
            return batch

        batches = batches_of(wanted, missing, MOST)
        async with aclosing(in_parallel(save, batches, limit=self._connection.settings.max_concurrency)) as results:
            async for batch in results:
                done += len(missing.intersection(batch.targets))
                if progress is not None:
                    progress(done, len(wanted))
        return tuple(target.file for target in wanted)

    async def iterate(
        self,
        job: JobReference,
        *,
        types: ImageTypes,
        first: int = 1,
        last: int | None = None,
        file_type: ImageFileType | str = ImageFileType.JPEG,
        strict: bool = True,
    ) -> AsyncIterator[tuple[ImageMetadata, Image]]:
        """The images one by one as ``(metadata, Pillow image)``, by type and layer, without touching a disk.

        A few are read ahead, as many requests in parallel as ``max_concurrency`` allows. Arguments and errors as for
        :meth:`download`.

        Raises:
            ConfigurationError: Pillow is not installed.

        Source: ``GET /layers/{jobId}/images/download``.
        """
        require("PIL", extra="images")
        kind = one_of(ImageFileType, file_type)
        found = await self._wanted(job_id(job), types, first, last, strict)
        wanted = [Target(image, Path()) for image, _ in found]
        fetch = Fetching(self._connection, job_id(job), kind, strict)
        batches = batches_of(wanted, wanted, FEW)
        limit = self._connection.settings.max_concurrency
        async with aclosing(in_parallel(fetch.load, batches, limit=limit)) as results:
            async for images in results:
                for image in images:
                    yield image

    async def _wanted(
        self, job: str, types: ImageTypes, first: int, last: int | None, strict: bool
    ) -> Sequence[tuple[ImageMetadata, int]]:
        """All images in the range, by type and layer, each with its number among those of the same type and layer."""
        chosen = some_of(ImageType, types)
        check_range(first, last)
        last = await self._last_layer(job, last)

        async def read(question: tuple[ImageType, int, int]) -> list[ImageMetadata]:
            kind, start, end = question
            found = await self._metadata(job, [kind], start, end, strict, quietly=True).to_list()
            inside = [image for image in found if image.layer is not None and start <= image.layer <= end]
            return [attrs.evolve(image, image_type=kind) for image in inside]

        questions = [(kind, start, end) for kind in chosen for start, end in layer_windows(first, last)]
        images: list[ImageMetadata] = []
        async with aclosing(in_parallel(read, questions, limit=self._connection.settings.max_concurrency)) as results:
            async for found in results:
                images += sorted(found, key=by_layer_and_time)
        if not images:
            await self._explain_nothing(job)
        counts: Counter[tuple[ImageType | None, int | None]] = Counter()
        numbered = []
        for image in images:
            counts[image.image_type, image.layer] += 1
            numbered.append((image, counts[image.image_type, image.layer]))
        return numbered

    def _metadata(
        self,
        job: str,
        types: Sequence[ImageType],
        first: int,
        last: int | None,
        strict: bool,
        *,
        quietly: bool = False,
    ) -> AsyncPager[ImageMetadata]:
        check_range(first, last)
        known: dict[str, int] = {}

        async def fetch(skip: int, take: int) -> list[ImageMetadata | None]:
            if "last" not in known:
                known["last"] = await self._last_layer(job, last)
            if known["last"] < first:
                return []
            images = await self._connection.call(
                "get_layer_image_metadata",
                image_metadata,
                job_id=job,
                types=types,
                start_layer=first,
                end_layer=known["last"],
                skip=skip,
                take=take,
                strict=strict,
            )
            if not images and not skip and not quietly:
                await self._explain_nothing(job)
            return images

        return AsyncPager(
            fetch,
            bounds_of("get_layer_image_metadata"),
            describe=f"images of job {job}",
            columns={"machine": self._connection.settings.host, "job_id": job},
            kind=ImageMetadata,
        )

    async def _explain_nothing(self, job: str) -> None:
        """To this operation, 404 means that there is no image: that is fine, unless there can be none.

        Raises:
            NotSupportedOnMachineError: this machine model has no images.
            NotFoundError: the machine has no such job.
        """
        asked = operation("get_layer_image_metadata")
        model = await self._connection.model()
        if not supports(asked, model):
            raise error_for(asked, 404, path=asked.path, model=model)
        await one(self._connection, "get_job", JobDetail, job_id=job)

    async def _last_layer(self, job: str, last: int | None) -> int:
        if last is not None:
            return last
        detail = await one(self._connection, "get_job", JobDetail, job_id=job)
        reached = detail.layer_count if detail.layer_count is not None else detail.layer_count_target
        if reached is None:
            raise ConfigurationError(f"the machine does not say how many layers job {job} has", hint="give last=")
        return reached


def check_range(first: int, last: int | None) -> None:
    if first < 1 or (last is not None and last < first):
        raise ConfigurationError(
            f"layers {first} to {last} are no range", hint="layers count from 1, and last is not smaller than first"
        )


class Fetching:
    """Fetches batches of one job."""

    def __init__(self, connection: AsyncConnection, job: str, file_type: ImageFileType, strict: bool) -> None:
        self._connection = connection
        self._question = {"job_id": job, "file_type": file_type, "strict": strict, "skip": 0, "take": MOST}

    def _asked(self, batch: Batch) -> dict[str, Any]:
        return {
            **self._question,
            "types": [batch.image_type],
            "start_layer": batch.first,
            "end_layer": batch.last,
        }

    async def save(self, batch: Batch, folder: Path) -> None:
        """Save the images of a batch."""
        name = f".{secrets.token_hex(4)}.zip"
        file = await download(
            self._connection,
            "download_layer_images",
            folder / name,
            name=name,
            starts_with=ZIP,
            **self._asked(batch),
        )
        if file is None:
            raise missing_images(batch)
        archive = file
        try:
            unpacked = await in_thread(lambda: unpack(archive, batch, checkpoint))
        finally:
            archive.unlink(missing_ok=True)
        if not unpacked:
            for half in divided(batch):
                await self.save(half, folder)

    async def load(self, batch: Batch) -> list[tuple[ImageMetadata, Image]]:
        """The images of a batch, in memory."""
        memory = await download_to_memory(
            self._connection, "download_layer_images", starts_with=ZIP, **self._asked(batch)
        )
        if memory is None:
            raise missing_images(batch)
        content = memory
        images = await in_thread(lambda: decode(content, batch))
        if images is not None:
            return images
        return [image for half in divided(batch) for image in await self.load(half)]


def image_metadata(reply: Reply) -> list[ImageMetadata | None]:
    value = None if reply.is_nothing else reply.json()
    answers = value if isinstance(value, list) else [value]
    entries = [read_one(Images, answer).raw.get("imageMetadata") for answer in answers if answer is not None]
    return [image for listed in entries if listed is not None for image in read_page(ImageMetadata, listed)]


def by_layer_and_time(image: ImageMetadata) -> tuple[int, float]:
    return image.layer or 0, image.taken_at.timestamp() if image.taken_at else 0.0
