"""The performance tree as a drawing for the screen and for the wall."""

from __future__ import annotations

from collections.abc import Sequence
from uuid import UUID

from django.urls import reverse

from core.charts import tree as chart
from pk.cascade.queries.tree import Tree, TreeNode


def drawing(tree: Tree, roots: Sequence[TreeNode] | None = None, *, linked: bool) -> chart.Drawing:
    """The tree, or the part below `roots`; with links to the pages of the nodes when on screen."""
    shown = tree.roots if roots is None else roots
    nodes = [node for root in shown for node in root.walk()]
    links = [(node.node_id, other) for node in nodes for other in node.supports]
    title = f"Pohon kinerja {tree.plan}, tahun {tree.year}: {len(nodes)} pernyataan"
    return chart.draw([_leaf(root, linked=linked) for root in shown], title=title, links=links)


def _leaf(node: TreeNode, *, linked: bool) -> chart.Leaf:
    own = len(node.gaps)
    owners = ", ".join(owner.title for owner in node.owners)
    return chart.Leaf(
        key=node.node_id,
        kicker=f"{node.kind_label} · {node.unit}" if node.unit else node.kind_label,
        statement=node.statement,
        owner=owners,
        notes=tuple(f"{i.name}: {i.target or '…'}" for i in node.indicators),
        status=f"kurang {own}" if own else "lengkap",
        tone="warn" if own else "good",
        href=_page_of(node.node_id) if linked else "",
        children=tuple(_leaf(child, linked=linked) for child in node.children),
    )


def _page_of(node_id: UUID) -> str:
    return reverse("cascade:node", args=[node_id])
