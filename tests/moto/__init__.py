"""A real S3 over HTTP: moto's server, and a wire to it that can be spoiled.

Moto wants older packages than the app, so it lives in an environment of its own.
"""
