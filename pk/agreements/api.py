"""Agreements over the API: to read, with the same rights as the pages."""

from typing import Any, cast

from django.db.models import QuerySet
from django_filters import rest_framework as filters
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers, viewsets

from core.accounts.models import User
from pk.agreements import access
from pk.agreements.documents import agreement as documents
from pk.agreements.models import (
    Agreement,
    AgreementState,
    BudgetLine,
    Clause,
    Commitment,
    Signature,
)
from pk.agreements.queries import mandates


class CommitmentSerializer(serializers.ModelSerializer):
    """One objective, indicator and target."""

    target = serializers.SerializerMethodField()

    class Meta:
        model = Commitment
        fields = (
            "id",
            "order",
            "objective",
            "indicator",
            "indicator_name",
            "unit_of_measure",
            "value_kind",
            "direction",
            "target",
            "target_low",
            "target_high",
            "target_label",
        )

    def get_target(self, commitment: Commitment) -> str:
        """The target as it is printed."""
        return documents.target_text(commitment)


class BudgetLineSerializer(serializers.ModelSerializer):
    """A programme with its ceiling in whole rupiah."""

    class Meta:
        model = BudgetLine
        fields = ("order", "name", "ceiling_rupiah", "remark")


class ClauseSerializer(serializers.ModelSerializer):
    """A special clause as data and as printed."""

    class Meta:
        model = Clause
        fields = ("order", "kind", "terms", "text")


class SignatureSerializer(serializers.ModelSerializer):
    """Who signed which document, when."""

    document_code = serializers.CharField(source="document.code", read_only=True)

    class Meta:
        model = Signature
        fields = ("side", "signer_name", "signer_title", "signed_at", "document_code")


class AgreementSerializer(serializers.ModelSerializer):
    """An agreement without its content, for lists."""

    unit = serializers.CharField(source="receiver.position.unit.name", read_only=True)
    document_code = serializers.SerializerMethodField()
    state_label = serializers.CharField(source="get_state_display", read_only=True)

    class Meta:
        model = Agreement
        fields: tuple[str, ...] = (
            "id",
            "year",
            "version",
            "state",
            "state_label",
            "unit",
            "receiver_name",
            "receiver_title",
            "giver_name",
            "giver_title",
            "due_on",
            "in_force_at",
            "superseded_at",
            "amends",
            "document_code",
        )

    @extend_schema_field(serializers.CharField(allow_null=True))
    def get_document_code(self, agreement: Agreement) -> str | None:
        """The public code of the frozen document; none before approval."""
        return agreement.document.code if agreement.document else None


class AgreementDetailSerializer(AgreementSerializer):
    """An agreement with everything it promises and who signed it."""

    commitments = serializers.SerializerMethodField()
    budget_lines = BudgetLineSerializer(many=True, read_only=True)
    clauses = ClauseSerializer(many=True, read_only=True)
    signatures = SignatureSerializer(many=True, read_only=True)

    class Meta(AgreementSerializer.Meta):
        fields = (
            *AgreementSerializer.Meta.fields,
            "commitments",
            "budget_lines",
            "clauses",
            "signatures",
        )

    @extend_schema_field(CommitmentSerializer(many=True))
    def get_commitments(self, agreement: Agreement) -> Any:
        """The commitments in the order in which they are printed."""
        rows = sorted(agreement.commitments.all(), key=lambda c: c.order)
        return CommitmentSerializer(rows, many=True).data


class AgreementFilter(filters.FilterSet):
    """By year, state and unit."""

    state = filters.ChoiceFilter(choices=AgreementState.choices)
    unit = filters.UUIDFilter(field_name="receiver__position__unit")

    class Meta:
        model = Agreement
        fields = ("year", "state", "unit")


class AgreementViewSet(viewsets.ReadOnlyModelViewSet):
    """The agreements that the account may read on the pages."""

    queryset = Agreement.objects.none()
    filterset_class = AgreementFilter

    def get_queryset(self) -> QuerySet[Agreement]:
        """The same door as the pages', in protocol order."""
        if getattr(self, "swagger_fake_view", False):
            return Agreement.objects.none()
        visible = access.visible_to(cast(User, self.request.user)).select_related("document")
        rows = mandates.in_protocol_order(visible)
        if self.action == "retrieve":
            rows = rows.prefetch_related(
                "commitments", "budget_lines", "clauses", "signatures__document"
            )
        return rows

    def get_serializer_class(self) -> type[serializers.ModelSerializer]:
        """Lists without content, one agreement with it."""
        return AgreementDetailSerializer if self.action == "retrieve" else AgreementSerializer
