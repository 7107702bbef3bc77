from uuid import UUID

from django.apps import AppConfig


class AgreementsConfig(AppConfig):
    name = "pk.agreements"
    label = "agreements"
    verbose_name = "Perjanjian kinerja"

    def ready(self) -> None:
        """Tell other rooms what only this one knows.

        Who may read its documents, which positions have an agreement, and what a new policy
        would change.
        """
        from core.documents import kinds
        from pk.agreements import archive, effects, queries
        from pk.cascade import hooks
        from tenants.policy import effects as policy_effects

        for kind in archive.KINDS:
            kinds.register(kind)

        def positions(year: int) -> frozenset[UUID]:
            return queries.positions_with_agreement(year)

        hooks.positions_with_agreement = positions
        policy_effects.register("agreements", effects.of_policy)
