"""An answer filtered in the window; the expression is offered again, also after a restart."""

from helpers.programs import program_in

BODY = '{"model": "claude-opus-5-5", "max_tokens": 16, "messages": [{"role": "user", "content": "hi"}]}'


async def filter_with(person, expression):
    """Type an expression into the strip of the Body tab and return the strip."""
    person.request().page.viewer.show_view("body")
    view = person.request().page.viewer.body()
    if not person.all("body_filter"):
        person.click("body_filter_open")
    person.write(expression, "body_filter")
    person.press("Return")
    return view


async def test_a_filter_is_used_and_offered_again_everywhere(tmp_path):
    async with program_in(tmp_path) as person:
        person.write_body(BODY)
        await person.sent()
        view = await filter_with(person, "content[].type")
        await person.until(lambda: bytes(view.text_view().rows().data) == b'["text"]')
        await filter_with(person, "content[")
        assert "Something is missing" in person.words(view)
        person.press("Ctrl+N")
        person.write_body(BODY)
        await person.sent()
        assert person.request().page.viewer.body()._filter._recent == ("content[].type",)

    async with program_in(tmp_path) as person:
        person.write_body(BODY)
        await person.sent()
        view = await filter_with(person, "usage")
        assert [each.text() for each in view._filter.menu().actions()] == ["content[].type"]


async def test_a_tab_can_be_closed_while_it_is_filtered(tmp_path):
    async with program_in(tmp_path) as person:
        person.press("Ctrl+N")
        person.write_body(BODY)
        await person.sent()
        await filter_with(person, "content")
        person.program.requests.close(person.tab().key)
        await person.settled()
        assert person.notice() == ""
