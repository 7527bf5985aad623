from django.conf import settings

from portal.documents.process import Limits


def limits() -> Limits:
    """What the settings let one document take."""
    return Limits(
        memory_bytes=int(settings.DOCUMENT_MEMORY_MB) * 1024**2,
        cpu_seconds=int(settings.DOCUMENT_CPU_SECONDS),
        wall_seconds=settings.DOCUMENT_WALL_SECONDS,
    )
