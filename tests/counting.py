"""How many questions a page asks the database; what sets up the connection is not counted."""

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext


def questions(browser: Client, address: str) -> int:
    """The SELECTs of one page that is shown, once the process knows its hosts."""
    browser.get("/merek.css")
    with CaptureQueriesContext(connection) as captured:
        response = browser.get(address)
    assert response.status_code == 200
    return sum(query["sql"].startswith("SELECT") for query in captured.captured_queries)
