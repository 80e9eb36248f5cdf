"""Who plays in the demonstration: five vendors that keep the shipped policies, invented people, reserved domains."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from servanda.desk.organisations.permissions import Role


@dataclass(frozen=True, slots=True)
class Colleague:
    """Somebody of a vendor's staff."""

    name: str
    role: str
    country: str = "CA"
    languages: tuple[str, ...] = ("fr", "en")
    calendar: str = ""


@dataclass(frozen=True, slots=True)
class Customer:
    """A client: its people by name, who administers, what it bought."""

    name: str
    domain: str
    language: str
    plan: str
    people: tuple[str, ...]
    """The first administers and represents the client, the second sees everybody's requests."""
    addons: tuple[str, ...] = ()
    fee: int = 0
    country: str = "CA"
    zone: str = "America/Toronto"
    phase: str = "live"
    data_countries: tuple[str, ...] = ()
    environments: tuple[tuple[str, str], ...] = (("Production", "production"),)
    managed: bool = False
    """Has an account manager."""
    represented: bool = True
    """Has a named representative (A40)."""
    days_left: int = 0
    """The agreement ends in so many days; 0: it does not."""


@dataclass(frozen=True, slots=True)
class House:
    """A vendor of the demonstration."""

    slug: str
    name: str
    policy: str
    prefix: str
    address: str
    portal_channel: str
    language: str
    currency: str
    staff: tuple[Colleague, ...]
    customers: tuple[Customer, ...]
    weekly: int
    """How many requests come in a week."""
    mail_channel: str = "email"
    first_number: int = 1
    words: Mapping[str, tuple[str, str]] = field(default_factory=dict)


_TWO = (("Production", "production"), ("Formation", "training"))

KIWI = House(
    slug="kiwi",
    name="KIWI",
    policy="kiwi-stage-plus",
    prefix="KIWI",
    address="soutien@kiwi.example",
    portal_channel="portal",
    language="fr",
    currency="CAD",
    weekly=11,
    first_number=2041,
    staff=(
        Colleague("Geneviève Lacasse", Role.ADMINISTRATOR),
        Colleague("Mathieu Brault", Role.MANAGER),
        Colleague("Sophie Nadeau", Role.AGENT),
        Colleague("Karim Haddad", Role.AGENT),
        Colleague("Élise Boisvert", Role.AGENT),
        Colleague("Tom Ashdown", Role.AGENT, languages=("en", "fr")),
        Colleague("Nathalie Roy", Role.ACCOUNT_MANAGER),
    ),
    customers=(
        Customer(
            "CISSS des Trois-Vallées", "cisss-tv.example", "fr", "PLUS",
            ("Mireille Gagnon", "Luc Pelletier", "Sarah Thibault", "Youssef Amrani"),
            fee=9600000, environments=_TWO, managed=True,
        ),
        Customer(
            "Hôpital Saint-Aubin", "saint-aubin.example", "fr", "BASIC",
            ("Chantal Morin", "Étienne Dubé", "Rosalie Fortin"), fee=4800000, managed=True,
        ),
        Customer(
            "CIUSSS du Littoral", "ciusss-littoral.example", "fr", "PLUS",
            ("Benoît Cyr", "Andrée Lavoie", "Marc-Antoine Girard", "Fatou Diop"), fee=12400000, environments=_TWO,
        ),
        Customer(
            "Northgate Health Centre", "northgate.example", "en", "BASIC",
            ("Helen Whitfield", "Owen Marsh", "Priya Raman"), fee=3900000,
        ),
        Customer(
            "Cégep de la Rive", "cegep-rive.example", "fr", "BASIC",
            ("Josée Bélanger", "Philippe Côté"), fee=2150000, managed=True,
        ),
        Customer(
            "Institut Marie-Rollet", "marie-rollet.example", "fr", "PLUS",
            ("Isabelle Turcotte", "David Ouellet", "Noémie Caron"), fee=7200000, days_left=38,
        ),
    ),
)  # fmt: skip

