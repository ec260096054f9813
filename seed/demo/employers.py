"""Employers of the demo: those whom the team works with, then the long list of the others."""

from datetime import timedelta

from seed.demo.days import YEAR, At
from seed.demo.names import FirmName, Trade, mail_name
from seed.demo.words import words
from seed.demo.world import Firm, Row, World, as_list

STAGES = (
    *(("planning",) * 20 + ("needs",) * 22 + ("presentation",) * 14 + ("solutions",) * 13),
    *(("ongoing",) * 17 + ("dormant",) * 8 + ("prospecting",) * 3 + ("do_not_contact",) * 3),
)
"""How far the work with a hundred known employers has come."""
KNOWN_WELL = frozenset({"needs", "presentation", "solutions", "ongoing"})
ROLES = (
    ("Manager", True),
    ("Owner", True),
    ("Shift lead", False),
    ("People lead", True),
    ("Reception", False),
    ("Supervisor", False),
)
SIZE_BANDS = ("1-9", "1-9", "10-49", "10-49", "50-249", "250+")
CHANNELS = ("call", "call", "email", "visit", None)
_WHY_NOT = (
    "Asked us to call less often; has a hiring freeze.",
    "Was written to by four services in one week.",
)
_LEVEL_WHY = "Sits on our interview panel twice a year."
_PITCH = "People who stay: one person who fits, prepared, with a named contact afterwards."


