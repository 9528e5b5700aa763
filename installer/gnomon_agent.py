"""The program `gnomon-agent` of a frozen bundle. The first call decides whether this process is the worker."""

import sys

from redactor.worker import serve_if_asked

if not serve_if_asked(sys.argv):
    from cli.agent import main

    main()
