"""A file -> pages: one module a format, and the workers that run them."""
