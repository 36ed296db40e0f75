"""Logs as lines of JSON that say what was asked and how long it took, and never who or for whom."""

from __future__ import annotations

import json
import logging
import time
import traceback
from collections.abc import Callable
from datetime import UTC, datetime
from types import TracebackType

from django.http import HttpRequest, HttpResponse

REQUESTS = logging.getLogger("openpcn.requests")
Answer = Callable[[HttpRequest], HttpResponse]


class Lines(logging.Formatter):
    """One JSON object a line; of an exception its kind and places, not its message."""

    def format(self, record: logging.LogRecord) -> str:
        """The line of one record."""
        line = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "what": record.name,
            "said": record.msg,
            **getattr(record, "facts", {}),
        }
        if record.exc_info and record.exc_info[0]:
            line["exception"] = record.exc_info[0].__name__
            line["places"] = places(record.exc_info[2])
        return json.dumps(line, default=str)


def places(trace: TracebackType | None) -> list[str]:
    """Where in the code an exception passed."""
    return [f"{f.filename}:{f.lineno} {f.name}" for f in traceback.extract_tb(trace)]


def each_request(get_response: Answer) -> Answer:
    """Log each request by the pattern of its address, so that no code or name gets into a log."""

    def answer(request: HttpRequest) -> HttpResponse:
        began = time.perf_counter()
        response = get_response(request)
        facts = {
            "method": request.method,
            "address": pattern_of(request),
            "status": response.status_code,
            "ms": round((time.perf_counter() - began) * 1000, 1),
        }
        trouble = getattr(request, "trouble", None)
        level = logging.ERROR if response.status_code >= 500 else logging.INFO
        REQUESTS.log(level, "answered", extra={"facts": facts}, exc_info=trouble)
        return response

    def remember(request: HttpRequest, exception: Exception) -> None:
        request.trouble = exception  # type: ignore[attr-defined]

    answer.process_exception = remember  # type: ignore[attr-defined]
    return answer


def pattern_of(request: HttpRequest) -> str:
    """The pattern that the address matched: `networks/<code>/`, not the code."""
    match = request.resolver_match
    return match.route if match else "(nothing)"
