"""Where processes kill themselves: the joints between what one side did and the other knows."""

_DEVICE = "adviser_tui.storage.sync"
_SERVICE = "adviser_tui.services.sync"

SENDING = (
    f"{_DEVICE}.outbox:next_batch:after:1",  # sealed, not sent
    f"{_SERVICE}.over_http:OverHttp._asked:before:1:push",
    f"{_SERVICE}.over_http:OverHttp._asked:after:1:push",  # the hub has it, nobody here knows
    f"{_DEVICE}.acknowledging:follow_chain:after:1",  # in the middle of noting it
    f"{_DEVICE}.acknowledging:take_acks:after:1",
    f"{_SERVICE}.remembered:Remembered.note_confirmed:after:1",
)
"""A device that sends."""
FETCHING = (
    f"{_SERVICE}.over_http:OverHttp._asked:after:1:pull",
    f"{_DEVICE}.arriving:put_rows:after:1",  # the page is half written
    f"{_DEVICE}.pages:_take_scope:after:1",  # rows and one cursor
    f"{_DEVICE}.pages:_take:after:1",  # everything of the page but its commit
    f"{_DEVICE}.pages:_complete:before:1",  # the page is there, nothing is settled
    f"{_DEVICE}.pages:take_page:after:1",
    f"{_SERVICE}.remembered:Remembered.note_done:before:1",
)
"""A device that fetches; also between two pages, where there are several."""
CLEANING = (
    f"{_DEVICE}.erasing:erase_hashed:after:1",
    f"{_DEVICE}.cleaning:clean_up:before:1",
    f"{_DEVICE}.cleaning:_compacted:before:1",
    f"{_DEVICE}.cleaning:_compacted:after:1",
    f"{_DEVICE}.cleaning:_replace_copies:before:1",
    f"{_DEVICE}.cleaning:_replace_copies:after:1",
)
"""A device that lets go of somebody who was erased."""
RENEWING = (
    f"{_SERVICE}.over_http:OverHttp._asked:after:1:token",  # the answer is lost
    f"{_SERVICE}.membership:MembershipFile.write:before:1",
    f"{_SERVICE}.membership:MembershipFile.write:after:1",  # the next token is kept, not shown
    f"{_SERVICE}.membership:MembershipFile.write:before:2",  # shown, and not kept as the one
    f"{_SERVICE}.membership:MembershipFile.write:after:2",
)
"""A device whose token is renewed."""
JOINING = (
    f"{_SERVICE}.over_http:OverHttp._asked:before:1:enrol",
    f"{_SERVICE}.over_http:OverHttp._asked:after:1:enrol",  # the code is used, the grant lost
    f"{_SERVICE}.membership:MembershipFile.write:before:1",
    f"{_SERVICE}.membership:MembershipFile.write:after:1",  # between hub.json and the caseload
    f"{_DEVICE}.joining:adopt:before:1",
    f"{_DEVICE}.joining:adopt:after:1",
    f"{_SERVICE}.membership:MembershipFile.write:before:2",
    f"{_SERVICE}.membership:MembershipFile.write:after:2",
)
"""A device that joins."""
FORKING = (
    f"{_SERVICE}.over_http:OverHttp._asked:after:1:fork",
    f"{_SERVICE}.membership:MembershipFile.write:before:1",
    f"{_SERVICE}.membership:MembershipFile.write:after:1",
    f"{_DEVICE}.forking:fork:before:1",
    f"{_DEVICE}.forking:fork:after:1",
)
"""A device that was put back to a backup and gets a number of its own."""
BUNDLING = (
    "adviser_tui.sync.whole_file:_fill:before:1",
    "adviser_tui.sync.whole_file:_fill:after:1",  # written, and without its name
    "adviser_tui.sync.whole_file:write_whole:after:1",
)
"""Whoever writes a bundle or an answer to one."""
READING = (
    f"{_DEVICE}.acknowledging:take_acks:after:1",
    f"{_DEVICE}.pages:_take:after:1",
    f"{_DEVICE}.pages:take_page:after:1",
)
"""A device that reads the hub's answer to its bundle."""
HUB_PUSHED = (
    "adviser_tui.hub.pushing:_read:after:1",
    "adviser_tui.hub.writing:write_batch:after:1",
    "adviser_tui.hub.writing:write_outcomes:after:1",  # everything but the commit
    "adviser_tui.hub.pushing:push:after:1",  # committed, and nobody is told
)
"""A hub that takes a push."""
HUB_PULLED = (
    "adviser_tui.hub.pulling:_note:after:1",  # confirmed by the device, not committed
    "adviser_tui.hub.pulling:pull:after:1",
)
"""A hub that gives a page."""
HUB_BACKING_UP = (
    "adviser_tui.hub.backup:head_of:after:1",
    "adviser_tui.hub.backup_file:write_backup:after:1",
    "adviser_tui.hub.backup_file:checked:after:1",
)
"""A hub that backs itself up."""
HUB_RESTORING = (
    "adviser_tui.hub.restoring:_replace_all:after:1",
    "adviser_tui.hub.replaying:replay:after:1",
    "adviser_tui.hub.journal:Journal.append:after:1",
    "adviser_tui.hub.restoring:restore:after:1",
)
"""A hub that is brought back from a backup."""
