"""Many at the same moment: nothing is missed by a reader, and nobody waits for each other."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from threading import Event

from adviser_tui.sync.transport import HubRefusedError
from tests.sync.team import Raw, Team

WRITERS = 4
PUSHES = 6


def test_a_reader_misses_nothing_that_was_confirmed(team: Team) -> None:
    writers = [team.worker(f"Writer {n} Testesen", teams=[1, 2]) for n in range(WRITERS)]
    reader = team.worker("Rita Reader", "reader", [1, 2])
    done = Event()

    def write(device: Raw) -> set[str]:
        made = set()
        for n in range(PUSHES):
            employer = device.insert("employer", home=f"team:{1 + (n + device.dev_no) % 2}")
            contact = device.insert("contact", employer_id=employer)
            device.update("employer", employer, phone=str(n))
            until_taken(device.push)
            made |= {employer, contact}
        return made

    def read() -> None:
        while not done.is_set():
            reader.pull()

    with ThreadPoolExecutor(WRITERS + 1) as pool:
        reading = pool.submit(read)
        made = set().union(*pool.map(write, writers))
        done.set()
        reading.result()
    reader.pull_all()
    assert {row_id for _, row_id in reader.rows} >= made
    assert all(row["phone"] for (entity, _), row in reader.rows.items() if entity == "employer")
    fresh = team.device(reader.person)
    fresh.pull_all()
    assert fresh.rows == reader.rows


def test_two_who_edit_one_field_at_once_leave_both_values(team: Team) -> None:
    writers = [team.worker(f"Writer {n} Testesen") for n in range(WRITERS)]
    person = writers[0].insert("participant", phone="first")
    writers[0].push()

    def write(device: Raw) -> None:
        device.update("participant", person, phone=f"of {device.dev_no}")
        until_taken(device.push)

    with ThreadPoolExecutor(WRITERS) as pool:
        list(pool.map(write, writers))
    writers[1].pull_all()
    kept = writers[1].rows["participant", person]["phone"]
    lost = {str(each["lost"]).strip('"') for each in writers[1].conflicts()}
    # The first device made the row, so its own change may simply have been followed or follow.
    everything = {f"of {device.dev_no}" for device in writers}
    assert {kept} | lost >= everything - {f"of {writers[0].dev_no}"}
    assert {kept} | lost <= everything | {"first"}


def test_transfers_to_and_fro_leave_one_home(team: Team) -> None:
    vilma = team.worker("Vilma Testesen", teams=[1, 2])
    leads = [team.worker(f"Lead {n} Lederer", "lead", [1, 2]) for n in range(2)]
    person = vilma.insert("participant")
    vilma.push()

    def move(lead: Raw) -> None:
        for n in range(5):
            body = {"aggs": [person], "team": 1 + n % 2}
            until_taken(partial(lead.call, "transfer", body))

    def write() -> None:
        for n in range(5):
            vilma.insert("contact", participant_id=person, kind="participant")
            vilma.update("participant", person, phone=str(n))
            until_taken(vilma.push)

    with ThreadPoolExecutor(3) as pool:
        for each in [pool.submit(write), *(pool.submit(move, lead) for lead in leads)]:
            each.result()
    with team.hub.store.reading() as t:
        homes = [row.home for row in t.rows("SELECT home FROM agg_home WHERE agg = :a", a=person)]
    assert len(homes) == 1
    vilma.pull_all()
    rows = {key for key in vilma.rows if key[0] in ("participant", "contact")}
    assert len(rows) == 6
    team_no = int(homes[0].removeprefix("team:"))
    alone = team.worker("Olga Other", teams=[team_no])
    alone.pull_all()
    assert rows <= alone.rows.keys()
    other = team.worker("Bea Beispiel", teams=[3 - team_no])
    other.pull_all()
    assert not rows & other.rows.keys()


def until_taken(ask: Callable[[], object]) -> None:
    """Ask, and again where the hub said that it was busy."""
    while True:
        try:
            ask()
        except HubRefusedError as refused:
            if refused.status != 503:
                raise
            continue
        return
