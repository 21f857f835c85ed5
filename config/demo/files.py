"""What the demonstration's organisations have in their files. The tax codes are valid and nobody's."""

from config.demo.names import Names
from config.demo.world import World
from people import rules, tax_code
from people.enums import OrganisationKind

_STREETS = ["Lạch Tray", "Tô Hiệu", "Cầu Đất", "Lê Hồng Phong", "Nguyễn Bỉnh Khiêm", "Trần Nguyên Hãn"]
_TITLES = {
    OrganisationKind.ENTERPRISE: ("Giám đốc", "Tổng giám đốc"),
    OrganisationKind.INVESTOR: ("Giám đốc", "Giám đốc điều hành"),
    OrganisationKind.UNIVERSITY: ("Hiệu trưởng", "Trưởng khoa"),
    OrganisationKind.YOUTH_UNION: ("Bí thư", "Phó bí thư"),
}
_CHAIRS = ("Chủ tịch", "Phó chủ tịch")


def legal_facts(world: World, kind: OrganisationKind, name: str) -> dict[str, str]:
    """Those that an organisation of this kind needs."""
    dice = world.dice(f"file/{name}")
    known = {
        "legal_name": name,
        "tax_code": _tax_code(world),
        "address": f"Số {dice.randint(1, 300)} đường {dice.choice(_STREETS)}",
        "signatory_name": Names(dice).person(),
        "signatory_title": dice.choice(_TITLES.get(kind, _CHAIRS)),
    }
    return {part: known[part] for part in rules.NEEDED_IN_FILE.get(kind, ())}


def _tax_code(world: World) -> str:
    """No province has the number 99."""
    digit = None
    while digit is None:
        world.tax_codes += 1
        nine = f"99{world.tax_codes:07}"
        digit = tax_code.check_digit(nine)
    return f"{nine}{digit}"
