"""The HTTPS side of the simulated machine: certificate, tokens, routes, validation, paging and faults.

What the machine says is decided in :mod:`eosconnect.simulator.answers`; this package decides how it is asked and told.
"""
