"""What runs inside the Python sandbox: a supervisor, a zygote, and the two processes that judge a program.

    supervisor   takes one session at a time from a unix socket; starts, limits and kills; alone has capabilities
    zygote       never sees a test; clones each process into fresh namespaces (`jail`)
    program      runs the completion, and answers calls with plain data
    judge        runs the tests in a process of its own, and reaches the program by proxies

It needs a Python interpreter and nothing else, so that the image is the only thing that decides what a program finds.
"""
