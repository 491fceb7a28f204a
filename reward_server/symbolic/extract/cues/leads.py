# ruff: noqa: E501  (a line of a table is one language)
"""What may stand before "the answer is", and what takes an answer back after it was given."""

from __future__ import annotations

import re

from reward_server.symbolic.extract.cues.by_language import LANGUAGES, bordered, either, of
from reward_server.symbolic.extract.cues.kinds import phrases

ENGLISH_LEADS = LANGUAGES["en"]["lead"]
FOREIGN_LEADS = of("lead", "so", "right", but="en")
"""Words that hand a statement on as the writer's own."""

FRONTED = re.compile(
    r"\W*(?:(?:however|but|so|thus|and|then|now|also|hence|therefore|finally),?\s)?"
    rf"(?:{either('because', 'front')}|[a-z]+ing|[a-zà-ÿ]{{3,}}[aei]ndo|[a-ząćęłńóśźż]{{3,}}ąc|[а-яё]{{3,}}(?:ив|ав|яя|ая))\b"
)
"""What a clause begins with that may stand, with a comma after it, before a statement: a reason, a circumstance."""

IN_FORM = re.compile(
    r"\W*(?:(?:so|and|thus|hence|therefore|then)\W+)?(?:as|in|to) (?:an? |the |its )?(?:(?:decimal|mixed|improper|proper|common|simplest|lowest"
    r"|reduced|simplified|exact|scientific|standard|interval|set|set-builder|polar|rectangular|exponential|factored|expanded|vertex"
    r"|slope-intercept|single|repeating|terminating|(?:one|two|three|four)-digit|radical|closed) ){0,2}"
    r"(?:form|decimal|fraction|percentage|percent|notation|terms|answer|number|integer|degrees|radians|places)[\s,:]+"
)
"""As a decimal this is 0.75: the form in which the value is written."""

AFFIRMED = re.compile(
    r"\W*(?:(?:so|and|but|thus|hence|therefore|then)\W+)?(?:it|this)(?: is|'s)(?: (?:indeed|also|now|thus|then|hence|in fact|of course|certainly|clearly|plainly|obviously|definitely|undoubtedly|surely|perfectly|therefore|quite|easily))*"
    r" (?:true|right|correct|clear|certain|fair|safe|evident|plain|obvious|enough|accurate|no exaggeration)(?: to (?:me|us|everyone|all))?(?: to (?:say|conclude|claim|state|note|assert))?(?P<aside>,[^,;.]{3,40},)? that\s"
    r"|\W*(?:(?:(?:no ?one|nobody) (?:can|could|will|would)|(?:we|one|you) (?:cannot|can't|could not)) (?:seriously )?(?:deny|doubt|dispute|contest)"
    r"|there(?: is|'s| can be) no (?:denying|doubt|question|disputing)),? that\s"
    rf"|\W*(?:{either('affirms')})\s"
)
"""It is indeed true that ...: what follows is stated."""

CONTRASTED = re.compile(
    rf"\W*(?:but\s)?(?:{either('unlike')})(?!\w)(?:[^,;:.]*,(?:\s*(?:where|which|whose|in which|wo|où|dont|donde|dove|onde|waar|где|gdzie)\b[^,;:.]*,)?\s*|[^,;:.]*?(?=\s(?:ist|sind|beträgt|lautet|is|bedraagt|är|er|blir|bliver)\s))"
    r"|\W*(?:whereas|while|although|though)\s(?=[^,;:.]*\b(?:previous|preceding|earlier|other|another|last|next) (?:question|problem|exercise|part|task|item)\b)[^,;:.]*,\s*"
)
"""Unlike in the previous exercise: what follows is of this one."""

SET_ASIDE = re.compile(
    r"\W*(?:(?:so|and|thus|hence|therefore|then)\W+)?(?:(?:with|once|now that|after|since)\s(?=[^,;:.]*\b(?:discarded|excluded|rejected|removed|eliminated|ruled out|dropped|set aside|gone|corrected|fixed|repaired|thrown out)\s?,)"
    r"|(?:leaving|putting|setting)\s(?=[^,;:.]*\baside\s?,)"
    r"|(?:(?:after|having|by|on)\s)?(?:discard|reject|eliminat|correct|fix|repair|exclud|ruling out|throwing out|setting aside|remov)[a-z]*\s)"
    r"(?=[^,;:.]*\b(?:wrong|extraneous|spurious|false|incorrect|invalid|impossible|inadmissible|mistakes?|errors?|negative|slip)\b)[^,;:.]{3,80},\s*"
)
"""With the wrong branch discarded: what was wrong is gone from what follows."""

OVERRULED = re.compile(
    r"[^:;.]*\b(?:algorithm|calculation|computation|check|arithmetic|algebra|table|proof|counting|count|enumeration|theorem|formula|graph|diagram|verification|substitution|numbers|mathematics|math|equations?)"
    r" (?:says?|shows?|tells? us|suggests?|proves?) (?:otherwise|differently|something else)\s*[:;,—–]\s*"
)
"""I guessed 6, but the algorithm says otherwise: what follows is found, not said by somebody."""

MISTAKE = re.compile(
    rf"(?:^|[,;:.]\s)\W*(?:(?:an?|the|one|another|eine?|der|die|das|une?|l'|la|le|el|una|um|uma|o|a|il|lo|een|de|het|ett?|en|det|den)\s?)?"
    rf"(?:[^\W\d_]+\s)?(?:{bordered('mistake')})[^,;:.]*$"
)
"""A mistake that many make is: what stands after it is no answer."""

