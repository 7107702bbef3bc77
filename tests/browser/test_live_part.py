"""What moves by itself: the board of a ceremony follows what others do, and takes nobody's place away."""

from playwright.sync_api import expect

from tests.browser import looking
from tests.cast import DEWI, RATNA

LIST = "/perjanjian/penandatanganan/"


def test_the_board_follows_the_hall_and_keeps_the_focus(open_page):
    board = open_page(LIST, RATNA)
    looking.follow(board, board.locator("main tbody a").first)
    link = board.locator("#papan a").first
    link.focus()
    steward = open_page(LIST, DEWI)
    looking.follow(steward, steward.locator("main tbody a").first)
    present = board.locator("#papan .board-present")
    before = present.count()

    with steward.expect_navigation():
        steward.get_by_role("button", name="Hadir").first.click()

    expect(present).to_have_count(before + 1)
    expect(link).to_be_focused()
    with steward.expect_navigation():
        steward.get_by_role("button", name="Batalkan hadir").first.click()
    expect(present).to_have_count(before)


def test_a_board_whose_reader_has_left_says_so(open_page):
    board = open_page(LIST, RATNA)
    looking.follow(board, board.locator("main tbody a").first)

    board.context.clear_cookies()

    expect(board.get_by_role("heading", level=1)).to_have_text("Masuk")
