"""Short words that many doors ask for."""

from typing import Any


def reason(args: dict[str, Any]) -> dict[str, Any]:
    return {"reason": "Chưa hợp lúc này, hẹn mùa sau."}


def text(args: dict[str, Any]) -> dict[str, Any]:
    return {"text": "Nhóm đã thử với nước giếng nào chưa?"}


def pupil(args: dict[str, Any]) -> dict[str, Any]:
    return {"pupil": args.get("pupil") or args["pupil_pk"]}
