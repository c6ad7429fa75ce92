"""Large files in pieces, from the browser's script: announce, send piece by piece, finish."""

import json
from typing import Any

from django.http import HttpRequest, JsonResponse, UnreadablePostError
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from accounts.models import User
from data_import.desk.access import at_the_desk
from data_import.desk.uploads import GapError, UploadError, complete, open_delivery, pieces_of, write_piece
from data_import.models import DeliveredFile, Delivery
from layers.views.asked import NotHere

#: One request's share of a file; small enough to be sent again without pain.
PIECE_BYTES = 8 << 20
LONGEST_ANNOUNCEMENT = 200_000


@at_the_desk(lambda: LONGEST_ANNOUNCEMENT)
@require_POST
def announce(request: HttpRequest) -> JsonResponse:
    """{"files": [{"name", "size"}]} → where each file's pieces are to be sent."""
    try:
        delivery = open_delivery(uploader(request), announced(request.body))
    except UploadError as error:
        return problem(error)
    files = [reverse("publish-piece", args=[delivery.pk, file.pk]) for file in delivery.files.all()]
    finish = reverse("publish-finish", args=[delivery.pk])
    return JsonResponse({"files": files, "finish": finish, "piece_bytes": PIECE_BYTES}, status=201)


def announced(body: bytes) -> list[tuple[str, int]]:
    try:
        document = json.loads(body)
        return [(text_of(file["name"]), whole(file["size"])) for file in document["files"]]
    except (ValueError, KeyError, TypeError, RecursionError):
        raise UploadError("No se entendió la lista de archivos: recargue la página e inténtelo otra vez.") from None


def text_of(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value.encode("utf-8", "replace").decode("utf-8")


def whole(value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < 1 << 50:
        raise TypeError
    return value


@at_the_desk(lambda: PIECE_BYTES)
@require_http_methods(["PUT"])
def piece(request: HttpRequest, number: int, file_number: int) -> JsonResponse:
    """The bytes from `?desde=` on, as they are. 409 says from where to go on."""
    file = asked_file(request, number, file_number)
    start = request.GET.get("desde", "")
    try:
        received = write_piece(file, int(start) if start.isdecimal() else -1, pieces_of(request))  # type: ignore[arg-type]
    except UnreadablePostError:
        # The connection broke: nobody hears this, and what has come until then is kept.
        return problem(UploadError("La conexión se cortó."))
    except UploadError as error:
        return problem(error)
    return JsonResponse({"received": received})


@at_the_desk()
@require_POST
def finish(request: HttpRequest, number: int) -> JsonResponse:
    delivery = own_delivery(request, number)
    try:
        if not delivery.is_complete:
            complete(delivery)
    except UploadError as error:
        return problem(error)
    return JsonResponse({"url": reverse("publish-delivery", args=[delivery.pk])})


def problem(error: UploadError) -> JsonResponse:
    received = {"received": error.received} if isinstance(error, GapError) else {}
    return JsonResponse({"detail": str(error), **received}, status=error.status)


def uploader(request: HttpRequest) -> User:
    assert isinstance(request.user, User)  # noqa: S101  staff_with lets nobody else in
    return request.user


def own_delivery(request: HttpRequest, number: int) -> Delivery:
    """Only who began an upload goes on with it."""
    delivery = Delivery.objects.filter(pk=number, created_by=uploader(request)).first()
    if delivery is None:
        raise NotHere("Esa entrega no existe.")
    return delivery


def asked_file(request: HttpRequest, number: int, file_number: int) -> DeliveredFile:
    files = DeliveredFile.objects.select_related("delivery")
    file = files.filter(pk=file_number, delivery=own_delivery(request, number)).first()
    if file is None:
        raise NotHere("Ese archivo no está en la entrega.")
    return file
