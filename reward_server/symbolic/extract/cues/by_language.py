"""The words by language: `languages/` has a file for each, with a line for each kind of words.

What reads a kind are the tables and patterns of `cues`. A language that is added is one file; a few patterns still join
words of several languages.
"""

from __future__ import annotations

import itertools
import re
from pathlib import Path

from reward_server.symbolic.extract.cues.kinds import glued, phrases

_KINDS = """
answer           names an answer, and may be said of a choice too
answer noun      names an answer alone
result           names what a computation comes to
is               is, becomes, in texts of any language
is?              the same where the word is another in other languages: in texts of its own language only
verb             states a value
verb?            the same where the word is another in other languages
get              what we get, find or obtain: a verb that a clause ends or begins with
name             is, where a word is named ...
naming           ... and other verbs that name one: is called, follows
object           may stand between a verb and its value
fill             may stand between a phrase about a value and the value
fill after       the same after a value
bridge           may stand between an answer's name and its value
article          an article
form             a point, an interval, possible, different: what an answer is said to be
general          nouns and adjectives of any answer, which name no other quantity
so               so, therefore: concludes
reset            begins a new statement, as "so" does
lead             hands a statement on as the writer's own
contrast         but: what follows it is stated
narrowly         before giving up: that it was not done
seems            says how something may look, or what people think of it
at first         limits what is said to the beginning of the work
past             puts a doubt into the past
turn             begins a clause that sets right the one before it: but, however, in fact
total            in all
affirms          calls the statement that follows true
and              joins two values
or               offers another
that             introduces a clause that is as good as what stands before it
known            follows, we see: what stands before such a clause and makes it the writer's own finding
there            there is
because          begins a reason
front            begins a circumstance that stands before a statement
unlike           begins one that sets another case apart
adjunct          begins what may stand after an answer and a comma
remark           begins a sentence that may stand after an answer
polite           begins a sentence to the reader
check            begins a check of the answer
checked          says that the answer was checked
confirms         says that it came out right
retracts         a sentence that has it may take back the one before it, or say more than that does
reason           stands before arithmetic that checks the answer
explains         a label before an explanation of the answer
example          a list after it shows examples
generalizes      begins a remark on the general case
includes         begins what a value counts too
note             a label before a remark
aside            begins a remark in brackets, or one on what would be so otherwise
divisor          a divisor or a multiple
compares         begins a remark on another value
otherwise        begins what would be so if the question were another
would            a verb of such a sentence
own              the writer's own work
narrows          what a remark that has it says is of another value, or of a part
back             a sentence that calls the value before it the answer
must             is still to be done
not              denies the value that follows
not after        denies the value before it
no               a bare negation
denies           the same where it stands before a verb
wrong            wrong, wherever it stands
wrong before     calls the value that follows wrong
wrong after      calls the value before it wrong
wrong around     does so from anywhere in the sentence
mistake          names a mistake that many make: what a sentence says of it is no answer
box              the box around an answer
doubt            doubts a statement
doubt before     doubts the value that follows
doubt after      doubts the value before it
unsure           doubts a value before it, and from anywhere in the sentence ...
unsure around    ... or only from anywhere
suppose          supposes a statement
suppose before   supposes the value that follows
suppose around   supposes it from anywhere in the sentence
if               begins a condition
condition        begins one, or says that somebody else states it: not the writer's own statement
if after         makes the value before it hang on one
except           begins the cases that the value before it leaves out
bound            makes the value that follows a bound
bound after      makes the value before it a bound
bound around     does so from anywhere in the sentence
part             the answer is made from the value by it, wherever it stands
part before      the same before the value
part after       the same after the value
about            says that the value that follows is near the answer
said             a statement that is somebody else's
said before      the value that follows is
said after       the value before it is
said around      the same from anywhere in the sentence
partial          the value is a step: so far
elsewhere        the value that follows is of something else
elsewhere after  the value before it is
gave up          there is no answer
command          begins a sentence that asks or supposes
label            a number after it is a name: page
task             names what is asked, before a colon
to               must, want to ...
show             ... show that, decide whether: what follows is no statement
to show          both
to show after    the same after the value
many             how many
asks             what, which; find: asks for an amount or a form
asks for         the same, but other words too
who              asks for anything else
percent          begins the name of a percentage
exact            asks for a value that is not rounded
multiplicity     asks how often each of several values counts
each             each of several
where            begins what a letter stands for, beside the formula that has it
let              does so before what is asked
first            one of several, another
next             the next in a row
relative         a person's relatives
else             another time
pronoun          he, she, they
mine             my, our
choice           a letter after it is a choice
right            right, of an answer
right choice     right, of a choice
no solution      a whole answer: there is none, as of an equation
no such          there is no such: what follows names it
moves first      begins a game
beginning with   stands before who begins
first player     who moves first
second player    who moves second
wins             wins a game
says yes         a whole answer to a question, or the first word of one
says no          the same
true             a whole answer: the statement is
false            the same
series           what may converge, increase or be even, and what may stand beside its name
converges        what a series may do
diverges         the same
absolutely       how it converges
conditionally    the same
even             what a function or a number may be
odd              the same
increasing       what a function or a sequence may be
decreasing       the same
strictly         how
quantity         names a quantity of its own, which a remark may add to an answer
rest             those that the answer does not count, or the next
"""
KINDS = {line[:17].strip(): line[17:] for line in _KINDS.strip().splitlines()}
"""Each kind, and what a word of it does."""


def _read(file: Path) -> dict[str, tuple[str, ...]]:
    lines = (line.partition(":") for line in file.read_text(encoding="utf-8").splitlines())
    return {kind: phrases(row) for kind, _, row in lines}


LANGUAGES = {file.stem: _read(file) for file in sorted((Path(__file__).parent / "languages").glob("*.txt"))}
"""The language -> the kind -> its phrases."""


def of(*kinds: str, but: str = "") -> tuple[str, ...]:
    """The phrases of some kinds, of all languages but one."""
    told = [rows.get(kind, ()) for kind in kinds for language, rows in LANGUAGES.items() if language != but]
    return tuple(dict.fromkeys(itertools.chain.from_iterable(told)))


def either(*kinds: str) -> str:
    """The same as alternatives of a pattern, the longest first."""
    return "|".join(sorted(map(re.escape, of(*kinds)), key=len, reverse=True))


def bordered(*kinds: str) -> str:
    """The same as whole words; where words are written without spaces between them, anywhere."""
    longest_first = sorted(map(re.escape, of(*kinds)), key=len, reverse=True)
    spaced = "|".join(one for one in longest_first if not any(map(glued, one)))
    return "|".join((rf"(?<!\w)(?:{spaced})(?!\w)", *(one for one in longest_first if any(map(glued, one)))))


def languages_of(phrase: str, *kinds: str) -> tuple[str, ...]:
    """The languages that have a phrase."""
    return tuple(one for one, rows in LANGUAGES.items() if any(phrase in rows.get(kind, ()) for kind in kinds))


OWN_LETTERS = {
    "sv": re.compile("[åäö]"),
    "da": re.compile("[æøå]"),
    "nb": re.compile("[æøå]"),
    "fi": re.compile("[äö]"),
    "hu": re.compile("[őűáíóú]"),
    "cs": re.compile("[ěščřžýůťďň]"),
    "sk": re.compile("[ščžýťďňľĺŕô]"),
    "ro": re.compile("[ășşțţ]"),
    "ca": re.compile("[çèò·]"),
}
"""Letters by which a language is told from those that share the words of its `is?` and `verb?`."""
