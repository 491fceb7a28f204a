"""What names an answer, and what may stand between its name and its value."""

from __future__ import annotations

from reward_server.symbolic.extract.cues.by_language import of
from reward_server.symbolic.parse.normalize import words

ANSWER_NOUNS = of("answer noun", "answer")
"""The nouns after which an answer is named."""

BRIDGES = of("bridge")
"""What may stand, besides `FILLERS`, between the noun of an answer and the answer."""

OWN_VERBS = words("""
    seek sought get gets land shown proved proven established arrive end reach got have find found obtain obtained
    conclude concluded see need know compute computed calculate calculated deduce deduced derive derived keep choose
    chose pick arrived are would must can should then also now finally therefore thus answer select take left add
    subtract multiply divide sum sold bought made had pay paid spend spent use used eat ate claim say count counted
    looking seeking searching want wanted
""")
"""What we do with the answer: any other verb after "I" or "we" says what was done on the way."""

OWN_ANSWER = words("""
    the would my our final correct right an exact numerical numeric required desired simplified complete overall full
    unique only short main resulting following this that so therefore thus hence is as and or for to we i your a of in
    get gives with actual true sought requested integer decimal fraction simple precise whole math then ultimate
    resultant single combined total best here it's there's now one last above same clear expected definitive
    concluding closed-form mathematical positive valid
""")
"""What an answer may be called: any other word before the noun (a tentative answer, Bob's) makes it another's."""
