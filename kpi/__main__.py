"""`python -m kpi …`: what `kpi.command` offers, from the shell."""

import os
import sys

from kpi.command import main

__all__ = ["main"]

if __name__ == "__main__":
    try:
        status = main()
        sys.stdout.flush()
    except BrokenPipeError:  # the reader of our output has gone: nobody to tell
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        status = 1
    sys.exit(status)
