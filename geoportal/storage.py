from whitenoise.storage import CompressedManifestStaticFilesStorage


class PortalStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """Hashed, compressed files; import lines between our JavaScript modules are rewritten to the hashed names."""

    support_js_module_import_aggregation = True
