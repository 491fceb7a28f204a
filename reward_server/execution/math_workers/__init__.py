"""Killable processes in which mathematics is compared: a pool, and the server that forks its workers."""
