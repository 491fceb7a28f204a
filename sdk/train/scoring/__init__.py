"""Completions become scores of the service."""
