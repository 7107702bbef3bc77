"""A workflow is a table: from, to, who, and the audit sentence. Diagrams and tests are made from it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from core.errors import NotAllowed, NotNow


@dataclass(frozen=True, slots=True)
class Transition:
    """One row of a workflow: `who` are the parts a person may play, `sentence` goes to the audit."""

    source: str
    target: str
    who: frozenset[str]
    sentence: str


class Workflow:
    """The table of one kind of thing."""

    def __init__(self, name: str, rows: Iterable[tuple[str, str, set[str], str]]) -> None:
        self.name = name
        self._rows = {
            (source, target): Transition(source, target, frozenset(who), sentence)
            for source, target, who, sentence in rows
        }

    def __iter__(self) -> Iterator[Transition]:
        return iter(self._rows.values())

    def targets(self, source: str, parts: Iterable[str]) -> list[str]:
        """Where someone who plays `parts` may take a thing that stands at `source`."""
        return [t.target for t in self if t.source == source and t.who & set(parts)]

    def check(self, source: str, target: str, parts: Iterable[str]) -> Transition:
        """The row that allows this step.

        Raises NotNow when no row leads from `source` to `target`, NotAllowed when none of `parts`
        is among those who may take it.
        """
        row = self._rows.get((source, target))
        if row is None:
            raise NotNow("Langkah ini tidak dapat dilakukan pada status sekarang.")
        if not row.who & set(parts):
            raise NotAllowed("Anda tidak berwenang melakukan langkah ini.")
        return row

    def mermaid(self) -> str:
        """The diagram of the table, for the documentation."""
        lines = [f"  {t.source} --> {t.target}: {', '.join(sorted(t.who))}" for t in self]
        return "\n".join(["stateDiagram-v2", *lines])
