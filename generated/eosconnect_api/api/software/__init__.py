# Generated from openapi/swagger.json by "nox -s generate". Do not edit.
"""Contains endpoint functions for accessing the API"""
