"""The network in the admin, to be read. Single things have pages of the portal; publications link to their lists."""

from django.contrib import admin
from django.db.models import Model
from django.http import HttpRequest
from django.utils.html import format_html_join

from layers.catalogue import layers
from layers.models import Publication


class ReadOnly(admin.ModelAdmin):
    """For all staff: what it shows is public. It is published at the desk, never here."""

    actions = None

    def has_module_permission(self, request: HttpRequest) -> bool:
        return True

    def has_view_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return True

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Model | None = None) -> bool:
        return False


@admin.register(Publication)
class PublicationAdmin(ReadOnly):
    """Its rows are keyed by publication and identifier, which the admin cannot show: the portal's own lists do."""

    list_display = ("number", "cutoff_on", "created_at", "is_current", "is_demo")
    fields = (*list_display, "revision", "mapping", "metric_srid", "rows", "place")

    @admin.display(description="filas por capa")
    def rows(self, publication: Publication) -> str:
        counts = ((each, publication.counts.get(each.id)) for each in layers() if each.is_published)
        shown = [(each.id, publication.number, each.plural, count) for each, count in counts if count is not None]
        return format_html_join(" · ", '<a href="/{}/?publication={}">{}: {}</a>', shown)

    @admin.display(description="extensión (oeste, sur, este, norte)")
    def place(self, publication: Publication) -> str:
        """As text: the library's map would be fetched from a server of others."""
        return ", ".join(f"{each:.4f}" for each in publication.extent.extent) if publication.extent else "S/I"
