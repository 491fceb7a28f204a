"""The two pure halves of judging a program: what is to be run, and what its outcomes are worth."""
