"""An update of the product, as the database engine sees it: the plan has grown by one migration."""

from realms import plan


def grow(monkeypatch, sql):
    """Add a migration of one piece of SQL to the plan of this test."""
    real = plan.plan()
    extra = plan.Compiled("tests", "0002_more", "checksum", (plan.Step(sql=sql),))
    grown = plan.MigrationPlan("grown", (*real.migrations, extra))
    monkeypatch.setattr(plan, "plan", lambda: grown)
    monkeypatch.setattr(plan, "checksum", lambda: "grown")
