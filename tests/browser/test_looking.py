"""The looking itself must be able to fail."""

import pytest

from tests.browser import looking


def test_a_picture_without_words_is_found(open_page):
    page = open_page("/gaya/")
    page.evaluate("document.querySelector('main').append(document.createElement('img'))")

    with pytest.raises(AssertionError, match="image-alt"):
        looking.assert_accessible(page)


def test_a_table_that_sticks_out_is_found(open_page):
    page = open_page("/gaya/")
    page.evaluate(
        "document.querySelector('main').append(document.createTextNode('x'.repeat(900)))"
        " || document.querySelector('main').style.setProperty('white-space', 'nowrap')"
    )
    page.set_viewport_size(looking.PHONE)

    with pytest.raises(AssertionError):
        looking.assert_fits(page)


def test_a_foreign_host_and_an_inline_style_are_found(window, port):
    page = window().new_page()
    watch = looking.Watch(page, port)
    page.goto("/gaya/")
    watch.assert_quiet()
    with page.expect_console_message(lambda message: "style-src" in message.text):
        page.evaluate(
            "document.body.insertAdjacentHTML('beforeend', '<p style=\"color:red\">x</p>')"
        )
    with page.expect_console_message(lambda message: "127.0.0.1:9" in message.text):
        page.evaluate("fetch('http://127.0.0.1:9/').catch(() => 0)")

    with pytest.raises(AssertionError):
        watch.assert_quiet()
    said = " ".join(watch.complaints)
    assert "style-src" in said
    assert "127.0.0.1:9" in said
