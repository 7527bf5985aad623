from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedFiles(CompressedManifestStaticFilesStorage):
    """What a script imports has its checksum in its name as well, so that no two versions are mixed."""

    support_js_module_import_aggregation = True
