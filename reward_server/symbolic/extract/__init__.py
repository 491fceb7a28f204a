"""The final answer in a text: boxes, and answers that are stated without one."""
