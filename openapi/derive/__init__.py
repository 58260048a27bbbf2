"""Makes ``openapi/swagger.json``.

``python -m openapi.derive TEXT`` reads the vendor's documentation (its text, which is not part of this repository) into
``openapi/first-reading.json``: facts only. ``python -m openapi.derive`` composes the document from those facts and the
tables beside them: ``naming.toml`` (names), ``corrections.toml`` (what the text leaves open or gets wrong) and
``wording.toml`` (descriptions). ``--check`` writes nothing and reports a document that is out of step.
"""
