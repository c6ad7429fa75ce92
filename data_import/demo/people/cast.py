"""Who is in the demo. All are invented; their RUTs are valid and plainly nobody's."""

from dataclasses import dataclass

from stdnum.cl import rut

from data_import.demo.lots import lots

FIRST_NAMES = (
    "Ana",
    "Bruno",
    "Carla",
    "Diego",
    "Elena",
    "Fabián",
    "Gloria",
    "Hernán",
    "Irene",
    "Jorge",
    "Laura",
    "Mario",
)
SURNAMES = ("Araya", "Barra", "Cea", "Duarte", "Erices", "Flores", "Godoy", "Ibáñez", "Jara", "Leal", "Núñez", "Soto")
ROADS = ("Camino Pilmaiquén", "Camino Trapi", "Ruta T-71", "Camino Crucero", "Camino Chirre", "Los Notros", "Los Ulmos")
FIRST_BODY = 40_000_001
OTHER_CUSTOMERS, OTHER_SERVICES = 50, 60
FIRST_NUMBER, STEP = 12_003, 17
CONNECTIONS_KVA = (6, 10, 10, 15, 15, 25, 45)


@dataclass(frozen=True)
class Person:
    rut: str
    first_name: str
    paternal_surname: str
    maternal_surname: str

    @property
    def name(self) -> str:
        return f"{self.first_name} {self.paternal_surname} {self.maternal_surname}"

    @property
    def email(self) -> str:
        return f"cliente{self.rut[:-2]}@example.com"


@dataclass(frozen=True)
class Place:
    """A transformer of the network."""

    id: str
    name: str
    comuna_code: str


@dataclass(frozen=True)
class DemoService:
    number: str
    holder: Person
    address: str
    capacity_kva: int
    place: Place
    billed_on: str


CONSUMER = Person("11111111-1", "Ana", "Soto", "Leal")
GENERATOR = Person("22222222-2", "Bruno", "Rivas", "Toro")
STAFF = {
    "atención": Person("33333333-3", "Carla", "Peña", "Cea"),
    "planificación": Person("44444444-4", "Diego", "Jara", "Núñez"),
    "publicación": Person("55555555-5", "Elena", "Flores", "Barra"),
}
REGISTERED = Person("77777777-7", "Fabián", "Godoy", "Duarte")

CONSUMPTION = "11261"
INJECTING, CREDITED, METERED = "131311", "131312", "131313"
EG_SERVICES = (INJECTING, CREDITED, METERED)
CONSUMER_TRANSFORMER, EG_TRANSFORMER = "TRANSF.TRIF.15 KVA.13200 V.", "TRANSF.MON.15 KVA.7620 V."
BILLED = {CONSUMPTION: "31-08-2020", INJECTING: "31-10-2019"}
LATEST_BILLING = "31-10-2020"


def other_people() -> list[Person]:
    draw = lots("people")
    return [
        Person(f"{body}-{rut.calc_check_digit(str(body))}", draw.choice(FIRST_NAMES), *draw.sample(SURNAMES, 2))
        for body in range(FIRST_BODY, FIRST_BODY + OTHER_CUSTOMERS)
    ]


def other_numbers() -> list[str]:
    return [str(FIRST_NUMBER + STEP * at) for at in range(OTHER_SERVICES)]


#: Services that nobody has linked yet: a visitor may, with what their bills say.
UNLINKED = (other_numbers()[0], other_numbers()[1])


def services(places: list[Place]) -> list[DemoService]:
    """Every service on a transformer of the network, the same for the same network. `places` in a fixed order, at least one."""
    golden = [
        golden_service(CONSUMPTION, CONSUMER, named(places, CONSUMER_TRANSFORMER)),
        *(golden_service(number, GENERATOR, named(places, EG_TRANSFORMER)) for number in EG_SERVICES),
    ]
    return golden + other_services(places)


def named(places: list[Place], name: str) -> Place:
    return next((place for place in places if place.name == name), places[0])


def golden_service(number: str, holder: Person, place: Place) -> DemoService:
    address = f"{ROADS[0]} km {int(number) % 17 + 2}"
    return DemoService(number, holder, address, 15, place, BILLED.get(number, LATEST_BILLING))


def other_services(places: list[Place]) -> list[DemoService]:
    """Some transformers feed one of them, some feed several."""
    people, draw = other_people(), lots("services")
    chosen = [places[at * len(places) // OTHER_CUSTOMERS] for at in range(OTHER_CUSTOMERS)]
    found = []
    for at, number in enumerate(other_numbers()):
        place = chosen[at * 2 // 3 % OTHER_CUSTOMERS]
        address = f"{draw.choice(ROADS)} km {draw.randint(1, 28)}"
        holder = people[at % OTHER_CUSTOMERS]
        found.append(DemoService(number, holder, address, draw.choice(CONNECTIONS_KVA), place, LATEST_BILLING))
    return found


def customers() -> list[Person]:
    return [CONSUMER, GENERATOR, *other_people()]
