"""Wiring: imported by nothing but entry points."""
