"""Partner organisations of the demo, linked to what the team wrote down about them."""

from datetime import timedelta

from seed.demo.days import At
from seed.demo.names import mail_name
from seed.demo.words import words
from seed.demo.world import Row, World, as_list

_MONTH = 30


def work_beside(world: World) -> None:
    """Add the partners, then link contacts and follow-ups by the names they were given.

    It comes last, so that a partner more or less changes nothing else in the demo.
    """
    ids = {
        str(told["name"]): str(_partner(world, told)["id"]) for told in words("partners")["partner"]
    }
    by_contact: dict[object, object] = {}
    for row in world.rows["contact"]:
        row["partner_id"] = ids.get(str(row["organisation"] or row["partner_name"]))
        if row["partner_name"]:
            by_contact[row["id"]] = row["partner_id"]
    for row in world.rows["follow_up"]:
        row["partner_id"] = by_contact.get(row["contact_id"]) if row["side"] == "partner" else None


def _partner(world: World, told: Row) -> Row:
    first, surname = world.names.person()
    agreed, left = int(str(told["months_agreed"])), int(str(told["months_left"]))
    mail = mail_name(str(told["short_name"]))
    return world.add(
        "partner",
        At(world.today - timedelta(days=400), 600),
        world.me,
        reference="",
        name=told["name"],
        short_name=told["short_name"],
        other_names=as_list(told["other_names"]),  # type: ignore[arg-type]
        kind=told["kind"],
        area=told["area"],
        phone=world.names.phone(),
        email=f"hello@{mail}.example.org",
        website=told["website"],
        person=f"{first} {surname}",
        person_role=told["person_role"],
        person_phone="",
        person_email=f"{mail_name(first)}@{mail}.example.org",
        shares=told["shares"],
        agreed_on=str(world.today - timedelta(days=_MONTH * agreed)) if agreed else None,
        agreed_until=str(world.today + timedelta(days=_MONTH * left)) if left else None,
        credit_rule=told["credit_rule"],
        state="active",
        notes=told["notes"],
    )
