"""The service's own page at `/`: `routes` serve it, `highlights` tell what is judged, `static` is its files."""
