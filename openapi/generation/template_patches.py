"""What we change in the templates of openapi-python-client, and why.

Each override is built from the installed generator's own template. A text that is to be replaced has to occur exactly
once in it: when a new version of the generator changes the place, generating fails instead of diverging unnoticed.
"""

from __future__ import annotations

from importlib.metadata import distribution
from pathlib import Path
from typing import NamedTuple

GENERATOR = "openapi-python-client"


class Patch(NamedTuple):
    reason: str
    template: str
    found: str
    replacement: str


OPEN_ENUM = """
    @classmethod
    def _missing_(cls, value: object) -> "{{{{ enum.class_info.name }}}} | None":
        \"\"\"A value that the document does not list is kept as it is: newer machines may send it.\"\"\"
        if not isinstance(value, {base}):
            return None
        unknown = {base}.__new__(cls, value)
        unknown._name_ = "UNKNOWN"
        unknown._value_ = value
        return unknown

    def __str__(self) -> str:
"""

LAZY_MODELS = '''
{% if imports %}
from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    {% for import in imports | sort %}
    {{ import }}
    {% endfor %}

_MODULES = {
    {% for import in imports | sort %}
    {% set words = (import | string).split() %}
    "{{ words[3] }}": "{{ words[1] }}",
    {% endfor %}
}

if not TYPE_CHECKING:

    def __getattr__(name: str) -> Any:
        """Import a model when it is first asked for (PEP 562): the package stays quick to import."""
        if name not in _MODULES:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        model = getattr(import_module(_MODULES[name], __name__), name)
        globals()[name] = model
        return model

    def __dir__() -> list[str]:
        return sorted({*globals(), *_MODULES})
{% endif %}
'''

EAGER_MODELS = """
{% for import in imports | sort %}
{{ import }}
{% endfor %}
"""

UNSET = """class Unset:
    def __bool__(self) -> Literal[False]:
        return False
"""

SAFE_UNSET = '''class Unset:
    """The type of `UNSET`: "not given", as opposed to `None`. There is one, also after copying and pickling."""

    def __bool__(self) -> Literal[False]:
        return False

    def __repr__(self) -> str:
        return "UNSET"

    def __reduce__(self) -> str:
        return "UNSET"
'''

PACKAGE = '''"""The Web API of EOSCONNECT Core, one function per operation, compiled from the OpenAPI document.

Complete and plain: `eosconnect_api.api.{area}.{operation}` has `sync`, `sync_detailed`, `asyncio` and
`asyncio_detailed`; `eosconnect_api.models` has what they take and give. Tokens, retries, paging and errors are the
business of `eosconnect`, which is built on this package.

    from eosconnect_api import AuthenticatedClient
    from eosconnect_api.api.jobs import list_jobs

    with AuthenticatedClient("https://si1716/api/v6.1", token=token) as client:
        for job in list_jobs.sync(client=client, take=10) or []:
            print(job)

An argument that is not given is `UNSET` and is not sent; an enum value that the document does not list is kept.
The HTTP client below is httpx2. The operations of the areas `auth` and `versions` lie beside `/api/v6.1`: their
client takes `https://si1716` as base URL.
"""
'''


def without_repr(field: str) -> Patch:
    return Patch(
        "The same.",
        "client.py.jinja",
        f'kw_only=True, alias="{field}")',
        f'kw_only=True, repr=False, alias="{field}")',
    )


PATCHES = [
    Patch(
        "Open enums: a value from a newer firmware is no error.",
        "str_enum.py.jinja",
        "\n    def __str__(self) -> str:\n",
        OPEN_ENUM.format(base="str"),
    ),
    Patch(
        "The same for numbers.", "int_enum.py.jinja", "\n    def __str__(self) -> str:\n", OPEN_ENUM.format(base="int")
    ),
    Patch("Lazy models.", "models_init.py.jinja", EAGER_MODELS, LAZY_MODELS),
    Patch("UNSET stays itself through copy, deepcopy and pickle.", "types.py.jinja", UNSET, SAFE_UNSET),
    Patch("httpx2 is the maintained httpx.", "client.py.jinja", "\nimport httpx\n", "\nimport httpx2 as httpx\n"),
    Patch("The same.", "endpoint_module.py.jinja", "\nimport httpx\n", "\nimport httpx2 as httpx\n"),
    Patch(
        "No token, cookie or proxy password in a repr.",
        "client.py.jinja",
        'namespace(type="str", default="", ',
        'namespace(type="str", default="field(repr=False)", ',
    ),
    without_repr("headers"),
    without_repr("cookies"),
    without_repr("httpx_args"),
    Patch(
        "The same for models.",
        "model.py.jinja",
        "{% macro declare_property(property) %}\n{%- if ",
        """{% macro declare_property(property) %}
{%- if property.python_name in ("access_token", "client_secret", "password") -%}
{{ property.python_name }}: {{ property.get_type_string() | as_unembedded_code }} = _attrs_field(
    {% if not property.required %}default=UNSET, {% endif %}repr=False
)
{%- elif """,
    ),
    Patch(
        "The fixed boundary corrupts files that contain it; httpx2 chooses one and says so itself.",
        "endpoint_module.py.jinja",
        """
    {%- if body.content_type == "multipart/form-data" %}
    headers["Content-Type"] = "multipart/form-data; boundary=+++"
    {% else %}
""",
        """
    {%- if body.content_type != "multipart/form-data" %}
""",
    ),
    Patch(
        "Say how the package is used.",
        "package_init.py.jinja",
        '{% from "helpers.jinja" import docstring %}\n\n{{ docstring(package_description | safe_for_docstring) }}\n',
        PACKAGE,
    ),
]


def patched_templates() -> dict[str, str]:
    """The templates that replace the generator's own."""
    generator = distribution(GENERATOR)
    own = Path(str(generator.locate_file("openapi_python_client/templates")))
    templates: dict[str, str] = {}
    for patch in PATCHES:
        text = templates.get(patch.template) or (own / patch.template).read_text(encoding="utf-8")
        if (times := text.count(patch.found)) != 1:
            raise SystemExit(
                f"{patch.template} of {GENERATOR} {generator.version} has {times} times, not once:\n"
                f"{patch.found}\nwhich is replaced because: {patch.reason}"
            )
        templates[patch.template] = text.replace(patch.found, patch.replacement)
    return templates
