import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from layers.api.kept import KeptTiles

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "geoportal.settings")

application = KeptTiles(get_wsgi_application(), settings.TILE_CACHE_MB * 2**20)
