"""Folders that would damage a caseload or carry it away are refused, others never."""

from contextlib import closing
from pathlib import Path

import pytest

from adviser_tui.errors import StorageError
from adviser_tui.storage.database import Database
from adviser_tui.storage.location import (
    cloud_trouble,
    linux_trouble,
    mac_trouble,
    windows_trouble,
)

HOME = Path("/home/vilma")


@pytest.mark.parametrize(
    ("folder", "service"),
    [
        ("OneDrive/caseload", "OneDrive"),
        ("OneDrive - Fjord Kommune/a/b", "OneDrive"),
        ("Dropbox/caseload", "Dropbox"),
        ("Dropbox (Personal)/caseload", "Dropbox"),
        ("Google Drive/caseload", "Google Drive"),
        ("GoogleDrive-vilma@example.org/My Drive", "Google Drive"),
        ("Library/Mobile Documents/com~apple~CloudDocs", "iCloud"),
        ("iCloudDrive/x", "iCloud"),
        ("Library/CloudStorage/Anything/x", "a cloud storage"),
        ("Nextcloud/caseload", "Nextcloud"),
        ("Nextcloud2/caseload", "Nextcloud"),
        ("pCloudDrive/x", "pCloud"),
        ("pCloud Drive/x", "pCloud"),
        ("Box Sync/x", "Box"),
        ("Box/x", "Box"),
    ],
)
def test_cloud_folders_are_known_by_name(folder: str, service: str) -> None:
    assert cloud_trouble(HOME / folder, {}, HOME) == f"is copied to a cloud by {service}"


@pytest.mark.parametrize(
    "folder",
    [".local/share/adviser", "work/Box/x", "dropbox-notes", "my nextcloud plans", "onedriver", ""],
)
def test_other_names_are_left_in_peace(folder: str) -> None:
    assert cloud_trouble(HOME / folder, {}, HOME) == ""


def test_the_environment_names_onedrive_under_any_name() -> None:
    environment = {"OneDriveCommercial": "/home/vilma/Work files", "OneDrive": ""}
    inside = HOME / "Work files" / "caseload"
    assert "OneDrive" in cloud_trouble(inside, environment, HOME)
    assert cloud_trouble(HOME / "elsewhere", environment, HOME) == ""


MOUNTS = """\
22 1 254:0 / / rw,relatime shared:1 - ext4 /dev/vda rw
30 22 0:25 / /home rw - nfs4 server:/home rw
31 30 254:1 / /home/vilma/local rw shared:3 master:1 - ext4 /dev/vdb rw
32 22 0:26 / /mnt/team\\040drive rw - cifs //server/team rw
33 22 0:27 / /mnt/ntfs rw - fuseblk /dev/sdb1 rw
34 22 0:28 / /mnt/remote rw - fuse.sshfs vilma@host: rw
35 22 0:29 / /mnt/c rw - 9p C:\\134 rw
36 22 0:30 / /mnt/twice rw - nfs server:/x rw
37 22 0:31 / /mnt/twice rw - tmpfs tmpfs rw
broken line
"""


@pytest.mark.parametrize(
    ("folder", "trouble"),
    [
        ("/var/lib/adviser", ""),
        ("/home/vilma/x", "nfs4"),
        ("/home/vilma/local/x", ""),
        ("/homestead/x", ""),
        ("/mnt/team drive/x", "cifs"),
        ("/mnt/ntfs/x", ""),
        ("/mnt/remote/x", "fuse.sshfs"),
        ("/mnt/c/x", "9p"),
        ("/mnt/twice/x", ""),
    ],
)
def test_the_nearest_mount_decides_on_linux(folder: str, trouble: str) -> None:
    found = linux_trouble(Path(folder), MOUNTS)
    assert (trouble in found) if trouble else found == ""


def test_a_system_that_lies_on_such_a_mount_as_a_whole_has_no_better_place() -> None:
    assert linux_trouble(Path("/root/x"), "22 1 0:1 / / rw - 9p none rw\n") == ""


@pytest.mark.parametrize(
    ("folder", "drive_type", "refused"),
    [
        (r"\\server\team\x", 0, True),
        ("//server/team/x", 0, True),
        (r"\\?\UNC\server\team", 3, True),
        (r"\\?\C:\Users\vilma", 3, False),
        (r"H:\x", 4, True),
        (r"C:\Users\vilma\AppData\Local\adviser", 3, False),
    ],
)
def test_network_paths_on_windows(folder: str, drive_type: int, refused: bool) -> None:
    assert bool(windows_trouble(folder, drive_type)) == refused


def test_network_volumes_on_a_mac() -> None:
    mounts = (
        "/dev/disk3s1s1 on / (apfs, sealed, local)\n"
        "//vilma@server/team on /Volumes/team (smbfs, nodev, nosuid, mounted by vilma)\n"
        "/dev/disk5s1 on /Volumes/USB stick (exfat, local)\n"
    )
    assert "network" in mac_trouble(Path("/Volumes/team/x"), mounts)
    assert mac_trouble(Path("/Volumes/USB stick/x"), mounts) == ""


@pytest.fixture
def cloudy(tmp_path: Path) -> Path:
    return tmp_path / "Dropbox" / "caseload"


def test_a_caseload_in_a_cloud_folder_is_not_even_begun(cloudy: Path) -> None:
    with pytest.raises(StorageError, match=r"by Dropbox.*--data-dir.*--allow-location"):
        Database(cloudy).open()
    assert not cloudy.exists()


def test_a_typed_reason_lets_it_pass_and_is_kept(cloudy: Path) -> None:
    reason = "Our IT unit switched syncing off"
    Database(cloudy).open(allow_location=reason).close()
    with closing(Database(cloudy).open()) as again:
        assert again.settings.get("location") == {"folder": str(cloudy), "reason": reason}


def test_an_empty_reason_is_none(cloudy: Path) -> None:
    with pytest.raises(StorageError, match="Dropbox"):
        Database(cloudy).open(allow_location="  ")


def test_the_reason_does_not_move_with_the_file(cloudy: Path, tmp_path: Path) -> None:
    Database(cloudy).open(allow_location="for a week").close()
    moved = tmp_path / "Nextcloud" / "caseload"
    moved.parent.mkdir()
    cloudy.rename(moved)
    with pytest.raises(StorageError, match="Nextcloud"):
        Database(moved).open()


def test_a_link_into_a_cloud_folder_is_seen_through(tmp_path: Path) -> None:
    (tmp_path / "Dropbox").mkdir()
    link = tmp_path / "plain"
    link.symlink_to(tmp_path / "Dropbox", target_is_directory=True)
    with pytest.raises(StorageError, match="Dropbox"):
        Database(link / "caseload").open()
