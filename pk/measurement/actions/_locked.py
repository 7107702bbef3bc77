"""The rows of one agreement in one period, locked until the act's transaction ends."""

from pk.agreements.models import Agreement
from pk.measurement.models import Measurement, Period


def measurements(agreement: Agreement, period: Period) -> list[Measurement]:
    """The rows, locked; the agreement first, so that two reports cannot both begin."""
    Agreement.objects.select_for_update(of=("self",)).get(id=agreement.id)
    return list(
        Measurement.objects.select_for_update(of=("self",))
        .filter(commitment__agreement=agreement, period=period)
        .select_related("commitment__indicator")
        .order_by("commitment__order")
    )
