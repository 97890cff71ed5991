"""Reports on usage and costs: made-up figures, in the time buckets that are asked for.

The two older reports have no schema in the catalogue; they get the form of their newer counterparts.
"""

from collections.abc import Mapping
from itertools import pairwise

from betadeck.core.schema import fields_of
from betadeck.sandbox import paging
from betadeck.sandbox.moments import DAY_S, seconds_of, stamp
from betadeck.sandbox.reply import Reply, json_reply
from betadeck.sandbox.state import Call, Sandbox
from betadeck.sandbox.store import Json

_WIDTHS: Mapping[str, float] = {"1d": DAY_S, "1h": 3600.0, "1m": 60.0}
_USUAL = 7
_MOST = 31 * 24 * 60
"""As many buckets as a month has minutes, the longest time that a report by the minute spans."""
_ROOT = "/v1/organizations"
_ANALYTICS = f"{_ROOT}/analytics"
_BORROWED = {
    f"{_ROOT}/cost_report": "BetaOrganizationAnalyticsCostReportListAnswer",
    f"{_ROOT}/usage_report/messages": "BetaOrganizationAnalyticsUsageReportListAnswer",
    f"{_ROOT}/usage_report/claude_code": "BetaOrganizationAnalyticsUserUsageReportListAnswer",
}
_REPORTED = ("cost", "cost_report", "summaries", "usage", "usage_report")


def report(sandbox: Sandbox, call: Call) -> Reply:
    """Answer with a page of buckets, the earliest first.

    Raises:
        ApiFault: the token is not from here.
    """
    name = call.operation.response or _BORROWED[call.operation.path]
    fields = fields_of(sandbox.pool, sandbox.pool[name])
    items = fields["data"].get("items", {})
    asked = {"limit": _USUAL, **call.asked}
    buckets: list[tuple[str, Json]] = [
        (start, {"starting_at": start, "ending_at": end}) for start, end in _buckets(sandbox, asked)
    ]
    page = paging.cut(buckets, asked, cursor=False, lenient=sandbox.options.lenient)
    data = [_bucket(sandbox, items, each) for each in page.items()]
    told = page.told(list(fields))
    refreshed = {"data_refreshed_at": sandbox.now()} if "data_refreshed_at" in fields else {}
    return json_reply({"data": data, **told, **refreshed})


def _bucket(sandbox: Sandbox, schema: object, known: Json) -> object:
    return sandbox.maker(known, rich=True).make(schema)


def _buckets(sandbox: Sandbox, asked: Mapping[str, object]) -> list[tuple[str, str]]:
    """Return start and end of each whole bucket; without an end they go on to the one that is running."""
    width_s = _WIDTHS.get(str(asked.get("bucket_width", asked.get("time_bucket_width"))), DAY_S)
    given = asked.get("starting_at", asked.get("starting_date"))
    start_s = seconds_of(str(given)) if given else sandbox.clock() - _USUAL * width_s
    end = asked.get("ending_at", asked.get("ending_date"))
    end_s = seconds_of(str(end)) if end else sandbox.clock() + width_s
    count = max(0, int((end_s - start_s) // width_s))
    moments = [stamp(start_s + number * width_s) for number in range(min(count, _MOST) + 1)]
    return list(pairwise(moments))


HANDLERS = {
    **{f"GET {path}": report for path in _BORROWED},
    **{f"GET {_ANALYTICS}/{name}": report for name in _REPORTED},
}
