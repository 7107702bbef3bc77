"""A signature from the phone of the head of region to the verification that anyone may ask for."""

import re

from playwright.sync_api import expect

from tests import cast
from tests.browser import looking


def test_the_regent_signs_on_a_phone_and_anyone_can_verify_it(open_page):
    page = open_page("/perjanjian/?status=RECEIVER_SIGNED", cast.RATNA)
    page.set_viewport_size(looking.PHONE)
    main = page.get_by_role("main")
    looking.follow(page, page.locator("main tbody a").first)
    looking.follow(
        page, page.get_by_role("link", name="Tanda tangani sebagai pemberi amanah").first
    )
    expect(page.get_by_role("heading", level=1)).to_have_text("Apakah angka-angka ini benar?")
    looking.follow(page, page.get_by_role("link", name="Lanjut ke naskah"))

    page.get_by_label("Kata sandi").fill("bukan ini")
    page.get_by_role("button", name="Tanda tangani sekarang").click()
    expect(main).to_contain_text("Kata sandi tidak cocok")

    page.get_by_label("Kata sandi").fill(cast.PASSWORD)
    page.get_by_role("button", name="Tanda tangani sekarang").click()
    page.wait_for_url(re.compile(r"/perjanjian/[0-9a-f-]{36}/$"))
    expect(main).to_contain_text("Berlaku")
    code = re.search(r"3507(?:-[0-9A-Z]{4})+", main.inner_text())
    assert code

    public = open_page(f"/verifikasi/{code.group()}/", None, "")
    verdict = public.get_by_role("main")
    expect(verdict).to_contain_text(cast.BIMA.name)
    expect(verdict).to_contain_text(cast.RATNA.name)
    looking.assert_accessible(public)
