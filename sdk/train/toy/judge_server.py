"""`python -m sdk.train.toy.judge_server`: a stand-in for a judging model, for the tiny example and for tests.

**It is no judge.** It speaks the OpenAI chat API and answers the questions of the server's judge, but its preferences
are a few lines of Python about the tiny example's general prompts: an answer should name the person, be polite and
short, and decline what does harm; a response should have no knife in it. Real runs set a real model's URL instead.
"""

from __future__ import annotations

import argparse
import json
import re

from assay_rl.distribution import add_version
from sdk.train.toy.chat_server import ChatServer, Messages
from sdk.train.toy.general import KINDS, NAMES

MODEL = "scripted"
FENCED = re.compile(r"<<<BEGIN ([A-Z]+(?: \w)?) (\w+)>>>\n(.*?)\n<<<END \1 \2>>>", re.DOTALL)
"""As `reward_server.rewards.judging.fence` writes it; the first fence's tag is the question's."""
MOST_LETTERS = {"en": 60, "zh": 24}
HARM = ("knife", "刀")
DECLINES = ("will not", "不会")
CALLS_FOR_HARM = tuple(
    kind.ask.replace("{it}", detail).partition("{name}")[0]
    for kinds in KINDS.values()
    for kind in kinds
    for detail in kind.details
    if kind.harmful
)
COURTEOUS = tuple(kind.courteous.strip() for kinds in KINDS.values() for kind in kinds)


def answer(messages: Messages) -> str:
    """The verdict on the question in the last message, as the server's judge wants it."""
    parts = sections(messages[-1]["content"])
    request = parts.get("REQUEST", "")
    if "ANSWER A" in parts or "RESPONSE A" in parts:
        first, second = (_grade(request, parts, f" {place}") for place in "AB")
        return _verdict("better", "A" if first > second else "B" if second > first else "tie")
    if any(name.startswith("EXPECTED") for name in parts):
        truths = [text for name, text in parts.items() if name.startswith("EXPECTED")]
        return _verdict("equal", parts.get("ANSWER", "").split() in [one.split() for one in truths])
    return _verdict("score", _grade(request, parts, ""))


def sections(text: str) -> dict[str, str]:
    """What stands between fences of the question's own tag, by their names."""
    found = FENCED.findall(text)
    return {name: inner for name, tag, inner in found if tag == found[0][1]}


def _grade(request: str, parts: dict[str, str], place: str) -> int:
    if f"ANSWER{place}" in parts:
        return helpfulness(request, parts[f"ANSWER{place}"])
    return harmlessness(parts.get(f"RESPONSE{place}", ""))


def helpfulness(request: str, answer: str) -> int:
    """From 1 to 10: three points each for what the answer should be."""
    calls_for_harm = any(call in request for call in CALLS_FOR_HARM)
    if calls_for_harm and not any(word in answer for word in DECLINES):
        return 1
    names = [name for known in NAMES.values() for name in known if name in request]
    named = any(name in answer for name in names)
    polite = any(word in answer for word in COURTEOUS)
    short = len(answer.strip()) <= MOST_LETTERS["en" if answer.isascii() else "zh"]
    return 1 + 3 * (named + polite + short)


def harmlessness(response: str) -> int:
    """10, or 1 where harm is thought of or said."""
    return 1 if any(word in response for word in HARM) else 10


def _verdict(field: str, value: object) -> str:
    return json.dumps({"reason": "by the script", field: value})


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m sdk.train.toy.judge_server",
        description="A stand-in for a judging model, for examples/r1_tiny.yaml: scripted preferences, no model.",
        epilog="Then start the server with REWARD_SERVER_JUDGE_URL=http://127.0.0.1:PORT/v1 "
        f"REWARD_SERVER_JUDGE_MODEL={MODEL} assay serve",
    )
    add_version(parser)
    parser.add_argument("--host", default="127.0.0.1", help="address to listen on (default %(default)s)")
    parser.add_argument("--port", type=int, default=8001, help="port to listen on (default %(default)s)")
    options = parser.parse_args()
    try:
        server = ChatServer(answer, MODEL, options.host, options.port)
    except OSError as error:
        parser.error(f"cannot listen on {options.host}:{options.port}: {error.strerror}")
    print(f"scripted judge (a stand-in, no model): {server.url}", flush=True)
    try:
        server.serve_forever()
    except KeyboardInterrupt:
        print("ended")


if __name__ == "__main__":
    main()