NO_MEANS = re.compile(
    r"\b(?:guess\w*|guesswork|luck|fingers|glance|peek|stab|hearsay|gut|hunch|hop(?:e|ing)|giving up|gave up)\b"
)
"""A label with one of these says that the value after it was not found."""

WITH_ERROR = re.compile(
    r"^\W*(?:(?:but|and|so)\W+)?(?:with|including|because of|due to|owing to|thanks to|by|making|by making|from|through) (?:the|this|that|an?|my|his|her|their|its|one) (?:(?!round)[a-z]+ ){0,3}"
    r"(?:slip|mistake|error|typo|blunder|oversight|bug|misprint|misreading)\b[^,;:.]{0,30},"
)
"""With the slip, it is 7: what follows is wrong."""

WHICH_OF = re.compile(
    r"\b(?:is|equals) (?:twice|half|double|triple|thrice|[a-z]+ times|the (?:square|cube|root|double|half|reciprocal|negative) of|[a-z\d]+ (?:more|less) than)"
    r" (?:the|its|this|that|his|her|their) [a-z ]{2,30}, which (?:is|equals)[\s$(\\]*$"
)
"""Is twice the height, which is 7: the height is."""

OF_THESE = re.compile(
    r"(?<!\w)(?:of|among|between|out of)(?: the (?:numbers|values|candidates|two|integers))?(?: [$\d.,/-]+,?){1,5} (?:and|or) [$\d./-]+,?$"
    r"|(?<!\w)(?:of|among) (?:(?:the )?(?:options|choices) )?a (?:through|to|and|or) [b-j],?$"
)
"""Of 46 and 47, the answer is 47."""

WE_KNOW_WHAT = re.compile(
    r"(?:^|[^\w\s]\s?|\b(?:now|so|then|thus|hence|therefore|finally|and|this|that|which) )(?:(?:we|i)(?: now| finally| then| thus| can| also)* (?:know|see|have found|found|found out|understand|say|tell|read off)|(?:tells us|shows|shows us)) (?:exactly )?what$"
    r"|(?:^|[^\w\s]\s?)(?:so |and |now )?(?:here|this|that)(?: is|'s) (?:exactly )?what$"
)
"""Now we know what the answer is: 45."""

BY_MEANS = re.compile(
    r"\W*(?:(?:so|thus|hence|then|and|but|now|finally),?\s)?(?:(?:by|using|via|through|after|from|durch|mittels|mithilfe|nach|aus|par|après|grâce à|por|tras|mediante|após|per|dopo|tramite|door|przez|после|с помощью|[a-z]{3,}ing)\s"
    r"|for (?:all(?! (?:i|we|that)\b)|any|every|each|real|complex|arbitrary|general|integer|natural)\s)(?!.*(?:\b(?:guess\w*|luck|chance|memory|instinct|intuition|feel|feeling|eye|ear|gut|hearsay|friend|cousin|demand|decree|default|authority|request|command|order|guesswork|stab|unverified|unproven|doubtful|dubious|wild|rough|crude|vague|blind|lucky|random|sheer|bogus|wrong|invalid|accident|mistake|error|roommate|neighbou?r|teacher|classmate|somebody|someone|page|forum|website|book|me|him|her|them|you)\b|[:;.?!]))[^,]{2,}$"
)
"""By partial fractions: a circumstance, and a colon after it."""

CONDITION = re.compile(rf"\b(?:in case(?! \d| of\b| i)|{either('condition', 'if', 'suppose', 'said', 'doubt')})\b")
"""What such a clause may not hold: then the answer hangs on it, or is somebody else's."""

