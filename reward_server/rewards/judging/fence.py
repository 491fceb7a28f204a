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
_MARKS = "[\t\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]*+"
"""What is set over or under the letter before it, and tabs: a reader may pass over both."""
_OPENING = "<＜﹤‹«˂˱ᐸᚲ❮❬❰≪≺⊰⋖⟨⟪〈《⟬⧼⦑\u2329\U0001d236"
_CLOSING = ">＞﹥›»˃˲ᐳ❯❭❱≫≻⊱⋗⟩⟫〉》⟭⧽⦒\u232a\U0001d237"
_SEVERAL = "⋘⫷⪡"
_BRACKET = f"(?:[{_OPENING}{_SEVERAL}]|(?i:&(?:lt|#0{{0,6}}60|#x0{{0,6}}3c);))"
_BRACKETS = re.compile(f"(?:{_BRACKET}{_MARKS}){{2,}}+|[{_SEVERAL}]")

_LETTER = "A-Za-zＡ-Ｚａ-ｚ_＿"
_NAME = rf"[{_LETTER}]{_MARKS}(?:[{_LETTER}0-9０-９:：.\-]{_MARKS}){{0,40}}+"
_MARKUP = frozenset({
    *("a", "b", "i", "p", "u", "em", "h1", "h2", "h3", "h4", "br", "hr", "li", "ol", "ul", "td", "th", "tr", "div"),
    *("pre", "sub", "sup", "code", "span", "body", "head", "html", "link", "table", "strong", "button", "form", "img"),
    *("int", "char", "bool", "float", "double", "string", "str"),
})  # fmt: skip
"""Names that stand in angle brackets in web pages and programs, and in no chat template."""
_QUOTES = "‹«⟨《〈\u2329"
_ROLES = frozenset({"s", "bos", "eos", "pad", "unk", "sop", "role", "user", "assistant", "system", "human", "think"})
"""What is a control token in quotation marks too, though most names in them are ordinary words."""
_CONTROL_TOKEN = re.compile(
    rf"[{_OPENING}](?={_MARKS}[|｜])|[|｜](?={_MARKS}[{_CLOSING}])"  # <|im_start|>
    rf"|[{_OPENING}](?={_MARKS}[/／\[]?{_MARKS}(?P<name>{_NAME}|0x\w\w)[\]/|]?{_MARKS}[{_CLOSING}])"  # <sop>
    rf"|[\[［](?={_MARKS}[/／]?{_MARKS}(?:[A-ZＡ-Ｚ_＿]{_MARKS}){{3,40}}+[\]］])"  # [INST], [SYSTEM_PROMPT]
    rf"|[\[［](?=[/／]?(?i:\w{{0,8}}?(?:mask|inst|sys|cls|sep|pad|unk|bos|eos))[\]］])"  # [gMASK], [inst]
    r"|\[(?=~)|\](?=~)|~(?=[\[\]])"  # ]~b]
)


def clean(text: str) -> str:
    """The text as a judge may see it: no fence and no control token in it, all else as it was. Linear, idempotent.

    No list of control tokens is whole, and each new model brings its own. So a space goes into every name in angle
    brackets that is neither markup nor a type, and into every name of capitals in square ones.
    """
    text = _LINE_BREAK.sub("\n", _INVISIBLE.sub("", _SURROGATE.sub("\ufffd", text)))
    text = _BRACKETS.sub(_apart, text)
    return _CONTROL_TOKEN.sub(_spaced, text)


def _apart(run: re.Match[str]) -> str:
    # Two are a shift operator or a here-document; three would be our fence.
    if run[0] == "<<":
        return run[0]
    return " ".join("< <" if one in _SEVERAL else one for one in re.findall(_BRACKET, run[0]))


def _spaced(hit: re.Match[str]) -> str:
    name = (hit["name"] or "").lower()
    ordinary = name in _MARKUP if hit[0] == "<" else hit[0] in _QUOTES and name.isalpha() and name not in _ROLES
    return hit[0] if name and ordinary else hit[0] + " "


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
