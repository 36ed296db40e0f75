"""Invented services, groups and places: with gaps, double entries and entries long unchecked."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

Times = tuple[tuple[str, int, int], ...]


@dataclass(frozen=True, kw_only=True)
class Invented:
    """One entry; `home` and `at` choose its neighbourhood and postcode, -1 is no place at all."""

    name: str
    kind: str
    words: str
    themes: tuple[str, ...]
    languages: tuple[str, ...] = ("en",)
    times: Times = ()
    cost: str = "free"
    step_free: str = "yes"
    run_by: str = ""
    charity: str = ""
    phone: str = ""
    email: str = ""
    home: int = 0
    at: int = 0
    tier: str = "support"
    checked: str = "lately"
    """lately, long ago or never."""


CAFE, CAFE_CHARITY, CAFE_PHONE = "St Brannoc's Community Café", "1999901", "01632 962001"
ASSETS = (
    Invented(name="St Brannoc's Community Café", kind="charity", words="A warm room and a meal.",
             themes=("loneliness", "housing"), times=(("TU,TH", 10, 14),), at=3, run_by=CAFE,
             charity=CAFE_CHARITY, phone=CAFE_PHONE),
    Invented(name="Saint Brannocs Community Cafe CIO", kind="charity", words="Meals on two days.",
             themes=("loneliness",), at=3, checked="never", run_by=CAFE, charity=CAFE_CHARITY,
             phone=CAFE_PHONE),
    Invented(name="THE ST. BRANNOC'S COMMUNITY CAFE", kind="centre", words="Lunch for all.",
             themes=("weight",), at=3, checked="long ago", phone="+44 1632 962001"),
    Invented(name="St Brannoc's Café (registered charity)", kind="group", words="Company.",
             themes=("loneliness",), at=3, checked="never", run_by=CAFE, charity=CAFE_CHARITY),
    Invented(name="Lantern Lane Befriending", kind="service", words="A visitor once a week.",
             themes=("loneliness", "frailty"), languages=("en", "pl"), run_by="Lantern Lane",
             charity="1999902", email="hello@lantern-lane.example", at=8),
    Invented(name="Tide Road Food Bank", kind="charity", words="Food parcels, no questions.",
             themes=("money", "weight"), times=(("MO,FR", 9, 12),), run_by="Tide Road Food Bank",
             charity="1999903", phone="01632 962003", at=11),
    Invented(name="Friday Harbour Walk", kind="sport", words="An hour along the harbour.",
             themes=("moving", "loneliness", "mental_wellbeing"), times=(("FR", 10, 11),),
             languages=("en", "gu"), at=14),
    Invented(name="Chair Yoga at the Old Chapel", kind="sport", words="Gentle movement, seated.",
             themes=("moving", "frailty"), times=(("WE", 14, 15),), cost="paid", at=17),
    Invented(name="Memory Café", kind="group", words="For people with dementia and who care.",
             themes=("dementia", "carers"), times=(("TH", 14, 16),), at=21, checked="long ago",
             email="memory@vellmouth.example", run_by="Vellmouth Memory Friends"),
    Invented(name="Carers' Drop-in", kind="group", words="Tea, and time for oneself.",
             themes=("carers",), times=(("TU", 18, 20),), at=24),
    Invented(name="Harbour Advice and Jobs", kind="advice", words="Debt, benefits and work.",
             themes=("money", "work"), at=27, checked="long ago", tier="place"),
    Invented(name="Harbour Money Advice", kind="advice", words="Debt and benefits.",
             themes=("money", "housing"), times=(("MO,TU,WE,TH,FR", 9, 16),), at=27,
             languages=("en", "pl", "ro"), phone="01632 962011", tier="place"),
    Invented(name="Harbour Jobs Club", kind="service", words="Help with looking for work.",
             themes=("work", "digital"), times=(("TU", 10, 12),), at=27, tier="place"),
    Invented(name="Hello English", kind="language", words="Talk English, with a crèche.",
             themes=("new_arrivals",), times=(("MO,WE", 10, 12),), languages=("en", "ar", "ps"),
             at=31, run_by="Welcome Vellshire", charity="1999904"),
    Invented(name="Welcome Breakfast", kind="faith", words="Breakfast for who has just arrived.",
             themes=("new_arrivals", "families"), times=(("SA", 9, 11),), languages=("ar", "ku"),
             at=34, checked="long ago", run_by="Kiln Street Mosque"),
    Invented(name="Stay and Play", kind="group", words="For parents with small children.",
             themes=("families",), times=(("TU,TH", 9, 11),), at=37, step_free="partly"),
    Invented(name="Pier Youth Club", kind="youth", words="Ages 11 to 18, two evenings.",
             themes=("young_people", "mental_wellbeing"), times=(("MO,TH", 18, 21),), at=41),
    Invented(name="Men's Shed", kind="group", words="Wood, tools and talk.",
             themes=("loneliness", "mental_wellbeing"), times=(("WE", 10, 15),), at=44,
             step_free="no", cost="some", checked="never"),
    Invented(name="Talk and Knit", kind="group", words="Bring wool or find some.",
             themes=("loneliness",), times=(("TH", 10, 12),), home=1, at=2),
    Invented(name="Breathe Easy Singing", kind="group", words="Singing for lungs.",
             themes=("long_term_conditions", "mental_wellbeing"), times=(("WE", 18, 19),),
             home=1, at=5),
    Invented(name="Stop Smoking Drop-in", kind="service", words="Advice and patches.",
             themes=("smoking",), times=(("FR", 13, 17),), home=1, at=8, tier="primary_care"),
    Invented(name="Clear Head", kind="service", words="For who drinks more than they want.",
             themes=("alcohol",), times=(("TU", 17, 19),), home=1, at=11, tier="neighbourhood"),
    Invented(name="After Loss", kind="group", words="Meet others who have lost somebody.",
             themes=("bereavement",), times=(("MO", 14, 16),), home=1, at=14),
    Invented(name="Digital Friends", kind="service", words="Bring a telephone, learn to use it.",
             themes=("digital",), times=(("SA", 10, 12),), home=1, at=17, checked="long ago"),
    Invented(name="Dial-a-Ride Vellmouth", kind="service", words="A minibus to the surgery.",
             themes=("transport", "frailty"), cost="some", at=-1, phone="01632 962024",
             tier="place"),
    Invented(name="Safe at Home Line", kind="service", words="Listens, day and night.",
             themes=("abuse",), languages=("en", "ur", "pl"), at=-1, phone="01632 962025",
             tier="system"),
    Invented(name="🌻 Sunflower Allotment", kind="other", words="Dig, plant, rest.",
             themes=("moving", "mental_wellbeing"), times=(("SA", 10, 13),), home=1, at=20,
             step_free="partly", checked="never"),
    Invented(name="Old Causeway Community Hall", kind="centre", words="Rooms for groups.",
             themes=("loneliness",), home=1, at=23, cost="some"),
)  # fmt: skip
PLANS = (
    ("Lantern Lane Befriending", "working_together", "Lead link worker",
     "Share the rota for winter", date(2026, 12, 1)),
    ("Hello English", "working_together", "Lead link worker", "", None),
    ("Tide Road Food Bank", "in_touch", "Network manager", "Ask them to the network's board",
     date(2026, 10, 15)),
    ("Memory Café", "in_touch", "Lead link worker", "Visit", date(2026, 12, 10)),
    ("Pier Youth Club", "in_touch", "Clinical director", "Agree how young people are introduced",
     date(2027, 1, 20)),
)  # fmt: skip
NEEDS = (
    ("loneliness", 0, "", "", "Company for older people who live by themselves"),
    ("loneliness", 0, "gu", "morning", "Company in Gujarati"),
    ("carers", 1, "", "evening", "Carers who work ask for an evening"),
    ("bereavement", 0, "", "weekend", "Nothing is open when families have time"),
    ("new_arrivals", 0, "ar", "weekend", ""),
    ("new_arrivals", 1, "ur", "", "English lessons for women who speak Urdu"),
    ("smoking", 0, "pl", "evening", "Help to stop smoking, in Polish"),
    ("dementia", 1, "", "", "A memory café that can be walked to"),
    ("digital", 1, "", "weekend", ""),
)
