"""Programs in isolation: sessions that judge them, the containers that hold them, the engine behind those."""
