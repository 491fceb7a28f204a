"""The service's own page at `/`: `routes` serve it, `marks` tell what is judged in a text, `static` is its files."""
