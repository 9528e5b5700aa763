"""`python -m detector.catalogue`: write compiled.txt anew from the files that people write."""

import sys

from detector.catalogue.compile import COMPILED, CatalogueError, compile_catalogue, encode


def main() -> int:
    """Write compiled.txt, or say what is wrong with the files."""
    try:
        compiled = compile_catalogue()
    except CatalogueError as wrong:
        sys.stderr.write(f"{wrong}\n")
        return 1
    COMPILED.write_bytes(encode(compiled))
    sys.stdout.write(f"{len(compiled.tools)} tools\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
