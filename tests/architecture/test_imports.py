"""What import-linter cannot see: parts of Django that acts, queries, rules and models do without."""

import ast

from tests.architecture import house

INNER = {"models", "queries", "permissions", "rules", "states"}
WEB = ("django.http", "django.shortcuts", "django.views", "rest_framework", "celery")


def test_acts_queries_rules_and_models_know_no_web_and_no_queue():
    found = []
    for path in house.sources("platform/core", "tenants", "pk", "reporting"):
        if path.stem not in INNER and "actions" not in path.parts:
            continue
        if "api" in path.parts:  # the API's permissions are the framework's, and ask ours
            continue
        for node in ast.walk(house.tree(path)):
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            names += [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            found += [
                f"{house.named(path)} imports {name}" for name in names if name.startswith(WEB)
            ]
    assert found == []


def test_no_rule_hides_in_a_signal_or_an_overridden_save():
    """Except in `apps.py`, where a process is wired (forgetting a memory is no rule)."""
    found = []
    for path in house.sources("platform/core", "tenants", "pk", "reporting"):
        if path.name == "apps.py":
            continue
        text = path.read_text()
        if "django.dispatch" in text or "django.db.models.signals" in text or "@receiver" in text:
            found.append(f"{house.named(path)}: signal")
        if path.stem != "models" and "models" not in path.parts:
            continue
        found += [
            f"{house.named(path)}: {function.name}()"
            for function in house.functions(path)
            if function.name in {"save", "delete", "full_clean"}
        ]
    assert found == []
