# ruff: noqa: E501  (a line of a pattern is one kind of words)
"""Where a text turns from what it sets right to what it states: but, in fact, a semicolon."""

from __future__ import annotations

import re

from reward_server.symbolic.extract.cues.by_language import either, of
from reward_server.symbolic.extract.cues.kinds import glued

_SPACED = "|".join(sorted((re.escape(one) for one in of("turn") if not any(map(glued, one))), key=len, reverse=True))
_KOREAN = r"(?<=[가-힣])(?:지만|으나|는데|ㄴ데|인데),?\s(?=\S)"
_JAPANESE = r"(?:が|けれども|けれど|けど|ものの)、"
_CHINESE = r"(?:但是|但|然而|不过|其实|实际上|事实上|可是|而)"
TURN = re.compile(
    rf"[;；]\s*(?:(?:{_SPACED})(?!\w)[,，\s]*)?"
    rf"|(?:[,،—–])\s*(?:(?:{_SPACED})(?!\w)[,\s]*)"
    rf"|[，；、]\s*{_CHINESE}[，,]?|，(?=正确)|{_JAPANESE}(?:{either('turn')})?、?|{_KOREAN}"
    r"|(?<=\w)\s(?=(?:ama|fakat|ancak|لكن|ولكن|लेकिन|nhưng|tetapi)\s)\S+\s"
    r"|(?:(?<=are wrong)|(?<=is wrong)|(?<=were wrong)|(?<=was wrong)|(?<=mistaken)|(?<=مخطئ)|(?<=خطأ)|(?<=yanılıyor)|(?<= sai))\s?[:—–]\s|,\sand\s(?=what (?:remains|is left|survives)\b)",
    re.IGNORECASE,
)
"""The border between a clause and one that sets it right."""
SENTENCE = re.compile(r"[.!。！।](?=[\s*_$]|$|[^\x00-\x7f])")
ADDS = re.compile(
    r"\W*(?:an?\s(?:[a-z]+\s){0,2}(?:one|mistake|error|guess)|so\s(?:is|does|do|are|was|did)|as\s(?:is|does|do)|neither|nor|also|too|either|likewise|equally|similarly|again|same|the same"
    r"|auch|ebenso|ebenfalls|genauso|weder|aussi|non plus|également|tampoco|también|tambem|também|anche|nemmeno|neanche|neppure|ook|evenmin"
    r"|тоже|также|ни|теж|також|też|także|ani|również|da|de aynı|أيضا|أيضاً|cũng|juga)(?!\w)|[也亦]|同様|역시\s*틀",
    re.IGNORECASE,
)
"""The clause after a turn that says the same of another value: neither does 7, 64 fails too."""
NOT_FOUND = re.compile(
    r"(?<!\w)(?:guess\w*|guesswork|hunch|luck\w*|copied|copying|made up|making (?:this|it|that) up|joke|joking|kidding|placeholder|at random|randomly|hearsay"
    r"|no (?:proof|idea|clue|answer)|geraten|rate nur|abgeschrieben|erfunden|scherz|zufällig|deviné|au hasard|inventé|copié|adivin\w+|al azar|invent\w+|copiad\w+"
    r"|chut\w+|adivinh\w+|indovin\w+|a caso|gegokt|gok|verzonnen|угада\w+|наугад|наобум|вгада\w+|навмання|zgad\w+|strzel\w+|tahmin\w*|salla\w+|đoán|menebak|tebak\w*|تخمين|خمنت|अंदाज\w*)(?!\w)"
    r"|猜|蒙的|抄|瞎|推測|当て|勘で|適当|찍|추측",
)
"""How a value was come by that was not found."""
HANGS = re.compile(
    r"(?<!\w)(?:unless|provided|assuming|supposing|suppose|imagine|pretend|only if|if only|for the sake of argument|sofern|vorausgesetzt|angenommen|à condition|pourvu|supposons|siempre que|siempre y cuando|con tal|supongamos"
    r"|desde que|contanto|suponhamos|purché|a patto|supponiamo|mits|stel dat|при условии|предположим|допустим|за умови|припустимо|pod warunkiem|załóżmy|koşuluyla|şartıyla|varsayalım|بشرط|لنفترض|बशर्ते|मान लीजिए|miễn là|giả sử|asalkan|andaikan)(?!\w)"
    r"|假设|假如|倘若|只要|要是|仮に|もし|ならば|만약|가정하면"
)
"""A condition on which the clause after a turn may still hang."""
OF_IT = re.compile(
    r"\W*(?:it|this|that|mine|which|(?:the|my|our) (?:answer|result|value|number)|all (?:of )?this)(?:'s|\s(?:is|was))\s"
)
"""What the clause before a turn says of the very value that comes."""

