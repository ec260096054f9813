"""The forms of a hand-over: offering somebody to a colleague, and answering such an offer."""

from collections.abc import Callable
from functools import partial

from adviser_tui.services.hand_overs.rows import About, HandOverRow
from adviser_tui.services.hand_overs.service import Offer
from adviser_tui.services.office import Office
from adviser_tui.widgets.fields import Choice, Field, LongTextField, PickField, TextField
from adviser_tui.widgets.form import FormScreen, Values
from screens.acting.base import Subject

_PACK = (
    "Open follow-ups, promises, who is put forward, the next dates and the people to know go "
    "along by themselves; nothing about health does."
)


def offer_form(office: Office, subject: Subject) -> FormScreen:
    """Return the form that offers a participant or an employer to a colleague."""
    about: About = "participant" if subject.kind == "participant" else "employer"
    draft_name = f"hand over:{subject.id}"
    fields: list[Field] = [
        PickField(
            name="to",
            label="To",
            required=True,
            search=partial(_colleagues, office),
            help="A few letters of a colleague's name.",
        ),
        TextField(name="why", label="Why", required=True, placeholder="I go on leave in January"),
        LongTextField(name="note", label="To know first", lines=2),
    ]
    if about == "participant":
        fields.append(
            TextField(
                name="consent",
                label="They said",
                required=True,
                help="What the participant says to it, in their own words.",
            )
        )
    return FormScreen(
        f"Hand {subject.name} over",
        fields,
        partial(_offer, office, about, subject.id),
        intro=_PACK,
        draft=office.drafts.get(draft_name),
        keep_draft=partial(office.drafts.put, draft_name),
    )


def _offer(office: Office, about: About, about_id: str, values: Values) -> str:
    return office.hand_overs.offer(
        Offer(
            about,
            about_id,
            values["to"],
            values["why"],
            values["note"],
            values.get("consent", ""),
        )
    )


def _colleagues(office: Office, text: str) -> list[Choice]:
    low, me = text.casefold(), office.desk.me
    return [
        Choice(each, name)
        for each, name in office.identity.colleagues()
        if each != me and low in name.casefold()
    ]


def answer_form(office: Office, row: HandOverRow, answer: str) -> FormScreen:
    """Return the form with the word that goes with an answer: `accept`, `return`, `take back`."""
    answers: dict[str, Callable[[str, str], object]] = {
        "accept": office.hand_overs.accept,
        "return": office.hand_overs.give_back,
        "take back": office.hand_overs.take_back,
    }
    save = answers[answer]
    titles = {
        "accept": f"Take over {row.name}",
        "return": f"Return {row.name} to {row.from_name}",
        "take back": f"Take back the offer of {row.name}",
    }
    intros = {
        "accept": "You become responsible, and what is open comes to you.",
        "return": f"{row.from_name} finds it on Today, with your word.",
        "take back": f"{row.to_name} is asked no more.",
    }
    return FormScreen(
        titles[answer],
        (TextField(name="note", label="A word", required=answer == "return"),),
        lambda values: save(row.id, values["note"]),
        intro=intros[answer],
    )
