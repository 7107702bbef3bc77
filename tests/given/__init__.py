"""Builders which bring a region to a state by the real acts, one module per room.

from tests.given import cascade
year = cascade.ready_for_agreements()
"""
