"""The fields of a list of vacancies, and what their columns are called elsewhere."""

from adviser_tui.exchange.field import POSTCODE, REFERENCE, Field, Holds, words

VACANCIES = (
    REFERENCE,
    Field(
        "title",
        "Title",
        words(
            "job title, vacancy, vacancy title, position, role, job, stilling, stillingsbetegnelse,"
            "jobtitel, stillingstittel, tittel"
        ),
    ),
    Field(
        "employer",
        "Employer",
        words(
            "employer name, company, company name, organisation, business, virksomhed, firma,"
            "bedrift, arbejdsgiver, arbeidsgiver"
        ),
    ),
    Field(
        "employer_reference",
        "Employer reference",
        words("employer ref, employer id, company reference, employer key"),
    ),
    Field(
        "site_town",
        "Site town",
        words(
            "town, city, site, location, place of work, workplace, by, arbejdssted,"
            "arbeidssted, sted"
        ),
    ),
    POSTCODE,
    Field(
        "kind",
        "Kind",
        words("vacancy kind, vacancy type, type, job type, opportunity type, art, stillingstype"),
        Holds.VACANCY_KIND,
    ),
    Field(
        "posts",
        "Posts",
        words(
            "number of posts, positions, openings, vacancies, antal stillinger, antal,"
            "antall stillinger, antall"
        ),
        Holds.WHOLE,
    ),
    Field(
        "weekly_minutes",
        "Hours per week",
        words(
            "hours, weekly hours, contracted hours, timer, timer pr uge, timer per uke,"
            "ugentlige timer"
        ),
        Holds.HOURS,
    ),
    Field("shifts", "Shifts", words("shift pattern, working pattern, vagter, vakter")),
    Field(
        "pay",
        "Pay",
        words(
            "salary, wage, wages, rate of pay, pay rate, hourly rate, løn, lønn, timeløn,timelønn"
        ),
        Holds.PAY,
    ),
    Field(
        "contract",
        "Contract",
        words(
            "contract type, contract kind, permanent or temporary, ansættelsesform,ansettelsesform"
        ),
    ),
    Field(
        "tasks",
        "Tasks",
        words("duties, description, job description, main duties, opgaver, oppgaver"),
        Holds.NOTE,
    ),
    Field(
        "must_haves",
        "Must-haves",
        words(
            "must haves, must have, essential, essential criteria, requirements, required,"
            "krav, skal have"
        ),
        Holds.PHRASES,
    ),
    Field(
        "nice_to_haves",
        "Nice-to-haves",
        words("nice to haves, nice to have, desirable, desirable criteria, ønsker, fordel"),
        Holds.PHRASES,
    ),
    Field(
        "starts_on",
        "Starts on",
        words("start date, start, starting date, startdato, tiltrædelse, oppstart"),
        Holds.DAY,
    ),
    Field(
        "closes_on",
        "Closing date",
        words(
            "closes on, closes, deadline, application deadline, frist, ansøgningsfrist,søknadsfrist"
        ),
        Holds.DAY,
    ),
)