TAKEN_BACK = re.compile(
    r"(?<!\w)(?:(?<!after )(?<!after the )correction|tell me which|(?:then|now|next|finally) (?:we|i|you|one) (?:must |need to |have to |still )?(?:add|subtract|multiply|divide)\b[^.]{0,24} (?:to|from|by) (?:it|this|that)|whichever|take your pick|(?:pick|choose) (?:one|either)|either (?:one )?(?:works|may be|might be|could be)|to be (?:confirmed|checked|verified|determined|revised|completed|continued)|tbc|tbd|\d\s?\\?%\s(?:confidence|sure|certain)|only because|do not grade|don't grade|do not mark|"
    r"scratch that|strike that|something(?:'s| is| must be) (?:off|wrong|not right)|ignore (?:that|this|the above)|disregard|retract(?:ed)?|withdraw[ns]?|take (?:it|that|this) back"
    r"|(?:is|are) void|misread|i was wrong|i am wrong|i'm wrong|i erred|my mistake|my bad|on second thoughts?|second-guess\w*"
    r"|i made an? (?:mistake|error)|there (?:is|was) an? (?:mistake|error)|contains? an? (?:\w+ )?(?:mistake|error)|made (?:it|that|this) up"
    r"|don't (?:trust|rely|quote|take|believe)|do not (?:trust|rely|quote|take|believe)|not (?:so |too |really |very |entirely |at all |completely |fully |quite )?"
    r"(?:sure|certain|confident|convinced|verified|proven|proved|rigorous)|(?:cannot|can't|couldn't|could not|didn't|did not|unable to"
    r"|failed to|haven't|have not|never) (?:\w+ )?(?:prove|proved|proven|verify|verified|justify|justified|finish|finished|complete|confirm|confirmed|explain|do(?! better| any better)|solve|be sure|be certain|be right|be correct|be true)"
    r"|no (?:proof|justification|guarantee|real reason|idea)|without (?:proof|justification)|unproven|unverified|unjustified|just a (?:guess|hunch|placeholder|joke)"
    r"|(?:a|my|wild|lucky|pure|blind) guess|guesswork|i guessed|i'm guessing|i am guessing|(?:that's|this's|(?:that|this|it|which) (?:is|was|seems|looks|must be|has to be|cannot be|can't be)) (?:clearly |obviously |surely |definitely |certainly |probably |likely |of course |just |also |simply |plainly |too )*"
    r"(?:wrong|incorrect|false|nonsense|absurd|impossible(?! for| to| that)|mistaken|too (?:big|large|small|high|low)|off|not right|not correct|not it|not the answer|untrue|a mistake|an error|a trap|a lie|a joke|a placeholder)"
    r"|(?:isn't|is not|wasn't|was not) (?:right|correct|true|the answer|it|possible|valid)|contradict\w*|kidding|joking|april fools?|hold on|hmm+|wait[,.!…-]|oops|on reflection|so i (?:must have|made)|(?:that|this|it|which) (?:really |just |clearly )?(?:does not|doesn't|cannot|can't) (?:work|fit|check|hold|satisfy|match|add up|make sense)"
    r"|doubt (?:it|that|this)|doubtful|who knows|could be wrong|might be wrong|may be wrong|may well be wrong|probably wrong|could be mistaken|might be mistaken|needs? (?:checking|verification|to be checked|to be verified)|someone (?:else )?should check|i give up|where i (?:stopped|gave up|got stuck)|copied from|borrowed from|but (?:the|this) (?:problem|question|task|exercise) (?:asks|wants|requires|is|needs)|which (?:i|we) (?:could not|couldn't|cannot|can't|did not|have not|haven't)|but i (?:get|got|found|think|believe)|form requires|(?:haven't|have not) (?:computed|counted|checked|shown|used)|ran out of time|(?:this|that|the) (?:formula|method|approach|rule|theorem|argument) (?:does not|doesn't|cannot|can't) (?:apply|work|hold|be used)|(?:do not|don't) claim|not the answer|wrong answer(?!\s[$(\\]*\d))(?!\w)"
)
"""Said after an answer, this takes it back."""

BOX_WRONG = re.compile(
    rf"(?:{bordered('box')})(?:(?!{bordered('no')})[^.!?。！？]){{0,40}}?(?:{bordered('wrong')})", re.IGNORECASE
)
"""Said after a box: what stands in it is wrong."""

ANSWER_WRONG = re.compile(
    rf"(?:^|[.!?。！？]\s*|\n\s*)(?![^.!?。！？]*(?<!\w)(?:others?|another|else|andere\w*|autres?|otr[oa]s?|outr[oa]s?|altr[oiae]|inn[aey]\w*|друг\w+|інш\w+)(?!\w))[^.!?。！？\d]{{0,24}}(?:{bordered('answer', 'answer noun', 'result')}|\b(?:result|value|claim|number)\b)[^.!?。！？\d\\$;:]{{0,30}}?(?<!\w)(?:is|was|are|must be|has to be|{either('is', 'is?')})[ ](?:[^\W\d_]+ly )?(?:{bordered('wrong')}|off by \w+|too (?:large|small|big|high|low))(?=\s*[.!,;。！，]|\s*$)"
    r"|(?<!другой )(?<!інша )(?<!\w)(?:ответ|відповідь|результат)\s(?:был\s|была\s)?(?:ошибоч|неверен|неверн|невірн|неправил|хибн|помилков)\w*(?=\s*[.!,;]|\s*$)",
    re.IGNORECASE,
)
"""A sentence after a value that calls the answer wrong: the quoted answer above is wrong."""

HEDGED_LATER = re.compile(
    r"(?<!\w)(?:according to|i (?:think|guess|suppose|believe|reckon|hope|assume|recall|suspect)|maybe|perhaps|possibly|probably|presumably"
    r"|apparently|supposedly|allegedly|unless|assuming|provided|if (?:i|we|the|all|only|it|one|that|no|not)|only (?:if|when|after|because|by|under)|or so"
    r"|for [a-z ]{1,20} only|with (?:many|some|several) (?:ifs|caveats|reservations|doubts)|what i(?:'d| would) (?:guess|say|bet|expect)|at a glance|offhand|(?<=, )(?:the|my|his|her|their|our|a|some|one) [a-z]+ (?:claims?|claimed|says?|said|thinks?|believes?|insists?|swears?|asserts?|alleges?|maintains?)|give or take|with (?:some |due |great )?caution|(?:grain|pinch) of salt|though|although|or maybe|or perhaps|more or less|is just|is only|equally (?:plausible|likely)|in theory|and the (?:second|other|others|rest) (?:is|are|i)|unknown|for now|so far|ignoring(?! the (?:negative|extraneous|other))|neglecting|as the (?:first|top) hit)(?!\w)"
)
"""Said in the rest of a sentence without a box, this leaves its value open."""

CASES_AFTER = re.compile(
    r"[\s$}\\).]*[;,.]?\s*(?:and |but )?(?:for|if|when) (?:odd|even|all other|the other|other|negative|positive|larger|smaller|[a-z] ?[<>=])"
)
"""After a value that holds in one case, the other case."""

