"""Seeded bugs of the hub and of merging."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from adviser_tui.hub.errors import HubError
from adviser_tui.sync.merging import Verdict
from adviser_tui.sync.pages import HubRow
from adviser_tui.sync.scopes import team_home
from adviser_tui.sync.shapes import need_of_row
from models.merging import NeedToKnow
from tests.sync import test_merging, test_merging_rules
from tests.sync.mutants.patching import Mutant, swapped, together, wrapped
from tests.sync.mutants.quick import backup_test, hub_push, hub_test, hub_waiting, plain

_MERGING = "adviser_tui.sync.merging"
_APPLYING = "adviser_tui.hub.applying"
_NOT_THE_OFFICE = "test_two_versions_of_what_stands_in_the_way_of_work_are_not_for_the_office"
_LATE = "test_what_is_new_of_the_erased_is_known_by_its_id_ever_after"
_LOOKS = "test_whoever_may_only_look_at_a_row_is_told_it_as_it_stands"


def _without_checks(*codes: str) -> Callable[[Any], Any]:
    """Return a wrong way of telling what is new, which minds no refusal of these kinds."""

    def make(right: Any) -> Any:
        def wrong(batch: Any, acked: int, chain: str) -> Any:
            try:
                return right(batch, acked, chain)
            except HubError as error:
                if error.code not in codes:
                    raise
                return [each for each in batch.changes if each[0].lseq > acked]

        return wrong

    return make


def _only_winners_are_told(right: Any) -> Any:
    def wrong(self: Any, item: Any, row: HubRow, verdict: Verdict) -> None:
        was = row.id in self.touched
        right(self, item, row, verdict)
        if verdict.losers and not was:
            self.touched.pop(row.id)

    return wrong


def _no_leaving(right: Any) -> Any:
    def wrong(self: Any, scope: str, row_id: str, op: str) -> None:
        if op != "leave":
            right(self, scope, row_id, op)

    return wrong


def _conflicts_for_everybody(entity: str, fields: Mapping[str, Any]) -> NeedToKnow:
    return NeedToKnow.CORE if entity == "sync_conflict" else need_of_row(entity, fields)


def _to_the_head(right: Any) -> Any:
    def wrong(t: Any, part: dict[str, Any], entries: Any, budget: Any) -> None:
        right(t, part, entries, budget)
        part["to"] = part["head"]

    return wrong


def _all_for_the_team(fields: Mapping[str, Any], team: int, known: Any) -> frozenset[str]:
    return frozenset({team_home(str(team))})


def _none(*_: Iterable[Any], **__: Any) -> None:
    return None


AT_THE_HUB = (
    Mutant(
        "silent loser",
        "A value that does not count is not kept.",
        swapped(f"{_MERGING}._Merging._lose", _none),
        1,
    ),
    Mutant(
        "last writer wins",
        "Every change counts as made on what is there.",
        swapped(f"{_MERGING}._Merging._was_seen", lambda self, name: True),
        1,
    ),
    Mutant(
        "false alarm",
        "No change counts as made on what is there.",
        swapped(f"{_MERGING}._Merging._was_seen", lambda self, name: False),
        1,
    ),
    Mutant(
        "old over new",
        "A device's older change that comes late takes the place of its newer one.",
        swapped(f"{_MERGING}._follows", lambda later, earlier: False),
        test=plain(
            test_merging.test_an_older_change_of_the_same_device_never_comes_back_over_a_newer
        ),
    ),
    Mutant(
        "the dead stay dead",
        "A change of a row that somebody took off the record is buried with it.",
        swapped(f"{_MERGING}._Merging._raises_the_dead", lambda self: False),
        test=plain(
            test_merging_rules.test_a_change_by_another_brings_back_what_was_taken_off_the_record
        ),
    ),
    Mutant(
        "withdrawn consent returns",
        "A withdrawal of consent is a state like any other.",
        swapped(f"{_MERGING}._ALWAYS_WINS", {}),
        test=plain(
            lambda: test_merging_rules.test_do_not_contact_counts_over_every_stage_chosen_apart()
        ),
    ),
    Mutant(
        "second insert ignored",
        "Of one row made on two devices only the first is looked at.",
        swapped(f"{_MERGING}._second_insert", lambda *_: Verdict()),
        test=plain(
            test_merging.test_two_inserts_of_one_derived_row_become_one_and_differences_are_kept
        ),
    ),
    Mutant(
        "sheets thaw",
        "A submitted match sheet changes like any other row.",
        swapped(f"{_MERGING}._Merging._is_shut", lambda self, name: False),
        test=plain(test_merging_rules.test_a_submitted_sheet_keeps_every_field_as_it_was),
    ),
    Mutant(
        "applied twice",
        "What was sent twice is applied twice.",
        swapped("adviser_tui.hub.pushing._unseen", lambda batch, acked, chain: batch.changes),
        test=hub_push("test_sent_twice_it_is_applied_once"),
    ),
    Mutant(
        "forks unnoticed",
        "A restored or copied laptop goes on under its old number.",
        wrapped("adviser_tui.hub.pushing._unseen", _without_checks("forked")),
        test=hub_push("test_a_copied_device_is_told_so"),
    ),
    Mutant(
        "gaps unnoticed",
        "Changes are taken although earlier ones are missing.",
        wrapped("adviser_tui.hub.pushing._unseen", _without_checks("gap")),
        test=hub_push("test_a_gap_is_refused"),
    ),
    Mutant(
        "late words of the erased",
        "A change about somebody who was erased is taken when it comes late.",
        swapped("adviser_tui.hub.reach.Reach.is_erased", lambda self, item: False),
        test=hub_test("test_hub_refusing", _LATE),
    ),
    Mutant(
        "wrong clocks believed",
        "A clock ten years ahead is taken as it is.",
        swapped(f"{_APPLYING}.at_most", lambda hlc, now: hlc),
        1,
    ),
    Mutant(
        "no word of leaving",
        "Nobody is told that a whole is shared with others now.",
        wrapped("adviser_tui.hub.feed.Feed.add", _no_leaving),
        1,
    ),
    Mutant(
        "losers keep their own",
        "Whoever lost is not told what counts.",
        wrapped(f"{_APPLYING}.Applying._end", _only_winners_are_told),
        1,
    ),
    Mutant(
        "refused and not told",
        "Whoever may not change a row keeps their own picture of it.",
        swapped(f"{_APPLYING}.Applying._tell_as_it_is", _none),
        test=hub_test("test_hub_refusing", _LOOKS),
    ),
    Mutant(
        "torn actions",
        "What an action did before its fault stays although the action was set aside.",
        swapped(f"{_APPLYING}.Applying._take_back", _none),
        test=hub_push("test_a_group_is_set_aside_as_a_whole"),
    ),
    Mutant(
        "waiting for ever",
        "What waits for a row is not tried again when the row arrives.",
        swapped("adviser_tui.hub.pushing.waiting_for", lambda t, made: []),
        test=hub_waiting("test_what_waits_for_a_strangers_row_goes_on_when_that_arrives"),
    ),
    Mutant(
        "anybody may",
        "Rights are not asked for.",
        swapped("adviser_tui.hub.rights.Rights.may_change", lambda *_, **__: True),
        test=hub_test("test_hub_refusing", "test_whoever_may_not_see_a_row_is_told_nothing_of_it"),
    ),
    Mutant(
        "restricted like any",
        "A restricted participant is shared with the whole team.",
        together(
            swapped(f"{_APPLYING}.homes_of_participant", _all_for_the_team),
            swapped("adviser_tui.hub.transferring.homes_of_participant", _all_for_the_team),
        ),
        1,
    ),
    Mutant(
        "health in two versions",
        "Two versions of what stands in the way of work are shown to the office.",
        swapped("adviser_tui.hub.feed.need_of_row", _conflicts_for_everybody),
        test=hub_test("test_hub_refusing", _NOT_THE_OFFICE),
    ),
    Mutant(
        "rest of the page lost",
        "What did not fit on a page is passed over.",
        wrapped("adviser_tui.hub.pulling_pages._fill", _to_the_head),
        1,
    ),
    Mutant(
        "the erased come back",
        "A restored backup brings back who was erased since.",
        swapped("adviser_tui.hub.restoring.forget_again", lambda t, erased: 0),
        test=backup_test("test_who_was_erased_since_stays_erased"),
    ),
    Mutant(
        "restored in secret",
        "Devices are not told that the hub was put back.",
        swapped("adviser_tui.hub.hub.epoch_of", lambda *_: "0" * 16),
        test=hub_test("test_hub_refusing", "test_a_hub_that_was_put_back_names_itself_anew"),
    ),
)
