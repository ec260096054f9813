"""Words that many names share: written short, said of any company, or telling two apart."""

SHORT = {
    "acad": "academy",
    "admin": "administration",
    "assoc": "association",
    "auth": "authority",
    "bros": "brothers",
    "bldg": "building",
    "bldrs": "builders",
    "cncl": "council",
    "cnty": "county",
    "coll": "college",
    "comms": "communications",
    "constr": "construction",
    "corp": "corporation",
    "ctr": "centre",
    "dept": "department",
    "dev": "development",
    "dist": "district",
    "edu": "education",
    "educ": "education",
    "eng": "engineering",
    "env": "environmental",
    "equip": "equipment",
    "eur": "europe",
    "fdn": "foundation",
    "fin": "financial",
    "govt": "government",
    "grp": "group",
    "hldgs": "holdings",
    "hlth": "health",
    "hosp": "hospital",
    "hse": "house",
    "inds": "industries",
    "inst": "institute",
    "int": "international",
    "intl": "international",
    "inv": "investments",
    "invs": "investments",
    "labs": "laboratories",
    "mach": "machinery",
    "mfg": "manufacturing",
    "mgmt": "management",
    "mktg": "marketing",
    "mt": "mount",
    "natl": "national",
    "nth": "north",
    "org": "organisation",
    "pharm": "pharmacy",
    "prods": "products",
    "prop": "property",
    "props": "properties",
    "pship": "partnership",
    "rest": "restaurant",
    "sch": "school",
    "sec": "security",
    "serv": "services",
    "soc": "society",
    "sol": "solution",
    "sols": "solutions",
    "st": "saint",
    "sth": "south",
    "svc": "service",
    "svcs": "services",
    "sys": "systems",
    "tech": "technology",
    "telecom": "telecommunications",
    "trans": "transport",
    "uni": "university",
    "univ": "university",
}
"""Words that are often typed short, and what they stand for."""

_FILLING = "a and at by co company for gb group holding holdings in limited of on or the to uk"
FORMS = frozenset({"co", "corp", "corporation", "limted", "llc", "unlimited"})
"""Forms of companies, also misspelt, that are looked away from at the end of a name."""
FILLING = frozenset(_FILLING.split())
"""Words that come and go in a name without making it another."""

_GENERAL = """
academies academy agency agent agents association bank beauty board borough britain british
brothers building business cafe capital care cars catering central centre charitable charity
church city clinic club coffee college commercial communications community construction
consultancy consulting contracting contracts corporate council county creative data dental
design development developments digital distribution district education employment energy
engineering england english enterprise enterprises environmental estate estates europe european
facilities finance financial first food foods football foundation general global grammar great
health healthcare high home homes hospital hotel hotels house housing industrial industries
infant insurance integrated international investment investments ireland irish it junior kitchen
learning leisure logistics london management manufacturing marketing media metropolitan motors
multi national network networks new operating operations partners partnership people pharmacy
pizza power primary print printing products professional project projects properties property
recruitment resources restaurant restaurants retail royal rugby saint sales salon school schools
scotland scottish secondary security service services shop society software solutions son sons
specialist spice sports staff store stores studio studios supermarkets supply support surgery
sustainable systems tandoori taxi taxis technical technologies technology telecommunications
trading training transport trust united university ventures wales water welsh
"""
GENERAL = FILLING | frozenset(_GENERAL.split())
"""Words of names that say little about which company it is."""

_DIRECTIONS = "north south east west northern southern eastern western"
DIRECTIONS = frozenset(_DIRECTIONS.split())
_NUMBERS = """
one two three four five six seven eight nine ten first second third fourth fifth
i ii iii iv v vi vii viii ix
"""
_COUNTED = frozenset(_NUMBERS.split())


def is_number(word: str) -> bool:
    """Say whether a word counts or numbers: `3`, `2nd`, `two`, `iii`."""
    return word[:1].isdigit() or word in _COUNTED


def tells_apart(word: str) -> bool:
    """Say whether one name having this word, and the other not, makes them two companies."""
    return is_number(word) or word in DIRECTIONS
