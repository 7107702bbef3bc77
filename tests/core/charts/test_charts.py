"""Charts are text: what they say, what they never draw, and that nothing can be injected."""

from decimal import Decimal
from xml.etree import ElementTree

import pytest

from core.charts.bullet import Bullet, bullet
from core.charts.dots import Dot, DotPlot, dot_plot
from core.charts.heatmap import Cell, Heatmap, heatmap
from core.charts.multiples import Multiples, small_multiples
from core.charts.steps import Steps, step_line

D = Decimal
SVG = "{http://www.w3.org/2000/svg}"
LADDER = ("AA", "A", "BB", "B", "CC", "C", "D")
EVIL = '<script>alert(1)</script>"&'


def parts(svg, tag):
    return ElementTree.fromstring(svg).iter(f"{SVG}{tag}")


def words(svg):
    return [t.text for t in parts(svg, "text")]


def bars(svg):
    return [r for r in parts(svg, "rect") if r.get("height") == "8"]


def samples():
    return [
        bullet(Bullet(EVIL, D(10), D(8))),
        dot_plot(DotPlot(EVIL, (Dot(EVIL, D(3), EVIL), Dot("x", None)), D(2), EVIL)),
        heatmap(Heatmap(EVIL, (EVIL,), (EVIL,), ((Cell(EVIL),),))),
        step_line(Steps(EVIL, LADDER, ((2024, "B"), (2025, "")), heading=EVIL)),
        small_multiples(Multiples(EVIL, (Steps(EVIL, LADDER, ((2024, "B"),), heading=EVIL),) * 4)),
    ]


@pytest.mark.parametrize("svg", samples())
def test_a_chart_is_well_formed_names_itself_and_carries_no_script_or_style(svg):
    root = ElementTree.fromstring(svg)
    assert root.get("role") == "img"
    assert root.get("aria-label") == EVIL
    assert "<script" not in svg
    assert "style=" not in svg
    assert " id=" not in svg


def test_a_missing_value_is_not_drawn_as_zero():
    missing = bullet(Bullet("Stunting", D(10), None))
    zero = bullet(Bullet("Stunting", D(10), D(0)))
    assert bars(missing) == []
    assert words(missing) == ["belum ada realisasi"]
    assert len(bars(zero)) == 1
    assert words(zero) == []


def test_the_bar_ends_where_its_value_stands_to_the_target():
    bar = bars(bullet(Bullet("x", D(100), D(50))))[0]
    tick = next(n for n in parts(bullet(Bullet("x", D(100), D(50))), "line"))
    start, width, target = float(bar.get("x")), float(bar.get("width")), float(tick.get("x1"))
    assert width == pytest.approx((target - start) / 2, abs=0.02)


@pytest.mark.parametrize(
    ("better", "left", "right"), [("higher", 0.4, 1), ("lower", 0, 0.65), ("inside", 0.4, 0.65)]
)
def test_the_tint_lies_where_the_target_is_reached(better, left, right):
    svg = bullet(Bullet("x", D(50), D(120), D(80), better=better))
    tint = next(r for r in parts(svg, "rect") if r.get("fill") == "#d3ecdd")
    start, width = float(tint.get("x")), float(tint.get("width"))
    assert start / 240 == pytest.approx(left, abs=0.05)
    assert (start + width) / 240 == pytest.approx(right, abs=0.05)


def test_a_negative_value_goes_to_the_left_of_zero():
    svg = bullet(Bullet("Pertumbuhan", D(5), D(-2)))
    zero = list(parts(svg, "line"))[-1]
    bar = bars(svg)[0]
    assert float(bar.get("x")) + float(bar.get("width")) == pytest.approx(
        float(zero.get("x1")), abs=0.02
    )


def test_dots_are_sorted_and_rows_without_data_are_kept_at_the_end():
    svg = dot_plot(
        DotPlot("x", (Dot("b", D(9), "9"), Dot("c", None), Dot("a", D(2), "2")), D(5), "target")
    )
    labels = [w for w in words(svg) if w in {"a", "b", "c"}]
    assert labels == ["a", "b", "c"]
    assert "belum ada" in words(svg)


def test_an_empty_cell_has_a_dash_and_no_tint():
    svg = heatmap(Heatmap("x", ("Dinas",), ("Jan", "Feb"), ((Cell("0", "bad"), Cell("")),)))
    fills = [r.get("fill") for r in parts(svg, "rect")]
    assert fills == ["#f8d6d3", "#ffffff"]
    assert "–" in words(svg)
    assert "0" in words(svg)


def test_a_year_without_a_grade_interrupts_the_line():
    with_gap = step_line(Steps("x", LADDER, ((2022, "CC"), (2023, ""), (2024, "BB"))))
    without = step_line(Steps("x", LADDER, ((2022, "CC"), (2023, "B"), (2024, "BB"))))

    def strong(svg):
        return [n for n in parts(svg, "line") if n.get("stroke-width") == "2.5"]

    assert len(strong(with_gap)) == 2
    assert len(strong(without)) == 5


def test_panels_that_cannot_be_compared_are_refused():
    one = Steps("x", LADDER, ((2024, "B"),))
    other = Steps("x", LADDER[:3], ((2024, "BB"),))
    with pytest.raises(ValueError, match="one ladder"):
        small_multiples(Multiples("x", (one, other)))
