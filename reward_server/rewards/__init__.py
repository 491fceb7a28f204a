"""The rewards, one file each: pure and total functions of text. `registry` lists them."""
