"""For people, from files alone: the display, the page, its plots."""
