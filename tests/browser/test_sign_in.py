"""Signing in with the keyboard, and without any script."""

from tests.browser import looking
from tests.cast import PASSWORD, SARI


def test_a_wrong_password_moves_the_focus_to_what_is_wrong(open_page):
    page = open_page("/masuk/")
    page.get_by_label("Nama pengguna").fill(SARI.username)
    page.get_by_label("Kata sandi").fill("salah")
    page.keyboard.press("Enter")

    summary = page.get_by_role("alert")
    summary.wait_for()
    assert "Nama pengguna atau kata sandi tidak cocok." in summary.inner_text()
    assert page.title().startswith("Kesalahan: ")
    assert page.evaluate("document.activeElement.className") == "error-summary"
    assert page.get_by_label("Nama pengguna").input_value() == SARI.username
    looking.assert_accessible(page)


def test_the_menu_of_a_phone_opens_and_closes(open_page):
    page = open_page("/gaya/", SARI)
    page.set_viewport_size(looking.PHONE)
    link = page.get_by_role("link", name="Perjanjian", exact=True)

    assert not link.is_visible()
    page.get_by_role("button", name="Menu", exact=True).click()
    assert link.is_visible()
    looking.assert_fits(page)
    looking.assert_accessible(page)
    page.keyboard.press("Escape")
    assert not link.is_visible()


def test_signing_in_and_out_works_without_script(browser, port):
    context = browser.new_context(
        java_script_enabled=False, base_url=f"http://kab-malang.localhost:{port}"
    )
    page = context.new_page()
    page.goto("/kata-sandi/")
    page.get_by_label("Nama pengguna").fill(SARI.username)
    page.get_by_label("Kata sandi").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Masuk").click()

    assert page.locator("h1").inner_text() == "Ganti kata sandi"
    page.get_by_role("button", name="Keluar").click()
    assert page.url.endswith("/masuk/")
    context.close()


def test_a_dialog_asks_before_the_act(open_page):
    page = open_page("/gaya/")
    page.evaluate("document.querySelector('form.form').noValidate = true")
    page.get_by_label("Nama jabatan").fill("Camat")
    page.get_by_label("Bersama").check()
    page.get_by_label("Saya sudah membaca angkanya").check()
    page.get_by_role("button", name="Hapus rancangan").click()

    dialog = page.get_by_role("dialog")
    assert dialog.is_visible()
    looking.assert_accessible(page)
    dialog.get_by_role("button", name="Batal").click()
    assert not dialog.is_visible()