BETTER_IMPACT = House(
    slug="better-impact",
    name="Better Impact",
    policy="better-impact",
    prefix="BI",
    address="soutien@betterimpact.example",
    portal_channel="chat",
    language="en",
    currency="CAD",
    weekly=14,
    first_number=8801,
    staff=(
        Colleague("Dana Fairley", Role.ADMINISTRATOR, languages=("en",)),
        Colleague("Pascal Renaud", Role.MANAGER),
        Colleague("Jo Haverstock", Role.AGENT, languages=("en",)),
        Colleague("Mélanie Guay", Role.AGENT),
        Colleague("Ruth Penhaligon", Role.AGENT, country="GB", languages=("en", "fr")),
        Colleague("Callum Breen", Role.AGENT, country="AU", languages=("en", "fr")),
        Colleague("Stuart Olney", Role.ACCOUNT_MANAGER, languages=("en",)),
    ),
    customers=(
        Customer(
            "Harbour Food Bank", "harbourfood.example", "en", "member",
            ("Nora Kessler", "Ian Battersby", "Lucy Tran"), fee=420000, data_countries=("CA",), managed=True,
        ),
        Customer(
            "Bénévoles de Charlevoix", "benevoles-charlevoix.example", "fr", "member",
            ("Colette Simard", "Guy Tremblay"), fee=260000, managed=True,
        ),
        Customer(
            "Moorland Hospice", "moorlandhospice.example", "en", "member",
            ("Alison Grange", "Peter Holloway", "Meg Sutcliffe"), fee=510000, country="GB", zone="Europe/London",
        ),
        Customer(
            "Bondi Surf Rescue", "bondirescue.example", "en", "member",
            ("Jack Moriarty", "Tess Wilding"), fee=380000, country="AU", zone="Australia/Sydney",
        ),
        Customer(
            "Musée du Vieux-Port", "musee-vieuxport.example", "fr", "member",
            ("Sylvain Aubry", "Claire Desrosiers"), fee=330000,
        ),
        Customer(
            "Prairie Literacy Network", "prairieliteracy.example", "en", "member",
            ("Gwen Oakes", "Sam Iskandar"), fee=295000, zone="America/Winnipeg",
        ),
    ),
)  # fmt: skip

AIDI = House(
    slug="aidi",
    name="Aidi",
    policy="aidi",
    prefix="AIDI",
    address="support@aidi.example",
    portal_channel="web",
    language="fr",
    currency="CAD",
    weekly=9,
    first_number=512,
    staff=(
        Colleague("Vincent Laramée", Role.ADMINISTRATOR),
        Colleague("Catherine Beaudry", Role.MANAGER),
        Colleague("Samuel Poitras", Role.AGENT),
        Colleague("Léa Charbonneau", Role.AGENT),
        Colleague("Nadia Ferhat", Role.AGENT),
        Colleague("Alexandre Hamel", Role.ACCOUNT_MANAGER),
    ),
    customers=(
        Customer(
            "Ville de Sainte-Rive", "sainte-rive.example", "fr", "standard",
            ("Manon Leclerc", "Serge Bilodeau", "Karine Houle"), fee=5400000, managed=True,
            environments=(("Production", "production"), ("Préproduction", "pre-production"), ("Formation", "training")),
        ),
        Customer(
            "Aéroport régional du Fjord", "aeroport-fjord.example", "fr", "standard",
            ("Denis Gauthier", "Julie Savard"), fee=7800000, managed=True,
        ),
        Customer(
            "Transit Ottersmead", "ottersmead.example", "en", "standard",
            ("Brian Colley", "Anita Desai", "Wes Harding"), fee=6650000, managed=True,
        ),
        Customer(
            "Port de l’Anse-Bleue", "anse-bleue.example", "fr", "standard",
            ("Yves Castonguay", "Lise Arsenault"), fee=4300000, represented=False,
        ),
        Customer(
            "Université du Plateau", "uplateau.example", "fr", "standard",
            ("Marianne Lessard", "Hugo Paradis", "Thuy Nguyen"), fee=8900000, managed=True,
        ),
    ),
)  # fmt: skip

