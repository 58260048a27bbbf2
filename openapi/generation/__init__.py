"""What ``nox -s generate`` runs: everything in this repository that is made from the document or from other code.

``python -m openapi.generation`` writes all of it, ``python -m openapi.generation --check`` writes nothing and reports
whatever is not in step. Each step gives the files it makes as ``{path: text}``; the list of steps is in ``__main__``.
"""
