"""The fields of a list of participants, and what their columns are called elsewhere.

There is none for a day of birth, health, convictions, ethnicity or motivation: a file is no way
for these into the caseload.
"""

from adviser_tui.exchange.field import EMAIL, PHONE, POSTCODE, REFERENCE, TOWN, Field, Holds, words

PARTICIPANTS = (
    REFERENCE,
    Field(
        "preferred_name",
        "Preferred name",
        words("known as, preferred first name, calling name, kaldenavn, kallenavn, fornavn brugt"),
    ),
    Field("first_name", "First name", words("forename, given name, fornavn")),
    Field("last_name", "Last name", words("surname, family name, efternavn, etternavn")),
    Field(
        "legal_name",
        "Legal name",
        words(
            "full name, participant name, participant, jobseeker, name, deltager, deltaker,"
            "borger, fulde navn, fullt navn, navn"
        ),
    ),
    PHONE,
    EMAIL,
    Field(
        "safe_to_contact",
        "Safe to contact",
        words("contact preference, how to contact, safe contact"),
    ),
    TOWN,
    POSTCODE,
    Field("area", "Area", words("district, locality, område, bydel")),
    Field(
        "programme",
        "Programme",
        words("program, provision, contract area, indsats, tiltak, tiltag"),
    ),
    Field(
        "coach",
        "Coach",
        words(
            "job coach, adviser, advisor, key worker, keyworker, caseworker, case worker,"
            "employment specialist, jobkonsulent, jobspecialist, sagsbehandler, veileder,"
            "saksbehandler"
        ),
    ),
    Field(
        "enrolled_on",
        "Enrolled on",
        words(
            "enrolled, enrolment date, start date, date enrolled, date of enrolment, referral"
            " date, date joined, startdato, indmeldt, innmeldt, oppstart"
        ),
        Holds.DAY,
    ),
    Field(
        "goal",
        "Goal",
        words("job goal, own words goal, aspiration, wants, mål, jobmål, jobbmål, ønske"),
        Holds.NOTE,
    ),
)
