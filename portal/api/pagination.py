from rest_framework.pagination import PageNumberPagination


class Pages(PageNumberPagination):
    """Fifty rows a page; `page_size` asks for another number, up to 200."""

    page_size = 50
    max_page_size = 200
    page_size_query_param = "page_size"
