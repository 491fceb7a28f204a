"""What prompts, templates and habits of chat make of a text around its answer."""

from __future__ import annotations

import re

from reward_server.symbolic.extract.cues import answers


def unglued(text: str) -> str:
    """... = 5.5.The answer is (A), ．故选A: the last sentence of a template, with a space or a full stop before it."""
    text = _WIDE_STOP.sub("。", text) if "．" in text else text
    return _GLUED.sub(" ", text)


_WIDE_STOP = re.compile(r"．(?=\s*(?:The|So|Thus|故|所以|因此|答|选|即|解|\n|$))")
_GLUED = re.compile(
    r"(?<=[\w)\]}%°$][.!])(?=(?:So |Thus |Hence |Therefore,? )?[Tt]he (?:final |correct )?answer (?:is|:))"
)


def of_object(text: str) -> str:
    """The answer of a text that is an object with an answer and its reasons, which say nothing against it."""
    if '"answer"' not in text or not answers.OBJECT.match(text) or text.rstrip("` \n")[-1:] != "}":
        return text
    found = list(answers.OF_OBJECT.finditer(text))
    if len(found) != 1 or answers.OBJECTS_TO_IT.search(text, found[0].end()):
        return text
    return f"Answer: {(found[0][1] or found[0][2]).replace(_ESCAPED, _ESCAPED[0])}"


_ESCAPED = "\\\\"


def without_courtesies(text: str) -> str:
    """Without what is said to the reader at the end: is there anything else I can help you with?"""
    for _ in range(MOST_COURTESIES):
        stripped = text.rstrip()
        start = max(stripped.rfind("\n"), stripped.rfind("! "), stripped.rfind("? "), stripped.rfind(". ")) + 1
        if start < 1 or not _OFFERS.fullmatch(stripped[start:].strip()):
            return text
        text = stripped[:start].rstrip()
    return text


MOST_COURTESIES = 3
_OFFERS = re.compile(
    r"(?:i hope (?:this|that)(?: \w+)? (?:helps|answers your question|is helpful)"
    r"|(?:is there anything else|do you have (?:any )?other questions|let me know if you (?:have|need))[^.\d]{0,60})"
    r"[.!?]?",
    re.IGNORECASE,
)


def gives_up(tail: str) -> bool:
    """Does the writer give up: not somebody of the story, and not before a number is worked out?"""
    return any(_of_the_writer(tail, one) for one in answers.HOPELESS.finditer(tail))


def _of_the_writer(tail: str, said: re.Match[str]) -> bool:
    if said["deed"]:
        return answers.OF_THE_STORY.search(tail[max(0, said.start() - 40) : said.start()]) is None
    if said["quantity"]:
        return not any(cue.start() > said.end() + MAX_UNKNOWN for cue in answers.cues_in(tail))
    return True


MAX_UNKNOWN = 20
"""Characters of what is not known, before an answer may be given."""
