"""The database backend: Django's PostgreSQL, django-tenants' contract, and one realm per statement."""
