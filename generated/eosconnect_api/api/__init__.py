# Generated from openapi/swagger.json by "nox -s generate". Do not edit.
"""Contains methods for accessing the API"""
