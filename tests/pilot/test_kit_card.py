"""The card: a cursor over its lines, long values wrapped, and what Enter and the mouse open."""

from textual.app import App, ComposeResult

from adviser_tui.themes import register_themes
from adviser_tui.widgets.card import CardLine, CardSection, CardView
from tests.pilot.seen import seen

SECTIONS = [
    CardSection(
        "Profile",
        (
            CardLine("Name", "Amira Invented", field="name"),
            CardLine("Goal", "kitchen work near home, mornings only " * 4, field="goal"),
            CardLine("Employer", "Greggs", ref="employer-1"),
        ),
    ),
    CardSection("Consent", empty="Nothing asked yet; n asks."),
    CardSection("Timeline", tuple(CardLine(f"{d} Nov", f"Visit {d}") for d in range(60))),
]


class CardApp(App[None]):
    """A card and what was opened."""

    def __init__(self, cursor: bool = True) -> None:
        super().__init__()
        register_themes(self)
        self.cursor = cursor
        self.opened: list[str] = []

    def compose(self) -> ComposeResult:
        yield CardView(SECTIONS, cursor=self.cursor)

    @property
    def card(self) -> CardView:
        return self.query_one(CardView)

    def on_card_view_opened(self, event: CardView.Opened) -> None:
        self.opened.append(event.line.ref)


def label(app: CardApp) -> str:
    return app.card.line.label if app.card.line else ""


async def test_the_cursor_moves_over_lines_and_shows_where_it_is() -> None:
    app = CardApp()
    async with app.run_test(size=(60, 16)) as pilot:
        assert label(app) == "Name"
        for key, there in (("j", "Goal"), ("down", "Employer"), ("k", "Goal"), ("G", "59 Nov")):
            await pilot.press(key)
            assert label(app) == there
        await pilot.pause()
        assert "Visit 59" in seen(app)
        await pilot.press("pageup", "pageup", "pagedown")
        assert label(app) != "59 Nov"
        await pilot.press("g")
        await pilot.pause()
        assert label(app) == "Name"
        assert "Nothing asked yet; n asks." in seen(app)


async def test_a_long_value_is_wrapped_whole() -> None:
    app = CardApp()
    async with app.run_test(size=(40, 30)) as pilot:
        await pilot.pause()
        words = " ".join(seen(app).split())
        assert words.count("mornings") == 4


async def test_enter_and_double_click_open_what_leads_somewhere() -> None:
    app = CardApp()
    async with app.run_test(size=(60, 30)) as pilot:
        await pilot.press("enter")
        assert app.opened == [], "a name leads nowhere"
        app.card.go_to_field("goal")
        await pilot.press("j", "enter")
        assert app.opened == ["employer-1"]
        y = next(n for n, line in enumerate(seen(app).split("\n")) if "Greggs" in line)
        await pilot.press("g")
        await pilot.click(CardView, offset=(15, y), times=2)
        assert app.opened == ["employer-1", "employer-1"]
        await pilot.click(CardView, offset=(3, 0))
        assert label(app) == "Employer", "a title takes no cursor"


async def test_another_card_begins_at_its_top_and_the_same_one_stays() -> None:
    app = CardApp()
    async with app.run_test(size=(60, 12)) as pilot:
        await pilot.press("G")
        app.card.show(SECTIONS)
        await pilot.pause()
        assert label(app) == "59 Nov"
        app.card.show(SECTIONS[:1], from_top=True)
        await pilot.pause()
        assert label(app) == "Name"
        assert "Amira Invented" in seen(app)
        app.card.show([])
        await pilot.press("j", "k", "G", "pagedown", "enter")
        assert app.card.line is None


async def test_without_a_cursor_the_keys_scroll() -> None:
    app = CardApp(cursor=False)
    async with app.run_test(size=(60, 12)) as pilot:
        assert app.card.line is None
        await pilot.press("G")
        await pilot.pause()
        assert "Visit 59" in seen(app)
        await pilot.press("g")
        await pilot.pause()
        assert "Amira Invented" in seen(app)
