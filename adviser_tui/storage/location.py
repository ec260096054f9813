"""Whether a folder is a safe place for the caseload.

Folders that a program copies to a cloud and drives on a network damage a live database file, and
carry people's data where nobody agreed to it. They are refused; a reason that somebody types
lets them pass, and is kept in the file.
"""

import os
import re
import sys
from collections.abc import Mapping
from pathlib import Path

from adviser_tui.errors import StorageError

CLOUD_VARIABLES = ("OneDrive", "OneDriveCommercial", "OneDriveConsumer")
_CLOUD_FOLDERS = (
    ("OneDrive", re.compile(r"onedrive( - .*)?|skydrive")),
    ("Dropbox", re.compile(r"dropbox( \(.*\))?")),
    ("Google Drive", re.compile(r"google ?drive|googledrive-.*|drivefs")),
    ("iCloud", re.compile(r"mobile documents|icloud ?drive")),
    ("a cloud storage", re.compile(r"cloudstorage")),
    ("Nextcloud", re.compile(r"nextcloud\d*|owncloud")),
    ("pCloud", re.compile(r"pcloud ?drive")),
    ("Box", re.compile(r"box sync|box-box")),
)
# A folder called only "Box" may be anybody's; directly in the home folder it is the service's.
_CLOUD_IN_HOME = {"box": "Box", "mega": "MEGA", "proton drive": "Proton Drive"}
_MICROSOFT = {"cifs", "smb2", "smb3", "smbfs", "drvfs"}
_OTHERS = {"nfs", "nfs3", "nfs4", "9p", "afs", "afpfs", "ceph", "davfs", "vboxsf", "webdav"}
_NETWORK_TYPES = frozenset(_MICROSOFT | _OTHERS)
_DRIVE_REMOTE = 4
_MOUNTS = Path("/proc/self/mountinfo")


def refuse_unsafe(folder: Path) -> None:
    """Raise `StorageError` where `folder` is no safe place; takes well under a millisecond."""
    trouble = trouble_with(folder)
    if trouble:
        raise StorageError(
            f"{folder} {trouble}. A caseload there gets damaged or leaves this machine, so it was "
            "not opened and nothing was changed. Choose a folder on this machine's own disk with "
            '--data-dir, or give your reason with --allow-location "reason".'
        )


def trouble_with(folder: Path) -> str:
    """Return what is wrong with this place as the end of a sentence, or nothing."""
    real = Path(os.path.realpath(folder))
    found = cloud_trouble(real, os.environ, Path(os.path.realpath(os.path.expanduser("~"))))
    if found:
        return found
    if sys.platform == "win32":
        return windows_trouble(str(real), _drive_type(real))
    if sys.platform == "darwin":
        return mac_trouble(real, _mac_mounts(real))
    return linux_trouble(real, _linux_mounts())


def cloud_trouble(folder: Path, environment: Mapping[str, str], home: Path) -> str:
    """Say which service copies `folder` to a cloud, going by its name and the environment."""
    for variable in CLOUD_VARIABLES:
        named = environment.get(variable, "").strip()
        if named and folder.is_relative_to(Path(os.path.realpath(named))):
            return "is copied to a cloud by OneDrive"
    for part in folder.parts:
        for service, pattern in _CLOUD_FOLDERS:
            if pattern.fullmatch(part.lower()):
                return f"is copied to a cloud by {service}"
    if folder.is_relative_to(home) and folder != home:
        service = _CLOUD_IN_HOME.get(folder.relative_to(home).parts[0].lower(), "")
        if service:
            return f"is copied to a cloud by {service}"
    return ""


def windows_trouble(folder: str, drive_type: int) -> str:
    """Say whether a Windows path leads over the network."""
    plain = folder.replace("/", "\\")
    is_local_form = plain.startswith(("\\\\?\\", "\\\\.\\"))
    if plain.startswith("\\\\?\\UNC\\") or (plain.startswith("\\\\") and not is_local_form):
        return "lies on another computer (its path begins with two backslashes)"
    return "lies on a network drive" if drive_type == _DRIVE_REMOTE else ""


def linux_trouble(folder: Path, mounts: str) -> str:
    """Say whether the mount that holds `folder` is a network's; `mounts` as in mountinfo."""
    best, best_type = "", ""
    for line in mounts.splitlines():
        left, _, right = line.partition(" - ")
        fields, kinds = left.split(" "), right.split(" ")
        if len(fields) < 5 or not kinds[0]:
            continue
        point = _unescaped(fields[4])
        # A later mount on the same point hides the earlier one.
        if folder.is_relative_to(point) and len(point) >= len(best):
            best, best_type = point, kinds[0]
    # Where the whole system comes over such a mount, as in a sandbox, there is no better place.
    if best == "/" or not (best_type in _NETWORK_TYPES or best_type.startswith("fuse.")):
        return ""
    return f"lies on a network or foreign drive ({best}, {best_type})"


def mac_trouble(folder: Path, mounts: str) -> str:
    """Say whether a volume of macOS is a network's; `mounts` as the `mount` command prints it."""
    for line in mounts.splitlines():
        found = re.fullmatch(r".* on (/.*) \((\w+)[,)].*", line)
        if found and found[2] in _NETWORK_TYPES and folder.is_relative_to(found[1]):
            return f"lies on a network drive ({found[1]})"
    return ""


def _unescaped(point: str) -> str:
    return re.sub(r"\\([0-7]{3})", lambda found: chr(int(found[1], 8)), point)


def _linux_mounts() -> str:
    try:
        return _MOUNTS.read_text(encoding="utf-8", errors="replace")
    except OSError:
        return ""  # a system without /proc: nothing can be said, and nothing is held against it


def _mac_mounts(folder: Path) -> str:
    if not folder.is_relative_to("/Volumes"):
        return ""
    import subprocess

    try:
        answer = subprocess.run(
            ["/sbin/mount"], capture_output=True, text=True, timeout=2, check=False
        )
    except (OSError, subprocess.SubprocessError):
        return ""
    return answer.stdout


def _drive_type(folder: Path) -> int:
    if sys.platform == "win32":
        import ctypes

        return int(ctypes.windll.kernel32.GetDriveTypeW(f"{folder.drive}\\"))
    return 0