ATTRIBUTED = re.compile(
    r"(?<!\w)(?:online|on the internet|google|search engine|calculator says|please ignore|disregard|ignore the|not my (?:final )?answer|upper estimate|lower estimate|rough estimate|my estimate|crude estimate"
    r"|supposed to|meant to|no better idea|nothing better|no way|refuse to|official key|falls? for|(?:they|he|she|people|friends?|teacher|colleagues?) (?:tells?|told) (?:me|us)|(?:solvers|students|people|others|many|some|most|everyone|everybody|they|who) (?:\w+ )?(?:wrote|write|answered|answer|replied|got|get|put|gave|guessed|say|think|know|believe)[\s$\\(*]*$"
    r"|says|(?<!we )(?<!i )(?:claims?|claimed|believes?|believed|thinks?|thought)(?= (?:that|the|it|there|this|he|she|they|all|each|its|his|her)\b)|insists|swears|asserts|alleges|(?:allegedly|supposedly|reportedly|purportedly|seemingly|hardly|barely|scarcely|arguably|conceivably|apparently) (?:true|right|correct|clear|certain|plausible)|(?:claim|pretend|profess|purport|seem)(?:s|ed)? to (?:know|have|see)|maintains that|(?:would be|is|was|seems) (?:not |too |rather |a (?:bit|little) )?(?:rash|premature|bold|brave|risky|tempting|easy|convenient|nice|optimistic|presumptuous|naive|foolish|pleasant|popular|customary) to (?:say|claim|assert|think|believe|assume|suppose|pretend|hope) that|told (?:me|us)|someone|somebody|rumou?r|hearsay)(?!\w)"
)
"""Said before a value without a box, this makes it somebody else's."""

TRIGGERS = frozenset(
    phrases("""
    would|had|were|unless|whether|what|assuming|supposing|if|online|internet|google|search|calculator|please|disregard|ignore|not|upper|lower|rough|crude|supposed|meant|no|nothing|refuse|official|fall|falls
    tell|tells|told|wrote|write|answered|answer|answer's|replied|got|get|put|gave|guessed|say|think|know|believe|says|claim|claims|claimed|believes|believed|thinks|thought|insists|swears|asserts|alleges|maintains|someone|somebody|rumor|rumour|hearsay|intermediate|partial|previous|preliminary|provisional|sample|old|earlier|initial|interim|far|first|part|step|ask|asked|instructed|wants|want|ordered|required|forced|expects|expect|tempted|urged|only|goal|aim|target|task|hope|plan|wish|input|counterexample|exercise|question
    wrong|incorrect|faulty|mistaken|erroneous|careless|flawed|bogus|invalid|estimate|guess|bound|candidate|possibility|misconception|reply|attempt|draft|suggestion|belief|suspicion|template|format|placeholder|trap|slip|blunder|oversight|pitfall|blooper|lapse|misreading|miscalculation|misstep|conjecture|hypothesis|assumption|typo|distractor|decoy|temptation|key|slip|blunder|oversight|pitfall|blooper|lapse|misreading|miscalculation|misstep|spurious|extraneous|rejected|discarded|inadmissible|rash|premature|bold|brave|risky|allegedly|supposedly|reportedly|purportedly|seemingly|hardly|barely|scarcely|arguably|conceivably|apparently|pretend|pretends|pretended|profess|professes|purport|purports
    frequent|frequently|popular|widespread|tempting|recurrent|recurring|well-meant|notorious|commonly|often|usual|typical|classic""")
)
"""One of these is in every sentence in which the patterns below find something: looked up first, since that is cheap."""

ANSWER_SUBJECT = re.compile(
    r"(?<!\w)(?<!of )(?<!for )(?<!in )(?<!to )(?<!with )(?<!from )(?<!satisfies )(?<!satisfy )(?:(?:the |our |my |your |a )?(?:(?:final|correct|desired|numerical|exact|required) )*answer|it|this|that)(?: is| equals| must be| should be| would be|'s|:| =)[^a-z]*"
    r"(?:(?:therefore|thus|then|just|simply|equal to|exactly|approximately|indeed|given by|now)[^a-z]+)*$",
    re.DOTALL,
)
"""The answer, or a pronoun, as the subject of the verb before a value: what stands before them says whose it is."""

IF = re.compile(
    r"\W*(?:if|when|unless|suppose|assuming|wenn|falls|si|se|als|jeśli|если|якщо|ако"
    rf"|{either('if')}"
    r")\b(?!.*\bthen\b)"
)

THAT_IS = re.compile(
    r"[a-z]{3}[^su]s number[$\s]*$|[,;(]\s*(?:i\.?e|namely|that is|in other words|or)\b[\s.,]*[$(]*$"
    r"|[,;(:—–，；：]\s*(?:o sea|es decir|esto es|a saber|ou seja|isto é|soit|c'est-à-dire|à savoir|cioè|ossia|ovvero|vale a dire|das heißt|d\.\s?h|das sind"
    r"|also|nämlich|und zwar|dat wil zeggen|dat is|oftewel|namelijk|czyli|to znaczy|tj|то есть|т\.\s?е|а именно|тобто|а саме|тоест|δηλαδή|即|也就是|つまり|すなわち|즉)[\s.,:]*[$(]*$"
)
"""Another name of a value goes before it: o sea, 7."""
NOT_ONE = re.compile(
    r"\W*(?:not (?:a single|one|any)|none of|neither|kein(?:e|er|es)? (?:einzige[rs]?)?|nicht ein|aucun(?:e)?|pas un|ningun[oa]?|ni un|nenhum(?:a)?|nessun[oa]?|geen enkele?|żaden|żadna"
    r"|ни один|ни одна|жоден|жодна)\s"
)
"""Not a single approach leads to 7."""
POLISH_IS = re.compile(
    r"(?<!\w)(?:liczb|wynik|wartoś|sum|pol|rozwiązan|iloś|odpowied|promień|objętoś|długoś|szerokoś|wysokoś|cen|koszt|wiek|czas|prędkoś|kąt|iloczyn|iloraz|różnic|reszt|średni|prawdopodob|obwód|odległoś|mas)"
    r"\w*(?: \w+){0,4} to[\s$]*$"
)
"""Liczba jajek to 7: "to" is what Polish has for "is"."""
OF_THE_ANSWER = re.compile(
    r"\b(?:digits?|sum|product|square|cube|root|double|half|twice|remainder|last|first|factors?|multiple|parity|size|order|magnitude|reciprocal|negative|thrice|part)\b[\w ]{0,20}\b(?:of|than|to|from|by) (?:the|my|our) (?:final |correct )?answer\b|\banswer's\b"
)
"""What has a value here is something made from the answer."""

