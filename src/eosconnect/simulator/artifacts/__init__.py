"""Files that the simulated machine hands out, made from what its world says: images, tables, archives, reports.

Nothing is decided here, and nothing is kept: the same world gives the same bytes.
"""