FRONTED = re.compile(
    r"\W*(?:(?:and|so|und|et|y|e|и)\W+)?(?:(?:as )?(?!long|soon|far|much|well|such|just|same|insofar)\w+ as (?:it|this|that)(?: (?:may|might|could))? (?:is|be|was|seems?|looks?|sounds?|appears?|feels?)\b"
    r"|(?:si|aussi) \w+ que (?:cela|ça|celui)\b|por (?:más |muy |mais )?\w+ que (?:parezca|sea|suene|resulte|pareça|seja|soe)\b|per quanto \w+|so \w+ (?:es|das)(?: auch)? (?:klingt|scheint|aussieht|ist|klingen|scheinen|sein)\b|hoe \w+ (?:het|dat) ook\b"
    r"|как (?:это )?ни \w+|как бы (?:это )?(?:ни )?\w+|як (?:це )?не \w+|choć (?:trudno|może)|jakkolwiek|ač|jakkoli|hur \w+ det än|bármilyen|رغم أن|مع أن|虽然|尽管)[^,;:.，；]{0,40}[,:，]\s*",
    re.IGNORECASE,
)
"""Strange as it may seem: what is conceded before the clause that states."""
AFFIRMED = re.compile(rf"\W*(?:{either('affirms')})[,，:]?\s*(?=\S)", re.IGNORECASE)
"""There is no doubt that: what only affirms the clause after it."""
DOES = re.compile(
    r"[\s$)}]*(?:does|do|is|works|fits|passes|qualifies|succeeds|can|will|sí|sì|schon|wel|oui)(?:\s(?:it|so|indeed|too))?\s*[.!]?\s*$",
    re.IGNORECASE,
)
"""64 fails the test, but 65 does."""
ASKED = re.compile(
    r"(?P<ask>(?:(?<!\w)(?:is|are|was|does|could|can|ist|sind|est-ce|es|é|è|это)\s(?:(?:it|this|that|the \w+|es|das|ce|x|n|=|really|indeed|equal)\s){0,4}|是))?"
    r"(?P<value>\$?\\boxed\{[^{}]{1,40}\}\$?|(?<![\w.,])(?<!\d)-?\d[\d.,]*|(?<=是)\d[\d.,]*)\s?[吗嗎か]?[?？]\s*"
    rf"(?:(?:{either('says yes')})|(?:yes, )?(?:it|this|that) (?:is|does|can|could)(?! not|n't)|indeed|exactly|correct|right|certainly|of course|对|是的|没错|はい|그렇습니다|네)\s*(?:[.:,!—–。：，！]+|$)(?!\s*(?:but|if|unless|maybe|perhaps|or|wenn|falls|aber|si|mais|pero|se|ma|mas|если|но|但|如果)(?!\w))",
    re.IGNORECASE,
)
"""Is it 8? It is: a question that its writer answers."""

