"""The kit renders on every host, with the brand of the region and nothing inline."""

import re

import pytest
from django.test import Client


@pytest.mark.django_db
@pytest.mark.parametrize(
    "host", ["localhost", "konsol.localhost", "evaluasi.localhost", "kab-malang.localhost"]
)
def test_the_style_page_shows_every_component_on_every_host(host):
    response = Client(headers={"host": f"{host}:8000"}).get("/gaya/")

    assert response.status_code == 200
    text = response.content.decode()
    assert not re.search(r"</?c-[a-z]", text), "a component was not compiled"
    assert not re.search(r"\sstyle=|<style|<script(?![^>]*src=)", text), "the policy forbids inline"
    assert "default-src 'none'" in response.headers["Content-Security-Policy"]


@pytest.mark.django_db
def test_a_region_paints_its_brand_by_stylesheet():
    response = Client(headers={"host": "kab-malang.localhost:8000"}).get("/merek.css")

    assert response.headers["Content-Type"].startswith("text/css")
    assert re.search(r"--brand: #[0-9a-f]{6};", response.content.decode())
    assert "max-age=86400" in response.headers["Cache-Control"]


@pytest.mark.django_db
def test_a_form_with_errors_says_so_in_the_title_on_top_and_at_the_field():
    client = Client(headers={"host": "kab-malang.localhost:8000"})

    response = client.post("/gaya/", {"year": "2026"})

    text = response.content.decode()
    assert response.status_code == 422
    assert re.search(r"<title>\s*Kesalahan:\s+Gaya", text)
    assert 'href="#id_name"' in text
    assert 'id="id_name_error"' in text
    assert 'aria-describedby="id_name_helptext id_name_error"' in text


@pytest.mark.django_db
@pytest.mark.parametrize("host", ["tidak-ada.localhost", "kab-malang.localhost"])
def test_a_page_that_is_not_there_is_a_plain_404(host):
    response = Client(headers={"host": f"{host}:8000"}).get("/tidak/ada/")

    assert response.status_code == 404
    assert "<h1>" in response.content.decode()