def found_firms(world: World) -> None:
    """Add every employer; the ones that the team works with are kept as firms."""
    known = max(world.size.contacts * 7 // 100, 60)
    for number in range(world.size.employers):
        trade = world.pick(world.names.trades)
        if number < known:
            _known(world, number, trade)
        else:
            _listed(world, number, trade)
    for firm, row in zip(world.firms, world.rows["employer"], strict=False):
        if row["stage"] == "ongoing" and world.chance(8):
            row["parent_id"] = world.rows["employer"][0]["id"]
        _staff(world, firm)


def _basics(world: World, number: int, trade: Trade, name: FirmName) -> Row:
    domain = mail_name(name.short)
    return {
        "reference": f"DEMO-E{number + 1:06d}",
        "name": name.full,
        "trading_name": name.trading if world.chance(25) else "",
        "previous_names": as_list([name.before]) if world.chance(10) else "[]",
        "company_number": f"ZZ{number + 1:06d}",
        "sector_codes": f'["{trade.sic}"]',
        "size_band": world.pick(SIZE_BANDS),
        "phone": world.names.phone(),
        "email": f"hello@{domain}.example.org",
    }


def _site(world: World, at: At, by: str, employer: Row, label: str, *, main: bool) -> Row:
    town, postcode = world.names.town()
    return world.add(
        "employer_site",
        at,
        by,
        employer_id=employer["id"],
        name=label or town,
        address=world.names.street(),
        town=town,
        postcode=postcode,
        is_main=int(main),
    )


def _listed(world: World, number: int, trade: Trade) -> None:
    """Add an employer that nobody has spoken to yet."""
    at = At(world.days.ago(YEAR), 600)
    basics = _basics(world, number, trade, world.names.firm(trade))
    row = world.add("employer", at, world.me, **basics)
    _site(world, at, world.me, row, "", main=True)
    if world.chance(15):
        first, last = world.names.passer_by()
        world.add(
            "employer_person",
            at,
            world.me,
            employer_id=row["id"],
            name=f"{first} {last}",
            role="Manager",
        )


def _known(world: World, number: int, trade: Trade) -> None:
    """Add an employer that somebody of the team works with."""
    rng, today = world.rng, world.today
    stage = world.pick(STAGES)
    coach = world.advisers[number % len(world.advisers)]
    others = [each for each in world.advisers if each != coach]
    first = today - timedelta(days=rng.randint(60, YEAR + 100))
    last = today
    well = stage in KNOWN_WELL
    name = world.names.firm(trade)
    extra: Row = {
        "website": f"https://{mail_name(name.short)}.example.org",
        "preferred_channel": world.pick(CHANNELS),
        "stage": stage,
        "spoc_id": coach if well or stage in ("dormant", "do_not_contact") else None,
        "deputy_id": world.pick(others) if well and world.chance(70) else None,
        "cadence_days": world.pick((14, 21, 28, 42)) if well else None,
        "disability_confident": rng.randint(1, 3) if world.chance(20) else None,
        "disability_confident_on": None,
        "pitch": _PITCH if well and world.chance(40) else "",
        "not_engaged_reason": "",
        "do_not_contact_until": None,
        "do_not_contact_why": "",
        "manual_level": None,
        "manual_level_reason": "",
        "manual_level_on": None,
    }
    if extra["disability_confident"]:
        extra["disability_confident_on"] = str(today - timedelta(days=rng.randint(30, 700)))
    if stage == "dormant":
        first = today - timedelta(days=rng.randint(330, 460))
        last = today - timedelta(days=rng.randint(190, 300))
        extra["not_engaged_reason"] = "No openings this year; may ask again in spring."
    elif stage == "do_not_contact":
        first = today - timedelta(days=rng.randint(180, 400))
        last = today - timedelta(days=rng.randint(15, 120))
        extra["do_not_contact_until"] = str(today + timedelta(days=rng.randint(20, 150)))
        extra["do_not_contact_why"] = world.pick(_WHY_NOT)
    elif stage == "ongoing" and world.chance(12):
        extra["manual_level"], extra["manual_level_reason"] = 4, _LEVEL_WHY
        extra["manual_level_on"] = str(today - timedelta(days=rng.randint(20, 120)))
    made = At(world.days.ago((today - first).days + 1), 560)
    basics = _basics(world, number, trade, name)
    row = world.add("employer", made, coach, **basics, **extra, parent_id=None)
    world.touch(row, At(world.days.ago((today - last).days + 1), 1000))
    site = _site(world, made, coach, row, "", main=True)
    if world.chance(15):
        _site(world, made, coach, row, "Second site", main=False)
    world.firms.append(
        Firm(str(row["id"]), name.short, trade.job, stage, coach, str(site["id"]), first, last)
    )


def _staff(world: World, firm: Firm) -> None:
    """Add the people whom we speak to; somebody with a say in hiring is among them."""
    well = firm.stage in KNOWN_WELL
    at = At(world.days.ago((world.today - firm.first).days), 700)
    for number in range(world.rng.randint(1, 3)):
        role, say = ROLES[0] if number == 0 else world.pick(ROLES)
        first, last = world.names.passer_by()
        left = number == 2 and world.chance(30)
        row = world.add(
            "employer_person",
            at,
            firm.coach,
            employer_id=firm.id,
            name=f"{first} {last}",
            role=role,
            site_id=firm.site_id,
            phone=world.names.phone() if world.chance(60) else "",
            email=f"{mail_name(first)}.{mail_name(last)}@example.org" if well else "",
            channel=world.pick(("call", "email", "visit")) if well else None,
            has_hiring_say=int(say),
            expects_us=int(say and well),
            is_workplace_rep=int(role == "Supervisor" and world.chance(25)),
            state="left" if left else "current",
            left_on=str(world.today - timedelta(days=world.rng.randint(5, 60))) if left else None,
        )
        if not left:
            firm.people.append((str(row["id"]), first, say))


def needs_of(world: World, firm: Firm, contact: Row, age: int) -> None:
    """Add what an employer said that they need; old needs are met or have lapsed."""
    month = world.today + timedelta(days=world.rng.randint(0, 150))
    world.add(
        "need",
        At(world.today - timedelta(days=age), 1020),
        firm.coach,
        employer_id=firm.id,
        site_id=firm.site_id,
        contact_id=contact["id"],
        task=world.pick(words("notes")["needs"]["tasks"]),
        number=world.rng.randint(1, 4),
        month=f"{month:%Y-%m}" if age < 60 else "",
        certainty=world.pick(("certain", "likely", "possible")),
        state="live" if age < 60 else world.pick(("met", "lapsed")),
    )
