"""Writing the evidence pack of a job: which outcome, and where to."""

from functools import partial
from pathlib import Path

from adviser_tui.exchange.evidence_file import ENDINGS, write_evidence
from adviser_tui.exchange.folders import typed_path
from adviser_tui.exchange.writing import PERSONAL, Written
from adviser_tui.services.evidence_pack import evidence_pack
from adviser_tui.services.office import Office
from adviser_tui.widgets.chooser import Chooser
from adviser_tui.widgets.confirm import Confirm
from adviser_tui.widgets.fields import Choice
from adviser_tui.widgets.prompt_line import PromptLine
from adviser_tui.widgets.text import say
from screens.acting.base import Acting
from screens.forms.verifying import with_job


def choose_evidence(screen: Acting, participant_id: str) -> None:
    """Write the pack of somebody's job; asks which job and which outcome where several."""
    with_job(screen, participant_id, "Evidence of which job?", partial(_choose_rule, screen))


def _choose_rule(screen: Acting, placement_id: str) -> None:
    standings = screen.office.outcome_checks.standings(placement_id)
    if not standings:
        say(screen.app, "The programme counts no outcome, so there is nothing to show of it.")
    elif len(standings) == 1:
        _ask_where(screen, placement_id, standings[0].rule.id)
    else:
        choices = [Choice(each.rule.id, each.rule.name, each.state_words) for each in standings]
        screen.app.push_screen(
            Chooser("Evidence of which outcome?", choices),
            lambda chosen: _ask_where(screen, placement_id, chosen) if chosen else None,
        )


def _ask_where(screen: Acting, placement_id: str, rule_id: str) -> None:
    today = screen.office.desk.today.isoformat()
    screen.app.push_screen(
        PromptLine(
            "Write the evidence to",
            value=str(Path("~") / f"evidence-{rule_id}-{today}.md"),
            reading=lambda text: str(typed_path(text)),
            hint=f"a path that ends in {', '.join(ENDINGS)}",
        ),
        lambda text: _asked(screen, placement_id, rule_id, text) if text else None,
    )


def _asked(screen: Acting, placement_id: str, rule_id: str, text: str) -> None:
    path = typed_path(text)
    if not path.exists():
        _write(screen, placement_id, rule_id, path, replace=False)
        return
    screen.app.push_screen(
        Confirm(
            f"Replace {path.name} with the evidence?",
            f"There already is a file {path}. What is in it would be gone; undo does not bring it"
            " back.",
        ),
        lambda yes: _write(screen, placement_id, rule_id, path, replace=True) if yes else None,
    )


def _write(screen: Acting, placement_id: str, rule_id: str, path: Path, *, replace: bool) -> None:
    def written(result: Written) -> None:
        say(screen.app, f"The evidence is in {result.path}. {PERSONAL}", seconds=12)

    call = partial(_written, screen.office, placement_id, rule_id, path, replace)
    screen.tell(call, written)


def _written(office: Office, placement_id: str, rule_id: str, path: Path, replace: bool) -> Written:
    return write_evidence(path, evidence_pack(office.desk, placement_id, rule_id), replace=replace)