BAD_SUBJECT = re.compile(
    r"(?:^|[.,;:]\s*)\W*(?:(?:(?:a|an|my|our|one|some|his|her|this)\s(?!number|least|greatest|total|minimum|maximum)(?:[a-z]+\s){0,3}(?:estimate|guess|bound|candidate|possibility|misconception|reply|attempt|draft|suggestion|belief|suspicion))"
    r"|(?:an? |one |another |the (?:most )?)(?:very |all too |rather |quite )?(?:frequent(?:ly)?|popular|widespread|tempting|recurr(?:ent|ing)|well-meant|notorious|commonly|often|usual|typical|classic)\s(?!value|case|number|period|symbol|age|price|speed|rate|definition|formula|notation|form\b|way)(?:[a-z]+\s)?[a-z]+(?=\s(?:is|was|gives|says|would|leads|reads|here|there|for|of|in|by|among)\b)"
    r"|(?:the\s)?(?:[a-z]+\s){0,2}(?:(?:wrong|incorrect|faulty|mistaken|erroneous|careless|flawed|bogus|invalid|spurious|rejected|discarded|inadmissible|extraneous)\s(?:[a-z]+)|template|format|placeholder|trap|rumou?r|conjecture|hypothesis|assumption|typo|distractor|decoy|temptation|rough estimate|crude estimate|official answer|key))\b(?!\s(?:of|for)\s(?:rolls|balls))"
)
"""What has a value here is no answer."""

WRONG_LATER = re.compile(
    r"\b(?:answer|result|value|number|what|one|response) (?:(?:that|which) )?(?!we\b|i\b|is\b|was\b|you\b|to\b)(?:[\w'-]+ ){1,3}(?:gave|got|wrote|found|said|claimed|suggested|chose|printed|proposed|posted|gives|gets)\b|^[^;]{0,30}?\bbecause (?:i|we|you|one) (?:had |have )?(?:left out|forgot|misread|dropped|missed|overlooked|mistyped|miscounted|confused|swapped)(?! (?:nothing|none|no)\b)|^\W*(?:is|are) out\s*(?:[.;!]|$)|^\W*(?:is|was|were) (?:my|our|his|her|their|the|an?|just|only) (?:\w+ )?(?:slip|mistake|error|typo|blunder|oversight|misreading|miscalculation)\b|\bis (?:just |only )?(?:(?:an?|the) )?(?:red herring|distractor|distraction|trap|decoy|typo|coincidence|irrelevant)\b|\bhas nothing to do\b"
)
"""Said of a value at the end of its sentence."""

SOMEBODY = re.compile(
    r"\W*(?:(?:so|thus|hence|then|and|but|also|donc|luego|portanto|quindi|dus)\W+)?(?:(?:anyone|anybody|everyone|everybody|someone|somebody|whoever|no one|nobody|(?:those|people|students|he|she|one) who"
    r"|(?:most|many|some|several|few)(?: [a-z]+)? (?:get|got|say|write|answer|would|put|find|end))\s|(?:wer|quiconque|quien(?:es)?|quem|chi|кто|хто|kto|който|όποιος|ai|wie|celui qui|ceux qui|el que|los que|los alumnos que|chiunque|wie ook|(?:einige|manche|certains|algunos|algunas|alguns|algumas|alcuni|alcune|sommige|niektóre|niektórzy|некоторые|деякі)(?: \w+)?)\s|من\s|जो\s)"
    r"|.*(?:的人会?|的同学会?)(?:得到|得|算)|.*(?:する人は|한 사람은)",
)
"""A sentence about anybody who does something says what they get."""
_BUT = re.compile(r"(?<!\w)(?:but|however|aber|jedoch|mais|pero|mas|ma|però|maar|но|ale|але)(?!\w)|但|しかし|하지만")


def somebody(sentence: str) -> bool:
    return SOMEBODY.match(sentence) is not None and not _BUT.search(sentence)


AND = frozenset(("and", "und", "et", "y", "e", "en", "и", "і"))

CONTRASTS = of("contrast")
"""Not 6 but 7: what follows one of these is stated."""

PARTIAL = re.compile(
    r"\b(?:intermediate|partial|previous|preliminary|provisional|sample|old|earlier|initial|interim)\s(?:result|answer|attempt|value|output|total|estimate|step|sum)\b"
    r"|\bso far\b|^\W*(?:the first part|part one|step \d+|the first step|the first half)\s(?:gives|yields|is)\b"
    r"|\b(?:asked|instructed|told|ordered|forced|tempted|urged)(?: me| us| you)? to\b|\b(?:asks?|wants?|expects?|required) (?:me|us|you) to\b|\bonly (?:if|when|in case)\b"
    r"|^\W*(?:(?:the|our|my|a) )?(?:goal|aim|target|task|hope|plan|wish|input|counterexample|exercise|question)(?: is| was|\W*$)"
)
"""Said before a value, this makes it a step, a task or a wish."""

