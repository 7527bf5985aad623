from drf_spectacular.plumbing import get_lib_doc_excludes

from portal.api.serializers import RowSerializer
from portal.api.viewsets import ScopedReadViewSet, ScopedViewSet


def without_words_for_readers() -> list[type]:
    """Classes whose docstrings speak to who writes the API, not to who reads its description."""
    return [*get_lib_doc_excludes(), ScopedViewSet, ScopedReadViewSet, RowSerializer]
