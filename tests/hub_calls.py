"""One call of each command about the hub, for the contract of the command line."""


def managing(at: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    """Return one call of each command about the hub, in an order that can be walked."""
    unknown = "0193a4f2-0000-7000-8000-000000000000"
    return {
        "hub init": ("hub", "init", "--team", "Fjord", *at),
        "hub teams add": ("hub", "teams", "add", "Sea", *at),
        "hub teams list": ("hub", "teams", "list", *at),
        "hub people add": ("hub", "people", "add", "Testine Sample", "--team", "Sea", *at),
        "hub people list": ("hub", "people", "list", *at),
        "hub people change": ("hub", "people", "change", "testine", "--role", "lead", *at),
        "hub people end": ("hub", "people", "end", "testine", *at),
        "hub people give-back": ("hub", "people", "give-back", "testine", *at),
        "hub code": ("hub", "code", "testine", *at),
        "hub devices": ("hub", "devices", *at),
        "hub revoke": ("hub", "revoke", "7", *at),
        "hub transfer": ("hub", "transfer", unknown, "--to", "Sea", *at),
        "hub erase": ("hub", "erase", unknown, "--reason", "asked for", "--for-good", *at),
        "hub status": ("hub", "status", "--acts", "5", *at),
        "hub backup": ("hub", "backup", *at),
        "hub restore": ("hub", "restore", "x", *at),
        "hub serve": ("hub", "serve", "--host", "0.0.0.0", *at),
    }
