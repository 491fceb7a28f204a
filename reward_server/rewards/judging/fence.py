"""Text that a model wrote, shown to a model that judges: fenced off, and stripped of what could pass for the fence.

A judge reads one string, in which nothing but its words tells the question from the text that is judged. So the text
stands between two lines that carry a tag, a digest of all that is judged: whoever writes the text would have to put
its own digest into it. And what could be taken for a fence, or for the control tokens of a chat template, is taken
apart. The idea of the tag is the delimiting of "spotlighting" (arXiv:2403.14720).
"""

from __future__ import annotations

import hashlib
import re

_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f"
    "\u202a-\u202e\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\U000e0000-\U000e0fff]+"
)
"""Controls, format characters, fillers and tags: nobody sees them, and a tokenizer may."""
_LINE_BREAK = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_MARKS = "[\t\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]*"
"""What is set over or under the letter before it, and tabs: a reader may pass over both."""
_OPENING = "<＜﹤‹«˂ᐸ❮❰≪⟨⟪〈《⟬⋘⫷⪡"
_BRACKETS = re.compile(f"(?:[{_OPENING}]{_MARKS}){{2,}}|[⋘⫷⪡]")


def _either(text: str) -> str:
    """A pattern of a text, each letter narrow or wide and marked or not."""
    return "".join(f"[{re.escape(one)}{chr(ord(one) + 0xFEE0)}]{_MARKS}" for one in text)


_ROLES = "start_of_turn", "end_of_turn", "bos", "eos", "pad", "unk", "s", "sys"
_CONTROL_TOKEN = re.compile(
    f"(?i)[<＜﹤](?={_MARKS}[|｜])|[|｜](?={_MARKS}[>＞﹥])"
    f"|[<＜﹤](?={_MARKS}(?:{_either('/')})?(?:{'|'.join(map(_either, _ROLES))})[>＞﹥])"
    rf"|[\[［](?={_MARKS}(?:{_either('/')})?{_either('INST')}[\]］])"
)


def clean(text: str) -> str:
    """The text as a judge may see it: no fence and no control token in it, all else as it was. Linear, idempotent."""
    text = _LINE_BREAK.sub("\n", _INVISIBLE.sub("", _SURROGATE.sub("\ufffd", text)))
    text = _BRACKETS.sub(_apart, text)
    return _CONTROL_TOKEN.sub(lambda hit: hit[0] + " ", text)


def _apart(run: re.Match[str]) -> str:
    # Two are a shift operator or a here-document; three would be our fence.
    if run[0] == "<<":
        return run[0]
    return " ".join("< <" if one in "⋘⫷⪡" else one for one in run[0] if one in _OPENING)


def tag_of(*texts: str) -> str:
    """What the fences of these texts carry: the same for the same texts, so that equal questions have equal keys."""
    digest = hashlib.blake2b(digest_size=8)
    for text in texts:
        data = text.encode()
        digest.update(len(data).to_bytes(8, "big") + data)
    return digest.hexdigest()


def fenced(name: str, text: str, tag: str) -> str:
    """`text` must be clean."""
    return f"<<<BEGIN {name} {tag}>>>\n{text}\n<<<END {name} {tag}>>>"
