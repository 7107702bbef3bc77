"""Signing in with the keyboard, and without any script."""

import re

from playwright.sync_api import expect

from tests.browser import looking
from tests.cast import PASSWORD, SARI


def test_a_wrong_password_moves_the_focus_to_what_is_wrong(open_page):
    page = open_page("/masuk/")
    page.get_by_label("Nama pengguna").fill(SARI.username)
    page.get_by_label("Kata sandi").fill("salah")
    page.keyboard.press("Enter")

    summary = page.get_by_role("alert")
    expect(summary).to_contain_text("Nama pengguna atau kata sandi tidak cocok.")
    expect(page).to_have_title(re.compile("^Kesalahan: "))
    expect(page.locator(".error-summary")).to_be_focused()
    expect(page.get_by_label("Nama pengguna")).to_have_value(SARI.username)
    looking.assert_accessible(page)


def test_the_menu_of_a_phone_opens_and_closes(open_page):
    page = open_page("/gaya/", SARI)
    page.set_viewport_size(looking.PHONE)
    link = page.get_by_role("link", name="Perjanjian", exact=True)

    expect(link).to_be_hidden()
    page.get_by_role("button", name="Menu", exact=True).click()
    expect(link).to_be_visible()
    looking.assert_fits(page)
    looking.assert_accessible(page)
    page.keyboard.press("Escape")
    expect(link).to_be_hidden()


def test_signing_in_and_out_works_without_script(window):
    page = window(java_script_enabled=False).new_page()
    page.goto("/kata-sandi/")
    page.get_by_label("Nama pengguna").fill(SARI.username)
    page.get_by_label("Kata sandi").fill(PASSWORD)
    page.get_by_role("main").get_by_role("button", name="Masuk").click()

    expect(page.locator("h1")).to_have_text("Ganti kata sandi")
    page.get_by_role("button", name="Keluar").click()
    expect(page).to_have_url(re.compile("/masuk/$"))


def test_a_dialog_asks_before_the_act(open_page):
    page = open_page("/gaya/")
    page.evaluate("document.querySelector('form.form').noValidate = true")
    page.get_by_label("Nama jabatan").fill("Camat")
    page.get_by_label("Bersama").check()
    page.get_by_label("Saya sudah membaca angkanya").check()
    page.get_by_role("button", name="Hapus rancangan").click()

    dialog = page.get_by_role("dialog")
    expect(dialog).to_be_visible()
    looking.assert_accessible(page)
    dialog.get_by_role("button", name="Batal").click()
    expect(dialog).to_be_hidden()
