from whitenoise.storage import CompressedManifestStaticFilesStorage as Compressed

_OF_MODULES = Compressed._js_module_import_aggregation_patterns[1]


class HashedFiles(Compressed):
    """What a script imports has its checksum in its name as well, so that no two versions are mixed.

    Only our own scripts: what packages bring may import files that they do not bring.
    """

    patterns = (*Compressed.patterns, ("js/*.js", _OF_MODULES))
