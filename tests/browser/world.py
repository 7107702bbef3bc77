"""What the browser finds: two regions and the cast, walked into their year by the real acts."""

from tests import cast, regions
from tests.given import organization


def build() -> None:
    """Fill the browser's database; runs once, in the server's process."""
    for host, persons in cast.HOSTS.items():
        with regions.inside(host):
            for person in persons:
                organization.account(person)
    with regions.inside("kab-malang"):
        organization.the_cast_in_office()
