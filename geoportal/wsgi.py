import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from layers.api.gate import ApiGate
from layers.api.kept import KeptTiles

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "geoportal.settings")

portal = get_wsgi_application()
application = KeptTiles(ApiGate(portal), settings.TILE_CACHE_MB * 2**20)
