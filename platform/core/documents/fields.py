"""Empty signature fields in a printed document, where its template left room for them."""

from io import BytesIO

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign.fields import SigFieldSpec, append_signature_field

from core.documents.pdf import Place, Printed


def with_fields(printed: Printed) -> bytes:
    """The PDF with one empty, visible signature field per place; unchanged when it has none."""
    if not printed.places:
        return printed.pdf
    writer = IncrementalPdfFileWriter(BytesIO(printed.pdf))
    for place in printed.places:
        append_signature_field(writer, _spec(place))
    output = BytesIO()
    writer.write(output)  # type: ignore[no-untyped-call]
    return output.getvalue()


def _spec(place: Place) -> SigFieldSpec:
    box = (round(place.left), round(place.bottom), round(place.right), round(place.top))
    return SigFieldSpec(
        place.field,
        on_page=place.page,
        box=box,
        readable_field_name=f"Tanda tangan elektronik ({place.field})",
    )
