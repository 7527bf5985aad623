"""Samklang: inclusion programmes of municipal culture schools."""

from portal.celery import app as celery_app

__all__ = ["celery_app"]
