"""The wording check (T5): what an employer should not read, and what only looks like it."""

import pytest

from adviser_tui.services.words.wording import (
    NEVER_ALLOWED,
    allowed_at,
    check_length,
    check_pitch,
)
from models.kinds import DisclosureLevel
from seed.wording import word_list


def kinds(text: str, allowed: frozenset[str] = frozenset()) -> set[str]:
    return {finding.kind for finding in check_pitch(text, allowed)}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Sam is on Universal Credit and wants to work.", "benefit"),
        ("He gets PIP.", "benefit"),
        ("She claims ESA at the moment.", "benefit"),
        ("She is on uc.", "benefit"),
        ("Coming off benefits after two years.", "benefit"),
        ("A long-term claimant.", "benefit"),
        ("Hun er på kontanthjælp.", "benefit"),
        ("Kontanthjælpsmodtager med gode referencer.", "benefit"),
        ("Han mottar arbeidsavklaringspenger.", "benefit"),
        ("Han går på AAP.", "benefit"),
        ("He was sanctioned last month.", "sanction"),
        ("She has to apply for ten jobs a week.", "sanction"),
        ("He must apply or lose his payments.", "sanction"),
        ("It is part of her Jobseeker's Agreement.", "sanction"),
        ("Han skal søge job for at beholde sin ydelse.", "sanction"),
        ("Hun har aktivitetsplikt.", "sanction"),
        ("Amira has anxiety but copes.", "health"),
        ("Recovering from depression.", "health"),
        ("He is autistic and loves detail.", "health"),
        ("She is disabled.", "health"),
        ("He works hard although he is blind.", "health"),
        ("Seen by the psychiatric ward.", "health"),
        ("Her experience of depression taught her patience.", "health"),
        ("He has been homeless.", "discouraging"),
        ("He is a deaf teacher.", "health"),
        ("He takes medication.", "health"),
        ("Under the care of mental health services.", "health"),
        ("She is supported in a mental health unit.", "health"),
        ("She works well with her mental health nurse.", "health"),
        ("Works with people despite her depression.", "health"),
        ("She has MS.", "health"),
        ("She is on the sick.", "health"),
        ("He has a stammer.", "health"),
        ("She needs time off for therapy appointments.", "health"),
        ("Sam has been in care.", "discouraging"),
        ("She is a survivor of domestic abuse.", "discouraging"),
        ("He has been unemployed for five years.", "discouraging"),
        ("He is transitioning.", "protected"),
        ("Hun er sygemeldt med stress.", "health"),
        ("Han har en psykisk lidelse.", "health"),
        ("Hun er delvis ufør.", "health"),
        ("The Jobcentre sent him.", "programme"),
        ("He is a participant on our programme.", "programme"),
        ("Our client is keen.", "programme"),
        ("Her DWP work coach agrees.", "programme"),
        ("Hun kommer i virksomhedspraktik.", "programme"),
        ("Vi kan tilby lønnstilskudd gjennom NAV.", "programme"),
        ("He deserves a chance.", "discouraging"),
        ("Unfortunately she has no qualifications.", "discouraging"),
        ("Long-term unemployed, but willing.", "discouraging"),
        ("She struggles with mornings.", "discouraging"),
        ("Despite her age she is quick.", "discouraging"),
        ("Han er langtidsledig.", "discouraging"),
        ("Hun fortjener en sjanse.", "discouraging"),
        ("He came as a refugee in 2016.", "immigration"),
        ("Her visa allows it.", "immigration"),
        ("Hun er flygtning.", "immigration"),
        ("Han er flyktning fra en krig.", "immigration"),
        ("He has a criminal record.", "criminal"),
        ("She left prison last year.", "criminal"),
        ("He is on probation.", "criminal"),
        ("Han er tidligere straffet.", "criminal"),
        ("Hun er straffedømt.", "criminal"),
        ("He is 58 years old.", "protected"),
        ("A single mum of two.", "protected"),
        ("She is pregnant.", "protected"),
        ("A Muslim woman.", "protected"),
        ("A young black man.", "protected"),
        ("Hun er gravid.", "protected"),
        ("Enslig mor med to barn.", "protected"),
    ],
)
def test_what_an_employer_should_not_read(text: str, kind: str) -> None:
    assert kind in kinds(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Amira ran the till of a busy charity shop for two years and likes early shifts.",
        "He drives a counterbalance forklift and has a clean licence.",
        "We offer an employee benefits package and a staff discount.",
        "Your team benefits from her eye for detail.",
        "He will benefit from your training and you benefit from his calm.",
        "She kept sales up in a depressed market.",
        "Luc and Lucy sorted the ducts; a pip is what he takes out of each cherry.",
        "Completed mandatory training in food hygiene.",
        "She cared for adults with autism for four years.",
        "He has worked with deaf children and their parents.",
        "Two years as a mental health nurse.",
        "She worked with refugees and asylum seekers as an interpreter.",
        "He volunteers at a homeless shelter.",
        "She has a diploma in mental health.",
        "He works with disabled people and their families.",
        "She supports adults who have learning disabilities.",
        "He looked after residents with dementia and diabetes.",
        "Hun har arbejdet med børn med autisme.",
        "We are a Disability Confident employer too.",
        "He fitted blinds and cleaned hard-to-reach places.",
        "Blind recruitment is what your policy asks for.",
        "He diagnoses faults in engines.",
        "She takes Visa card payments.",
        "He passed his probation period with flying colours.",
        "She speaks with conviction.",
        "He did sanctions screening for a bank.",
        "Christian and Kristen both know your range.",
        "She covered a maternity cover for a year.",
        "He ran a 30 year old business.",
        "She is a real problem solver.",
        "He cooks Asian food and serves black coffee.",
        "Has the right to work and can start on Monday.",
        "Hun har passet kasse og lager og møder altid til tiden.",
        "Han er en sterk sjåfør med fagbrev, og en gang var han formann.",
        "Vi løser opgaven sammen, og hun har kræfter til det.",
        "He ran the visa and passport desk at a travel agent.",
        "He installs wheelchair ramps and does breakdown repairs.",
        "She was a probation officer's secretary.",
        "Ran a shop for cancer research and a blind-making business.",
        "Works as part of a gang of four on road repairs; black belt in karate.",
        "A qualified mental health first aider.",
        "She worked on drug trials and in a hospital kitchen.",
        "Worked nights in a care home for people with dementia.",
        "She has easy access to work by bus.",
    ],
)
def test_what_only_looks_like_it(text: str) -> None:
    assert check_pitch(text) == ()


