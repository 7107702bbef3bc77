"""Named behaviours that a region's policy may choose, and the arithmetic that must never differ.

Nothing here has a table, reads a clock or knows a region: every function is a pure one.
"""