PARTIAL_LATER = re.compile(
    r"\b(?:still|yet) (?:missing|to be|open|unknown|left)\b|\bto (?:which|this|that) (?:we|one|you) (?:must|have to|need to|still|should)\b|\bremaining (?:cases|part|parts)\b|\bcases? (?:is|are|remains?|stays?) (?:still )?(?:open|left|unclear|unknown|to be)\b|\b(?:second|other|third|latter|next|former)(?: (?:one|number|value|root|part|term))? (?:is|was) (?:what|the one|still|open|unknown)\b"
    r"|^[\W_]*(?:then |now )?(?:find|determine|compute|calculate|evaluate|prove|what is|how many)\b|^[\W_]*(?:bestimme|berechne|finde|trouver|trouvez|calculer|calculez|déterminer|encuentre|halle|calcule|encontre|trovare|trova|calcola|найдите|вычислите|знайдіть|求)(?!\w)|\bis missing\b"
    r"|\b(?:gives?|yields?|and you have|to get|leads? to|and we get|produces?) (?:it\b|the (?:answer|result|required|desired))|\b(?:second|other|third) part\b|\bthe rest is\b"
)
"""Said after a value, this leaves something to be done with it."""

ARITHMETIC = re.compile(
    r"^\W*(?:(?:now|then|next|finally|so)\W+)?(?:(?:multiply|divide|add|subtract|double|square|halve)\W*$"
    r"|(?:subtract|take|taking|subtracting|adding|add|dividing|multiplying)\b.*\b(?:from|to|by)\W*$)"
)
"""What takes a value as an operand: now multiply 24."""

MODAL = re.compile(
    r"(?:^|[,;:]|under \w+)\W*(?:we|i|one)(?: would|'d| could| might)(?: as well)? [a-z]+(?: [a-z]+)?[\s$\\(]*$"
)
UNSURE = re.compile(
    r"\b(?:amazed|surprised|astonished|shocked) if (?:it|this|that|the answer) (?:is|was|were)\b(?!n't| not)|(?<!no )(?<!little )(?<!any )\b(?:reasons?|cause|grounds) (?:enough )?to (?:doubt|question|mistrust)\b|\b(?:no longer|never|don't|do not|can't|cannot) (?:[a-z]+ )?(?:stand by|vouch for|defend)\b|\b(?:couldn't|could not|cannot|can't|didn't|did not|unable to|failed to) (?:show|prove|see|verify|confirm|establish|demonstrate) that\b|\b(?:chance|probability|odds|likelihood) that (?:it|this|the answer|the result) (?:is|equals)(?: exactly)?[\s$\\(]*$"
)
"""How likely an answer is says that it is not known."""
INVERTED_IF = re.compile(
    r"\W*(?:unless (?!i\b|we\b|i'm\b|stated|otherwise|noted)|(?:as|so) long as\b|insofar as\b|(?:should|had|were) (?:the|we|i|it|one|all|each|there|this|that|these|any|no|every)\b)"
)
SHARED_FATE = re.compile(
    r"(?:\b(?:wrong|not|no|incorrect|false|fails?|failed|impossible|rejected|excluded|out)\b|n't\b)[^.;]*\b(?:so|neither|nor) (?:is|are|was|were|does|do|did)[\s$\\(]*$"
)
"""8 is wrong, and so is 12."""
CONFIRMED = re.compile(
    r"(?<!no )(?<!keine )(?<!aucune )(?<!ninguna )(?<!nessuna )(?<!nenhuma )(?<!geen )(?<!żadna )(?<!\w)"
    r"(?:(?:re)?check(?:ing)?|(?:re)?count(?:ing)?|verification|computation|calculation|substitution|enumeration|proof|probe|kontrolle|überprüfung|nachrechnung|rechnung|nachzählen"
    r"|vérification|calcul|comprobación|verificación|cálculo|recuento|verificação|contagem|verifica|controllo|calcolo|controle|berekening|hertelling|проверка|подстановка|пересчёт|перевірка|підстановка|sprawdzenie|rachunek|kontrola|zkouška|skúška|kontrollen|décompte|recomptage)"
    r"\s(?:(?:then|now|quickly|by hand|also|directly|dann|ensuite|luego|poi)\s)?"
    r"(?:confirms?|bestätigt|ergibt|donne(?: bien)?|confirme|confirma|conferma|bevestigt|подтверждает|підтверджує|potwierdza|potvrdí|potvrdila|potvrzuje|bekräftar|bekræfter|bekrefter)[\s:$(\\]*$"
)
"""A check, as the subject of "confirms", states the value that it confirms."""
ONE_CASE = re.compile(
    r"^[^,;:]*(?<!\w)(?:(?:for|in|under) (?:the|this|that|one|a) (?:[a-z]+ )?(?:special|first|second|particular|simpler|other) case|for the case of|(?:dropping|ignoring|skipping|omitting|forgetting|neglecting|leaving out|overlooking|without) [a-z ]{0,24}(?:cases?|conditions?|constraints?|restrictions?|overlaps?)|"
    r"(?:simpler|easier|smaller|other|different|modified|toy|relaxed|previous|earlier) (?:version|problem|case|question|exercise)|for (?:even|odd)\b"
    r"|(?:für|bei) (?:un)?gerade\w*|im (?:ersten|zweiten|einen) fall|(?:premier|second|seul) cas|(?:primer|segundo) caso|primeiro caso|primo caso"
    r"|для (?:не)?ч[её]тн\w+|в (?:первом|одном) случае|(?:ohne|sans|sin|sem|senza|zonder|bez|без)\s[^,;:]{0,24}(?:fall|cas|caso|geval|przypadku|случая|випадку)|(?:dla|przy) (?:nie)?parzyst\w+)(?!\w)|第一种情况|为偶数时|为奇数时|偶数の場合|奇数の場合|짝수일 때|홀수일 때"
)
"""A clause that begins so says something of one case only."""

