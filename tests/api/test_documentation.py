"""The OpenAPI document is valid on every host, and its viewer keeps to the strict policy."""

import pytest
from django.contrib.staticfiles import finders
from drf_spectacular.validation import validate_schema

pytestmark = pytest.mark.django_db
HOSTS = ["kab-malang", "konsol", "evaluasi"]


@pytest.mark.parametrize("host", HOSTS)
def test_the_document_is_valid_openapi(ask, host):
    response = ask(None, host).get("/api/v1/schema/", {"format": "json"})
    assert response.status_code == 200
    validate_schema(response.json())


@pytest.mark.parametrize("host", HOSTS)
def test_the_viewer_has_nothing_inline_and_nothing_foreign(ask, host):
    response = ask(None, host).get("/api/v1/dokumentasi/")
    page = response.content.decode()
    assert response.status_code == 200
    assert "<style" not in page
    assert "style=" not in page
    assert "http://" not in page.replace("http://kab-malang", "")
    assert page.count("<script") == page.count("<script src=")
    assert "'unsafe-inline'" not in response["Content-Security-Policy"]


@pytest.mark.parametrize("host", HOSTS)
def test_the_viewers_script_is_served_by_ourselves(ask, host):
    client = ask(None, host)
    page = client.get("/api/v1/dokumentasi/").content.decode()
    script = [part.split('"')[0] for part in page.split('src="')[1:] if "script=" in part]
    response = client.get(script[0].replace("&amp;", "&"))
    assert response["Content-Type"].startswith("application/javascript")
    assert "/api/v1/schema/" in response.content.decode()


def test_the_viewers_files_are_ours():
    for name in ("swagger-ui-bundle.js", "swagger-ui.css"):
        assert finders.find(f"drf_spectacular_sidecar/swagger-ui-dist/{name}")
