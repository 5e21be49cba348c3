"""The route that answers all that is known of a permit: ``POST /v1/permits``. Nothing of it is the vendor's."""