WRITTEN = re.compile(r"[写填说答猜抄选报][的了]?(?:答案)?是[\s$]*$")
"""What somebody wrote or said is."""

THAT = re.compile(
    r"(?<!\w)(?:qu'(?=(?:il|elle|on|ils|elles) )"
    rf"|{either('that')}"
    r"|(?:que(?= (?:hay|há) )|che(?= ci )|dat(?= er ))(?![^,;:]*\b(?:es|son|é|são|è|sono|is|zijn)\b)|que(?= (?:les?|la|el|los|as?|os?) )|que l'|che(?= (?:il|la|lo|gli|le) )|che l'|dat(?= (?:de|het) ))(?!\w)[^,;:]*$"
)
"""Conjunctions after which a statement follows that is only as good as what stands before them."""

THAT_ENGLISH = re.compile(r"(?<!\w)that (?:the|it|this|its|our|there|his|her|their|my) [^,;:]*$")
KNOWN = re.compile(
    r"(?<!\w)(?:\w+ing|probability|probabilities|chances?|odds|likelihood|fact|such|so|clear|obvious|true|evident|easy to \w+|know|known|means?|impl(?:y|ies)|indicates?|suggests"
    r"|shows?|shown|showed|follows?|finds?|found|see|saw|sees|seen|note|notice|observe|observed|recogni[sz]e|reali[sz]e|get|got|gets|obtain"
    r"|conclude|concludes|concluded|deduce|determine|determined|infer|check|verify|prove|proves|proved|recall|remember|tells us|have|gives?|guarantees"
    r"|ensures?|confirms?|confirm|established|turns out|out|sure|certain|conclusion|learn|computes?|say|calculate|discover|given|condition"
    r"|doubt|seen|after|and|or|but|now|calculated|estimates?|decides?|computed|derive|all|is|was)[\s$]*$"
)
"""Before "that", these make what follows the writer's own finding."""

SUBJECT = re.compile(r"\W*(?:the|each|all|its) [^,;:.]*$")

WRITES = re.compile(
    r"(?<!we )(?<!we can )(?<![a-z])(?:put|puts|putting|write|writes|wrote|writing|print(?:s|ed|ing)?|typ(?:e|es|ed|ing)|enter(?:s|ed|ing)?)[\s$\\(]*$"
)
"""Who writes a number does not say what it is."""

FIRST_PERSON = re.compile(r"(?<!\w)(?:i|me|let us|let's)(?!\w)")

OF_THE_SOUGHT = re.compile(
    r"(?<!\w)(?:doppelte|dreifache|hälfte|quadrat|double|triple|moitié|carré|doble|triple|mitad|cuadrado|dobro|triplo|metade|quadrado|doppio|metà|quadrato"
    r"|dubbele|helft|kwadraat|удвоенн\w+|утроенн\w+|половина|квадрат|podwojon\w+|potrojon\w+|połowa|kwadrat|подвоєн\w+|ضعف|نصف|مربع|gấp đôi|một nửa)(?!\w).*"
    r"(?<!\w)(?:gesucht\w*|cherch\w+|recherch\w+|buscad\w+|pedid\w+|procurad\w+|cercat\w+|richiest\w+|gezocht\w*|gevraagd\w*|иском\w+|szukan\w+|шукан\w+|المطلوب|cần tìm)"
    r"|(?:所求|求める|구하는|aranan).{0,12}(?:倍|平方|一半|半分|2乗|제곱|배는|절반|katı|yarısı|karesi)"
)
"""The double of the number that is sought is 14: what has a value is made from the answer."""

IN_ALL = re.compile(
    rf"(?<!\w)(?:{either('total')})[\s$]*$"
    r"|(?:一共|总共|共|總共)[\u4e00-\u9fff]{0,3}了?[\s$]*$|(?:全部で|合計で?|합쳐서|모두|총)[\s$]*$"
)
"""Right before a value, with any verb: what is counted there is a total."""

PURPOSE = re.compile(r"\W*(?:in order )?to (?!conclude|sum|summari[sz]e|finish|be |recap)[^,]*$")
"""A label that says what a value is put there for."""

HAS = re.compile(
    r"\b(?:has|have|with|of) (?:an? |the )?(?:[a-z]+ )?(?:term|degree|area|volume|length|radius|diameter|slope|height|width|perimeter|value|measure|order"
    r"|remainder|coefficient|dimension|rank|sum|product|probability|magnitude|period|determinant)[\s$\\(]*$"
)
"""A polynomial has degree 7: the measure stands between the verb and its value."""

