"""A download as an answer: a finished file with ranges, or a stream that is made while it is sent."""

from collections.abc import Iterator
from pathlib import Path

from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.utils.cache import get_conditional_response
from django.utils.http import content_disposition_header
from whitenoise.middleware import WhiteNoiseFileResponse
from whitenoise.responders import StaticFile

from layers.exports import Download, Format
from layers.exports.files import state_of


def file_response(
    request: HttpRequest, download: Download, format_: Format, stored: Path | None = None
) -> HttpResponseBase:
    """Revalidated each time, since the same address may hold another publication tomorrow."""
    headers = {
        "Content-Type": format_.media,
        "Content-Disposition": str(content_disposition_header(True, download.file_name(format_.suffix))),
        "Cache-Control": "no-cache",
    }
    if stored is not None:
        try:
            return stored_response(request, stored, headers)
        except OSError:  # its publication was retired a moment ago, or the disk lost it
            pass
    return streamed_response(request, download, format_, headers)


def stored_response(request: HttpRequest, path: Path, headers: dict[str, str]) -> FileResponse:
    """ETag, 304 and ranges as WhiteNoise answers them for static files."""
    file = StaticFile(str(path), list({**headers, "Accept-Ranges": "bytes"}.items()))
    found = file.get_response(request.method, range_of(request, file.etag))
    response = WhiteNoiseFileResponse(found.file or (), status=int(found.status))
    del response["Content-Type"]
    for name, value in found.headers:
        response[name] = value
    return response


def range_of(request: HttpRequest, etag: str) -> dict[str, str]:
    """The request's headers; a range of what has changed since is no use."""
    unchanged = request.headers.get("if-range", etag) == etag
    return {name: value for name, value in request.META.items() if unchanged or name != "HTTP_RANGE"}


def streamed_response(
    request: HttpRequest, download: Download, format_: Format, headers: dict[str, str]
) -> HttpResponseBase:
    etag = f'W/"{download.publication.number}-{state_of(download.publication)}"'
    answer: HttpResponseBase | None = get_conditional_response(request, etag=etag)
    if answer is None and request.method == "HEAD":
        answer = HttpResponse(headers=headers)
    if answer is None:
        answer = StreamingHttpResponse(begun(format_.stream(download)), headers=headers)
    answer["ETag"] = etag
    return answer


def begun(stream: Iterator[bytes]) -> Iterator[bytes]:
    """The stream with its first piece made: what fails until then is still answered with an error."""
    return resumed(next(stream, b""), stream)


def resumed(first: bytes, stream: Iterator[bytes]) -> Iterator[bytes]:
    try:
        yield first
        yield from stream
    finally:
        close = getattr(stream, "close", None)
        if close is not None:
            close()
