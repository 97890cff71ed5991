"""Message threads: continued once, from answers that are known."""

THREADS = "message-threads-2026-08-12"


def go_on(api, name, **changes):
    return api.create(betas=THREADS, thread={"type": "continue", "previous_message_id": name}, **changes)


def test_a_thread_goes_on_from_its_last_answer(api):
    first = api.answer(betas=THREADS, thread={"type": "create"})
    second = go_on(api, first["id"])
    assert second.status_code == 200
    assert go_on(api, second.json()["id"]).status_code == 200


def code(response):
    return response.status_code, response.json()["error"]["details"]["error_code"]


def test_an_answer_is_continued_only_once(api):
    first = api.answer(betas=THREADS, thread={"type": "create"})
    go_on(api, first["id"])
    assert code(go_on(api, first["id"])) == (400, "thread_already_continued")


def test_only_answers_of_threads_can_be_continued(api):
    assert code(go_on(api, "msg_nothing")) == (404, "thread_not_found")
    assert code(go_on(api, api.answer()["id"])) == (404, "thread_not_found")


def test_what_does_not_go_with_threads_is_listed(api):
    response = api.create(betas=THREADS, thread={"type": "create"}, cache_control={"type": "ephemeral"})
    assert code(response) == (400, "thread_unsupported_request")
    assert response.json()["error"]["details"]["unsupported"] == ["cache_control"]
