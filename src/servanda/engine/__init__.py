"""Pure rules: no Django, no files, no network, no clock.

Everything promised is a function of ``(policy, facts, as of)``; the rooms of this package hold those functions.
"""
