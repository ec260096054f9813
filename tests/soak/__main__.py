"""`python -m tests.soak NAME`: run a long one; the exit code is 1 where it found a fault."""

import argparse
import importlib
import pkgutil
import sys

import tests.soak


def main(given: list[str] | None = None) -> int:
    """Run one of the modules of this package."""
    parser = argparse.ArgumentParser(prog="python -m tests.soak")
    names = parser.add_subparsers(dest="name", required=True)
    modules = {}
    for each in pkgutil.iter_modules(tests.soak.__path__):
        module = importlib.import_module(f"tests.soak.{each.name}")
        if hasattr(module, "HELP"):
            modules[each.name] = module
            module.arguments(names.add_parser(each.name, help=module.HELP))
    args = parser.parse_args(given)
    return int(modules[args.name].run(args))


if __name__ == "__main__":
    sys.exit(main())
