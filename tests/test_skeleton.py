from pk.agreements.models import Agreement


def test_a_region_has_its_tables(malang):
    assert Agreement.objects.count() == 0