INDIFFERENT = re.compile(
    r",?\s?(?<!\w)(?:no matter (?:what|who|how)(?=\s|[.,;!])[^,.;:!?\\\d]{0,50}|whatever (?:anyone|anybody|people|they|he|she|others|the \w+|my \w+)(?: may| might)? \w+|there(?: is|'s) no way around (?:it|this|that))(?=\s*+(?:[,.;:!]|$))",
    re.IGNORECASE,
)
"""Whatever anyone says: what makes no difference."""
AND_NOT = re.compile(
    r"(?P<kept>[\d})$°%](?:\s(?!and|but|not|und|et|y|e|en|a|i)[^\W\d_]{1,15})?)(?:,?\s(?:and not|but not|not|und nicht|nicht|et non(?: pas)?|et pas|y no|e non|e não|en niet|a nie|i nie|а не|та не|och inte|og ikke|và không phải(?: là)?|không phải(?: là)?|bukan|وليس|لا)\s|[，,、]?(?:而不是|而非|不是)\s?)"
    r"\$?-?\d[\d.,]*\d?\$?(?=\s*+[.!。]?\s*+$)",
    re.IGNORECASE,
)
"""7 and not 8, at the end of a text."""
DENIED_AFTER = re.compile(
    r"(?:ليس|ليست|không phải(?: là)?|不是)?\s?(?<![\w.,])-?\d[\d.,]*(?:[가-힣]{0,2}(?:이|가)\s아니라|\s?[^\W\d_]{0,3}ではなく、?|\s?değil,?|\s(?:नहीं,?\s)?बल्कि|\sبل|\smà là)\s*(?=\S*\d)"
)
"""Not 300 but 400 in languages that deny behind the value."""
SAYS_RIGHT = re.compile(
    r"\W*(?:the |die |das |der |la |le |el |il |o |a |de |het |den |det )?(?:(?:right|correct|true|actual|real|bonne|juste|exacta?|correcta?|correta?|certa|giusta|corretta|richtige?r?s?|korrekte?|juiste|correcte|правильн\w+|верн\w+|правильна|poprawn\w+|prawidłow\w+|doğru|rätta?|rigtige?|riktige?)(?!\w))|\W*(?:richtig sind|正确|正しくは|正解|정답|الصحيح|सही|đáp án đúng)",
    re.IGNORECASE,
)
"""The right answer is: opens a clause that nothing before it hangs on."""
ANSWER, JUST = "The answer is ", "exactly"

NOT_BUT = re.compile(
    r"(?:(?:it(?: is|'s)|this is|that is|there are|es (?:ist|sind)|das ist|il n'y en a|ce n'est|il y en a|det är|det er|het is|dat is|это|это|це|to|jest)\s)?"
    r"(?:not|nicht|keine?|pas|no (?:es|son)|no|non (?:è|sono)|non|não (?:é|são)|não|nie|не|inte|ikke|ikkje|niet|geen|nem|nu)\s\$?-?\d[^,;:.!?\n]{0,30}(?:,[^,;:.!?\n\d]{0,50})?,?"
    r"\s(?:but(?: rather)?|sondern|mais(?: bien)?|sino|bensì|ma|e sim|mas sim|mas|maar|lecz|ale|tylko|а|utan|men|uden|hanem|ci)\s(?=[$\\-]*(?:\d|boxed|frac))",
    re.IGNORECASE,
)
"""It is not 360 but 540."""
EXACTLY = re.compile(
    r"(?<!\w)(?:no (?:less|fewer) (?:and|but) no more than|no more (?:and|but) no (?:less|fewer) than|neither more nor less than|neither less nor more than|nicht mehr und nicht weniger als|ni plus ni moins (?:que|de)|ni más ni menos que"
    r"|né più né meno che|nem mais nem menos (?:do )?que|niet meer en niet minder dan|ни больше,? ни меньше,? (?:чем|как)|не больше и не меньше(?: чем)?|ani mniej,? ani więcej niż)(?!\w)|不多不少(?:正好)?",
    re.IGNORECASE,
)
"""What two bounds say together."""
