"""A drawn tree: every word is there, status has a word and a shape, nothing can be smuggled in."""

from xml.etree import ElementTree

from core.charts.tree import Leaf, View, draw

SVG = "{http://www.w3.org/2000/svg}"


def drawn(**facts):
    child = Leaf("b", "Sasaran", "Menurunnya stunting", "Kepala Dinas", **facts)
    return draw([Leaf("a", "Tujuan", "Meningkatnya kesehatan", children=(child,))], title="Pohon")


def words(drawing):
    root = ElementTree.fromstring(drawing.svg())
    return " ".join("".join(text.itertext()) for text in root.iter(f"{SVG}text"))


def test_every_word_is_there():
    said = words(drawn(notes=("Prevalensi: 14 persen",), status="kurang 1", tone="warn"))
    for word in ("Tujuan", "Meningkatnya", "stunting", "Kepala Dinas", "14 persen", "kurang 1"):
        assert word in said


def test_status_is_a_shape_as_well_as_a_colour():
    assert "<polygon" in drawn(status="kurang", tone="warn").svg()
    assert "<circle" in drawn(status="lengkap", tone="good").svg()


def test_what_people_typed_stays_text():
    evil = Leaf("x", "Tujuan", "<script>alert(1)</script>", href='"><script>')
    svg = draw([evil], title="</title><script>").svg()
    assert "<script" not in svg
    ElementTree.fromstring(svg)


def test_a_link_across_branches_is_dashed():
    leaves = [Leaf("a", "S", "Satu"), Leaf("b", "S", "Dua")]
    assert "stroke-dasharray" in draw(leaves, title="x", links=[("a", "b")]).svg()
    assert "stroke-dasharray" not in draw(leaves, title="x", links=[("a", "gone")]).svg()


def test_zooming_keeps_the_middle():
    view = View(0, 0, 100, 60).zoomed(2)
    assert (view.x, view.y, view.width, view.height) == (25, 15, 50, 30)
    assert 'viewBox="25 15 50 30"' in drawn().svg(view)


def test_no_style_attribute_which_the_browser_would_refuse():
    assert " style=" not in drawn(status="lengkap", tone="good").svg()
