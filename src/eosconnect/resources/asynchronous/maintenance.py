"""Maintenance: the machine's licenses and its certificate."""

from __future__ import annotations

import os
from pathlib import Path

from eosconnect.errors import ConfigurationError, UnexpectedResponseError
from eosconnect.models.change import Installed
from eosconnect.models.license import License
from eosconnect.models.listing import Listing
from eosconnect.resources.asynchronous.downloads import download
from eosconnect.resources.asynchronous.lists import listed
from eosconnect.resources.asynchronous.uploads import upload
from eosconnect.settings import Secret
from eosconnect.transport.asynchronous.connection import AsyncConnection

__all__ = ["AsyncMaintenance"]


class AsyncMaintenance:
    """Licenses and certificate of one machine, reached as ``machine.maintenance``.

    Example:
        >>> async with AsyncMachine.from_env() as machine:
        ...     for license in await machine.maintenance.licenses():
        ...         if license.days_left() is not None and license.days_left() < 30:
        ...             print(license.product_name, license.days_left())
    """

    def __init__(self, connection: AsyncConnection) -> None:
        self._connection = connection

    async def licenses(self) -> Listing[License]:
        """The installed licenses, each with the days that are left; empty if there are none.

        Source: ``GET /maintenance/licenses``.
        """
        return await listed(self._connection, "list_licenses", License)

    async def download_license_request(self, to: str | os.PathLike[str]) -> Path:
        """Save the file (RaC) with which licenses are requested for the machine's first license container.

        Args:
            to: a file (one that exists is replaced), or a folder: one that exists or a name without an ending.

        Source: ``GET /maintenance/licenses/request``.
        """
        file = await download(self._connection, "download_license_request", to, name="license-request.WinCmRaC")
        if file is None:
            raise UnexpectedResponseError("the request is empty", method="GET", path="/maintenance/licenses/request")
        return file

    async def update_licenses(self, file: str | os.PathLike[str]) -> Installed:
        """Update the licenses with a file (RaU). New ones become active when the machine has been restarted.

        Sent once, never repeated; needs credentials.

        Args:
            file: of the type ``*.WinCmRaU``.

        Raises:
            ConfigurationError: another type of file; nothing was sent.
            LocalFileError: the file cannot be read.
            UnsupportedMediaTypeError: the machine does not accept it as such a file.
            PermissionDeniedError: wrong rights, or authorization is switched off on the machine.

        Source: ``POST /maintenance/licenses/update``.
        """
        from eosconnect_api.models import UpdateLicensesBody  # only who uploads needs it

        path = of_type(file, ".WinCmRaU", "a license update")
        await upload(self._connection, "update_licenses", path, lambda content: UpdateLicensesBody(file=content))
        return Installed(path.name, restart_needed=True)

    async def update_certificate(self, file: str | os.PathLike[str], password: str | Secret) -> Installed:
        """Install a server certificate. It takes effect when the machine has been restarted.

        What it needs: a private key that can be exported, without strong protection; ``URL = urn:{host name}`` and
        ``DNS Name = {host name}`` as alternative names; the trust of a root authority; a friendly name other than
        "EOSCONNECT Core". Sent once, never repeated; needs credentials.

        Args:
            file: certificate and private key, of the type ``*.pfx``.
            password: with which it was exported.

        Raises:
            ConfigurationError: another type of file; nothing was sent.
            LocalFileError: the file cannot be read.
            BadRequestError: the machine finds the certificate not valid or not usable.
            PermissionDeniedError: wrong rights, or authorization is switched off on the machine.

        Source: ``POST /maintenance/certificate``.
        """
        from eosconnect_api.models import UpdateCertificateBody  # only who uploads needs it

        path = of_type(file, ".pfx", "a certificate")
        secret = password if isinstance(password, Secret) else Secret(password)
        await upload(
            self._connection,
            "update_certificate",
            path,
            lambda content: UpdateCertificateBody(file=content, password=secret.reveal()),
        )
        return Installed(path.name, restart_needed=True)


def of_type(file: str | os.PathLike[str], ending: str, what: str) -> Path:
    path = Path(file).expanduser()
    if path.suffix.casefold() != ending.casefold():
        raise ConfigurationError(f"{path.name} is not {what}", hint=f"the machine takes *{ending} files")
    return path
