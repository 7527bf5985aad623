from django.db import connection


def count_rows() -> None:
    """For a world that many tests share: PostgreSQL counts what an open transaction has written.

    Until then it plans with what it last counted in the tables, which is nothing once a world before has been
    rolled back: a report that takes four seconds took seventy.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
