"""System checks that say what is missing and how to mend it."""

from django.conf import settings
from django.core.checks import CheckMessage, Error, register

from geoportal.npm import FILES


@register()
def check_front_end_libraries(app_configs, **kwargs) -> list[CheckMessage]:
    modules = settings.BASE_DIR / "node_modules"
    missing = [file for file in FILES.values() if not (modules / file).is_file()]
    if not missing:
        return []
    return [
        Error(f"Front-end libraries are missing: {', '.join(missing)}", hint="Run `script/setup`.", id="geoportal.E001")
    ]
