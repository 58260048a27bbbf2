"""Licenses and the server's certificate: both take effect with the next restart."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from eosconnect.simulator.answers.answer import Answer, File, Nothing, Query, Record, Refusal
from eosconnect.simulator.world import World
from eosconnect.simulator.world.certificates import CertificateRefused, read_pfx
from eosconnect.simulator.world.licenses import License
from eosconnect.simulator.world.ticks import text, to_datetime

__all__ = ["MAINTENANCE_ANSWERS"]

_FIRM = 102_053


def list_licenses(world: World, query: Query) -> Answer:
    found = [_as_json(world, license) for license in world.licenses]
    return Record(found) if found else Refusal(404, "There are no licenses.")


def _as_json(world: World, license: License) -> dict[str, Any]:
    return {
        "firmCode": _FIRM,
        "productCode": license.product,
        "featureCode": 1,
        "expirationDateUtc": None if license.expires is None else text(license.expires),
        "licenseQuantity": 1,
        "productName": license.name,
        "featureMap": 1,
        "unitCounter": 0,
        "containerId": world.licenses.container,
        "company": "Simulated company",
    }


def download_license_request(world: World, query: Query) -> Answer:
    """What a license is asked for with; it means nothing to anybody but a simulated machine."""
    lines = [
        "[Request]",
        f"Container={world.licenses.container}",
        f"FirmCode={_FIRM}",
        f"Machine={world.serial_number}",
        f"Date={text(world.ticks())}",
    ]
    content = "\r\n".join([*lines, ""]).encode()
    return File(
        media_type="application/octet-stream",
        filename=f"{world.serial_number}.WinCmRaC",
        chunks=lambda: iter([content]),
        length=len(content),
    )


def update_licenses(world: World, query: Query) -> Answer:
    """Every update renews all licenses, whatever it holds."""
    if not query.form.files:
        return Refusal(400, "No file was provided.")
    file = query.form.files[0]
    if not file.filename.casefold().endswith(".wincmrau"):
        return Refusal(415, "The file must be of type *.WinCmRaU.")
    if file.size == 0:
        return Refusal(400, "The file is empty.")
    world.licenses.update(world.ticks())
    return Nothing()


def update_certificate(world: World, query: Query) -> Answer:
    if not query.form.files:
        return Refusal(400, "No file was provided.")
    file = query.form.files[0]
    if not file.filename.casefold().endswith((".pfx", ".p12")) or file.content is None:
        return Refusal(400, "The certificate must be a *.pfx file.")
    try:
        world.certificate = read_pfx(
            file.content,
            query.form.fields.get("password", ""),
            host_name=world.host_name,
            now=to_datetime(world.ticks()),
        )
    except CertificateRefused as reason:
        return Refusal(400, str(reason))
    return Nothing()


MAINTENANCE_ANSWERS: Mapping[str, Callable[[World, Query], Answer]] = {
    "list_licenses": list_licenses,
    "download_license_request": download_license_request,
    "update_licenses": update_licenses,
    "update_certificate": update_certificate,
}
