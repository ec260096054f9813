"""The way in: look that our own packages are the ones found, then run the command line."""

import sys


def main() -> None:
    """Run `adviser` and end the process with its exit code."""
    arguments = sys.argv[1:]
    if arguments == ["--version"]:
        from adviser_tui import __version__

        if sys.stdout is not None:
            sys.stdout.write(f"adviser {__version__}\n")
        sys.exit(0)
    from adviser_tui import privacy

    privacy.close_doors()
    from adviser_tui.selfcheck import strangers

    problem = strangers()
    if problem:
        if sys.stderr is not None:
            sys.stderr.write(problem + "\n")
        sys.exit(2)
    from adviser_tui.cli import main as run

    sys.exit(run(arguments))


if __name__ == "__main__":
    main()