def test_a_finding_says_where_why_and_what_instead() -> None:
    text = "Keen, on Universal Credit, local."
    (finding,) = check_pitch(text)
    assert text[finding.start : finding.end] == finding.word == "Universal Credit"
    assert finding.kind == "benefit"
    assert finding.sentence().startswith("“Universal Credit”: It says what the person lives on")
    assert finding.suggestion.endswith(".")


def test_findings_come_in_the_order_of_the_text() -> None:
    found = check_pitch("A disabled refugee, on the dole; unfortunately single mum of 3.")
    assert [f.start for f in found] == sorted(f.start for f in found)
    assert [f.kind for f in found] == [
        *("health", "immigration", "benefit", "discouraging", "protected"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "on UNIVERSAL CREDIT",
        "on universal-credit",
        "on universal\u00a0 credit",
        "on univ\u200bersal credit",
        "on ünivérsal credit",
        "on univеrsаl сredit",  # three Cyrillic letters
        "on UNIV\u0395RSAL CREDIT",  # a Greek capital
        "on ｕｎｉｖｅｒｓａｌ credit",
        "(universal credit)",
        "“Universal Credit”",
    ],
)
def test_no_spelling_slips_through(text: str) -> None:
    assert kinds(text) == {"benefit"}


@pytest.mark.parametrize(
    ("level", "text", "passes"),
    [
        (DisclosureLevel.NOTHING, "Our job coach will be there.", False),
        (DisclosureLevel.SUPPORT_ONLY, "Our job coach will be there.", True),
        (DisclosureLevel.SUPPORT_ONLY, "She is autistic.", False),
        (DisclosureLevel.NAMED, "She is autistic.", True),
        (DisclosureLevel.NAMED, "He has a conviction.", False),
        (DisclosureLevel.MORE, "He has a conviction.", True),
        (DisclosureLevel.MORE, "He is on Universal Credit.", False),
        (DisclosureLevel.MORE, "He was sanctioned.", False),
    ],
)
def test_what_was_agreed_may_be_said(level: DisclosureLevel, text: str, passes: bool) -> None:
    assert (not check_pitch(text, allowed_at(level))) is passes


def test_a_level_that_is_not_known_opens_nothing() -> None:
    assert allowed_at("whatever") == frozenset()
    assert allowed_at("more") == allowed_at(DisclosureLevel.MORE)


def test_no_consent_opens_pity_or_pressure() -> None:
    assert kinds("He was sanctioned and deserves a chance.", NEVER_ALLOWED) == NEVER_ALLOWED


def test_a_single_allowed_kind_leaves_the_others() -> None:
    text = "A disabled man on benefits."
    assert kinds(text, frozenset({"health"})) == {"benefit"}


def test_every_pattern_finds_itself_or_is_excused_on_purpose() -> None:
    for group in word_list().groups:
        assert group.kind in word_list().kinds
        for pattern in group.patterns:
            if any(sign in pattern for sign in "(#"):
                continue
            text = "is " + pattern.replace("*", "")
            assert kinds(f"{text} x"), pattern


def test_the_length_of_a_pitch() -> None:
    assert check_length("a" * 200) == ""
    assert check_length("  " + "é" * 200 + "\n") == ""
    assert "3 characters too long" in check_length("a" * 203)
    assert "1 character too long" in check_length("a" * 201)


def test_capitals_throughout_are_no_acronyms() -> None:
    assert check_pitch("MS AMIRA RAN THE TILL AND CAN SWAP SHIFTS") == ()


def test_capitals_throughout_hide_no_payment() -> None:
    assert [finding.word for finding in check_pitch("AMIRA IS ON PIP AND UC VIA NAV")] == [
        *("PIP", "UC", "NAV"),
    ]


@pytest.mark.parametrize("text", ["She gets P.I.P.", "On U.C. now", "Her D.W.P. adviser"])
def test_points_between_letters_hide_nothing(text: str) -> None:
    assert kinds(text) & {"benefit", "programme"}


def test_points_that_end_a_sentence_or_shorten_a_word_stay_harmless() -> None:
    text = "Open 9 a.m. to 5 p.m. and has an M.Sc. Plan A. U. and I. agree, e.g. on shifts."
    assert check_pitch(text) == ()