SURE = re.compile(
    r"(?:^|;\s)\W*(?:no wonder(?: that)?|(?:beyond|without) (?:any |all |a )?(?:reasonable |shadow of a )?doubt|it is not only true but (?:also )?easy to (?:verify|check|see|show) that"
    r"|(?:unlikely|strange|odd|surprising|implausible|hard to believe) as (?:it|this|that) (?:looks|seems|sounds|is|may (?:look|seem|sound|be)))[\s,]+(?=(?:the|our|my)\s)"
)
"""An idiom that sounds like doubt or denial and is neither, at the beginning of a sentence or of a clause of its own."""
OTHER_QUESTION = re.compile(
    r"(?<!\w)(?:answer|result|solution) (?:there|in that (?:case|problem|one)|to that one)(?!\w)|(?<!\w)(?:previous|preceding|earlier|other|another|last|next|(?:last|next) (?:week|month|year|time)['’]s|yesterday['’]s|tomorrow['’]s) (?:question|problem|exercise|part|task|item)|(?<!\w)(?:vorige|vorherige|letzte|andere|nächste)[nrsm]? (?:frage|aufgabe)"
    r"|(?:question|problème|exercice) (?:précédente?|antérieure?)|autre (?:question|problème)|(?:pregunta|problema|apartado|ejercicio) anterior|(?:questão|pergunta|problema) anterior"
    r"|(?:domanda|problema|quesito) precedente|(?:предыдущ\w+|прошл\w+|друг\w+) (?:вопрос|задач)\w*|(?:попередн|інш)\w+ (?:питання|задач)\w*|(?:предишн|друг)\w+ (?:въпрос|задача)"
    r"|poprzedni\w* (?:pytanie|zadanie)|inne (?:pytanie|zadanie)|vorige (?:vraag|opgave)|andere (?:vraag|opgave)|önceki soru\w*|câu trước|السؤال السابق|पिछले प्रश्न"
    r"|(?:上一?|前一?|另一)[道个]?(?:题|题目|小题|问)|(?:前|別)の(?:問題|問い|問)|(?:앞|이전|다른) ?문제"
)
"""The answer of another question."""

PROVISIONAL = re.compile(
    r"(?<!\w)(?:twijfelachtig|zweifelhaft|douteux|dudos[oa]|duvidos[oa]|dubbios[oa]|сомнительно|сумнівно|wątpliwe|guessing|provisional(?:ly)?|tentativ\w*|vorläufig\w*|provisoir\w*|provisional(?:mente)?|provisoriamente|provvisori\w*|voorlopig\w*|tymczasow\w*|предварительн\w*|попередньо)(?!\w)"
    r"|暂定|暫定|임시|,? say[\s$\\(]*$|under the (?:\w+ )?(?:hypothesis|assumption)"
)
"""Said before a value, this leaves it open."""

KNOWN_FOREIGN = re.compile(
    r"(?<!\w)(?:dedu\w+|dédui\w+|segu\w+|conclu\w+|obtien\w+|ottien\w+|trouv\w+"
    rf"|{either('known')}"
    r")(?:-se)?[\s$]*$"
)
"""Before que, che and dat."""

SUMS_UP = re.compile(
    r"(?<!\w)(?:so|thus|therefore|hence|then|finally|in total|total|altogether|in all|all told|all in all|consequently|together|conclude|find|get|obtain|now|left|leaves?|leaving|remain(?:s|ing)?|in the end|at the end"
    r"|costs?|weighs?|measures?|sums? to|adds? up to|simplifies to|reduces to|land at"
    r"|also|zusammen|zusammengefasst|am ende|schließlich|nun|jetzt|bleib\w*|übrig|kostet|wiegt"
    r"|finalement|à la fin|conclut|trouve|obtient|reste\w*|maintenant|coûte|pèse|mesure"
    r"|luego|así|finalmente|al final|concluimos|obtenemos|queda\w*|ahora|cuesta|pesa|mide"
    r"|assim|no fim|no final|obtemos|resta\w*|agora|custa|mede"
    r"|perciò|alla fine|otteniamo|adesso|misura|costa"
    r"|daarom|samen|uiteindelijk|over|nu|kost|weegt"
    r"|stąd|razem|w końcu|zosta\w+|teraz|kosztuje|waży"
    r"|итак|таким образом|вместе|в итоге|в конце|остал\w+|остан\w+|теперь|стоит|весит"
    r"|таким чином|разом|залиш\w+|тепер|коштує|остава\w*|μένουν|τώρα"
    r"|סך הכל|بالتالي|المجموع|بقيت?|पस|कुल|còn lại|còn|öyleyse|kalır|kaldı"
    rf"|{either('so', 'total')}"
    r")(?!\w)"
    r"|所以|因此|于是|故|从而|综上|最后|一共|总共|共有|还剩|剩下|よって|したがって|ゆえに|つまり|合わせて|全部で|合計|残り|따라서|그러므로|그래서|모두|남은|합쳐서|ดังนั้น|ทั้งหมด|เหลือ"
)
"""It concludes, adds up, or says what is left or what something costs."""

THERE_IS = re.compile(
    r"\bthere (?:is|are|was|were|will be)\b"
    rf"|(?<!\w)(?:{either('there')})(?!\w)|には|에는?(?=\s)"
)
"""It says that something is somewhere."""

OF_MINE = re.compile(
    r"(?:^\W*|\bof |(?<!\w)(?:von|d[aei]|de|van) )(?:my|our|meine?|unsere?|mon|ma|mes|notre|nos|mi|mis|nuestr[oa]s?|meu|minha|meus|minhas|noss[oa]s?|(?:il )?mio|(?:la )?mia|i miei|le mie|(?:il )?nostro|(?:la )?nostra|mijn|onze|ons|mój|moja|moje|nasz|nasza|nasze"
    r"|мой|моя|моё|мое|мои|наш|наша|наше|мій|моє|мої"
    rf"|{either('mine')}"
    r")\s+([^\W\d_]+)"
)
"""It speaks of something of the writer's."""

SOMEBODY_KNOWN = re.compile(
    r"\W*(?:ellas|eles|elas|loro|oni|оно|вони"
    rf"|{either('pronoun')}"
    r")\s"
)
"""A pronoun that nothing in the text explains means who or what the question speaks of."""
