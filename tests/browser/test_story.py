"""A signature from the phone of the head of region to the verification that anyone may ask for."""

import re

from tests import cast
from tests.browser import looking


def test_the_regent_signs_on_a_phone_and_anyone_can_verify_it(open_page):
    page = open_page("/perjanjian/?status=RECEIVER_SIGNED", cast.RATNA)
    page.set_viewport_size(looking.PHONE)
    page.locator("main tbody a").first.click()
    page.get_by_role("link", name="Tanda tangani sebagai pemberi amanah").first.click()
    assert page.get_by_role("heading", level=1).inner_text() == "Apakah angka-angka ini benar?"
    page.get_by_role("link", name="Lanjut ke naskah").click()

    page.get_by_label("Kata sandi").fill("bukan ini")
    page.get_by_role("button", name="Tanda tangani sekarang").click()
    assert "Kata sandi tidak cocok" in page.get_by_role("main").inner_text()

    page.get_by_label("Kata sandi").fill(cast.PASSWORD)
    page.get_by_role("button", name="Tanda tangani sekarang").click()
    page.wait_for_url(re.compile(r"/perjanjian/[0-9a-f-]{36}/$"))
    said = page.get_by_role("main").inner_text()
    assert "Berlaku" in said
    code = re.search(r"3507(?:-[0-9A-Z]{4})+", said)
    assert code

    public = open_page(f"/verifikasi/{code.group()}/", None, "")
    verdict = public.get_by_role("main").inner_text()
    assert cast.BIMA.name in verdict
    assert cast.RATNA.name in verdict
    looking.assert_accessible(public)
