"""How fast the SDK is, measured against the alternatives: ``python -m benchmarks --help``.

Every comparison runs its contenders in turn against the same server and bytes, several times, and reports ratios.
"""