CIRRUS = House(
    slug="cirrus-shield",
    name="Cirrus Shield",
    policy="cirrus-shield",
    prefix="CS",
    address="support@cirrus-shield.example",
    portal_channel="email",
    language="fr",
    currency="EUR",
    weekly=8,
    first_number=3300,
    staff=(
        Colleague("Aurélie Vasseur", Role.ADMINISTRATOR, country="FR"),
        Colleague("Julien Marchetti", Role.MANAGER, country="FR"),
        Colleague("Camille Reynaud", Role.AGENT, country="FR"),
        Colleague("Bastien Leroux", Role.AGENT, country="FR"),
        Colleague("Inès Belkacem", Role.AGENT, country="FR"),
        Colleague("Hélène Prigent", Role.ACCOUNT_MANAGER, country="FR"),
    ),
    customers=(
        Customer(
            "Ateliers Morvan", "ateliers-morvan.example", "fr", "premium",
            ("Claude Bertin", "Sandrine Joly", "Rémi Faure"), addons=("administration",), fee=1800000,
            country="FR", zone="Europe/Paris", managed=True,
        ),
        Customer(
            "Groupe Tessier", "tessier.example", "fr", "premium",
            ("Agnès Delorme", "Nicolas Pons"), addons=("developer-help",), fee=2400000, country="FR",
            zone="Europe/Paris", managed=True,
        ),
        Customer(
            "Brightwell Trading", "brightwell.example", "en", "paying",
            ("Emma Radley", "Colin Frost"), fee=640000, country="GB", zone="Europe/London",
        ),
        Customer(
            "Maison Duvallon", "duvallon.example", "fr", "paying",
            ("Odile Garnier", "Thierry Blanc"), fee=520000, country="FR", zone="Europe/Paris",
        ),
        Customer("Studio Lumen", "studio-lumen.example", "fr", "free", ("Zoé Martel",), country="FR", zone="Europe/Paris"),
    ),
)  # fmt: skip

QISCUS = House(
    slug="qiscus",
    name="Qiscus",
    policy="qiscus",
    prefix="QIS",
    address="support@qiscus.example",
    portal_channel="portal",
    language="en",
    currency="IDR",
    weekly=12,
    first_number=15020,
    staff=(
        Colleague("Ratna Kusuma", Role.ADMINISTRATOR, country="ID", languages=("en",)),
        Colleague("Bayu Pratomo", Role.MANAGER, country="ID", languages=("en",)),
        Colleague("Dewi Anggraini", Role.AGENT, country="ID", languages=("en",)),
        Colleague("Fajar Wibisono", Role.AGENT, country="ID", languages=("en",)),
        Colleague("Intan Maheswari", Role.AGENT, country="ID", languages=("en", "fr")),
        Colleague("Yoga Saputra", Role.ACCOUNT_MANAGER, country="ID", languages=("en",)),
    ),
    customers=(
        Customer(
            "Nusantara Air", "nusantara-air.example", "en", "premium",
            ("Lestari Hadi", "Rizky Firmansyah", "Putri Ayu"), addons=("24x7", "resolution"), fee=96000000000,
            country="ID", zone="Asia/Jakarta", managed=True,
        ),
        Customer(
            "Bank Samudra", "banksamudra.example", "en", "premium",
            ("Hendra Wijaya", "Maya Salim"), addons=("8x7",), fee=78000000000, country="ID", zone="Asia/Jakarta",
            managed=True,
        ),
        Customer(
            "Kopi Pagi", "kopipagi.example", "en", "basic", ("Dimas Arya", "Sinta Dewi"), fee=2400000000,
            country="ID", zone="Asia/Jakarta",
        ),
        Customer(
            "Toko Melati", "tokomelati.example", "en", "basic", ("Eka Putra",), fee=1800000000, country="ID",
            zone="Asia/Jakarta", days_left=21,
        ),
        Customer(
            "Comptoir des Îles", "comptoir-iles.example", "fr", "premium", ("Solène Abadie", "Yannick Payet"),
            fee=41000000000, country="RE", zone="Indian/Reunion", phase="onboarding", managed=True,
        ),
    ),
)  # fmt: skip

HOUSES = (KIWI, BETTER_IMPACT, AIDI, CIRRUS, QISCUS)
