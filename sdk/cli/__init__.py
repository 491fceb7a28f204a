"""What the command line shares: the table it prints and the files of items it reads."""
