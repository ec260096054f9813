"""Pages of the guide that are made from the program itself.

Run as `python -m tests.package.documents` after a key was changed; a test compares.
"""

from pathlib import Path

from adviser_tui.commands.key_table import key_table_markdown

ROOT = Path(__file__).parents[2]
GUIDE = ROOT / "docs" / "guide"
_HEAD = """\
# Keys

What is under the cursor decides which keys do something; the line at the bottom shows the most
useful ones, `F1` explains all of them, and `^p` finds any command by its name. `^` means ctrl.
In a field that you type in, letters are letters.

Every key can be changed. In the file `settings.toml` beside the caseload (`adviser doctor` says
where that is) write the id of a command and its new keys:

```toml
[keys]
"row.done" = "d,f5"
```

A key that is taken twice, or that a terminal cannot send, is refused at the start in a sentence,
and the keys stay as they were.

## Which key does what

"""


def keys_page() -> str:
    """Return the page of the keys as it should be."""
    return _HEAD + key_table_markdown()


if __name__ == "__main__":
    (GUIDE / "keys.md").write_text(keys_page(), encoding="utf-8")
