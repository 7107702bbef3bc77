from uuid import UUID

from django.apps import AppConfig


class AgreementsConfig(AppConfig):
    name = "pk.agreements"
    label = "agreements"
    verbose_name = "Perjanjian kinerja"

    def ready(self) -> None:
        """Say who may read the room's documents, and tell the tree which positions have an agreement."""
        from core.documents import kinds
        from pk.agreements import archive, queries
        from pk.cascade import hooks

        for kind in archive.KINDS:
            kinds.register(kind)

        def positions(year: int) -> frozenset[UUID]:
            return queries.positions_with_agreement(year)

        hooks.positions_with_agreement = positions
