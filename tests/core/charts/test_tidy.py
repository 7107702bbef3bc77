"""The layout of trees: nothing overlaps, parents stand in the middle, levels are rows."""

import itertools

from hypothesis import given, settings
from hypothesis import strategies as st

from core.charts.tidy import GAP, Box, lay_out

boxes = st.recursive(
    st.builds(Box, st.uuids(), st.floats(40, 300), st.floats(20, 200)),
    lambda children: st.builds(
        Box,
        st.uuids(),
        st.floats(40, 300),
        st.floats(20, 200),
        st.lists(children, max_size=4),
    ),
    max_leaves=25,
)


@settings(max_examples=150, deadline=None)
@given(st.lists(boxes, min_size=1, max_size=3))
def test_nothing_overlaps_and_parents_stand_in_the_middle(roots):
    layout = lay_out(roots)
    rows = {}
    for box in layout.boxes:
        rows.setdefault(box.level, []).append(box)
        assert box.x >= -1e-6
        assert box.x + box.width <= layout.width + 1e-6
        if box.children:
            middle = (box.children[0].middle + box.children[-1].middle) / 2
            assert abs(middle - box.middle) < 1e-6
    for row in rows.values():
        assert len({box.y for box in row}) == 1
        for left, right in itertools.pairwise(row):
            assert right.x - (left.x + left.width) >= GAP - 1e-6
    tops = [(row[0].y, max(b.height for b in row)) for _, row in sorted(rows.items())]
    for (top, height), (below, _) in itertools.pairwise(tops):
        assert below >= top + height


def test_an_empty_tree_has_no_size():
    assert lay_out([]).boxes == ()


def test_a_chain_of_a_thousand_levels_does_no_harm():
    root = Box(0, 10, 10)
    here = root
    for n in range(1, 1000):
        here.children.append(Box(n, 10, 10))
        here = here.children[0]
    assert len(lay_out([root]).boxes) == 1000


def test_equal_subtrees_look_equal():
    def small(n):
        return Box(n, 50, 20, [Box(f"{n}a", 50, 20), Box(f"{n}b", 50, 20)])

    one, two = small(1), small(2)
    lay_out([Box(0, 50, 20, [one, two])])
    assert one.children[0].x - one.x == two.children[0].x - two.x
