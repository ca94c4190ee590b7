"""The web interface: one blueprint a file in `views/`."""
