"""The lists of words that IFBench's kinds look into, and verbs, which it finds with a tagger."""

from __future__ import annotations


def _set(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


CONJUNCTIONS = frozenset({"and", "but", "for", "nor", "or", "so", "yet"})
PRONOUNS = _set(
    "i me my mine myself we us our ours ourselves you your yours yourself yourselves he him his himself she her hers "
    "herself it its itself they them their theirs themselves"
)
NAMES = _set(
    "Emma Liam Sophia Jackson Olivia Noah Ava Lucas Isabella Mason Mia Ethan Charlotte Alexander Amelia Benjamin "
    "Harper Leo Zoe Daniel Chloe Samuel Lily Matthew Grace Owen Abigail Gabriel Ella Jacob Scarlett Nathan Victoria "
    "Elijah Layla Nicholas Audrey David Hannah Christopher Penelope Thomas Nora Andrew Aria Joseph Claire Ryan Stella "
    "Jonathan"
)
"""The fifty names that IFBench's prompts ask to choose from."""

STOP_WORDS = _set(
    "i me my myself we our ours ourselves you your yours yourself yourselves he him his himself she her hers herself "
    "it its itself they them their theirs themselves what which who whom this that these those am is are was were be "
    "been being have has had having do does did doing a an the and but if or because as until while of at by for with "
    "about against between into through during before after above below to from up down in out on off over under "
    "again further then once here there when where why how all any both each few more most other some such no nor not "
    "only own same so than too very s t can will just don should now d ll m o re ve y ain aren couldn didn doesn hadn "
    "hasn haven isn ma mightn mustn needn shan shouldn wasn weren won wouldn"
)
"""English function words, as lists of stop words for retrieval have them."""

_VERBS = _set(
    "accept accommodate accompany achieve acknowledge acquire act adapt add address adjust admire admit adopt advance "
    "advise affect afford agree aim alert align allow alter analyze analyse announce answer anticipate apologize "
    "appear apply appoint appreciate approach approve argue arrange arrive ask assemble assert assess assign assist "
    "associate assume assure attach attack attempt attend attract avoid award awake bake balance base bathe battle be "
    "beat become beg begin behave believe belong bend bet bind bite blame bless blend block blow boil bond boost "
    "borrow bounce break breathe bring broadcast browse brush build burn burst buy calculate call calm capture care "
    "carry carve cast catch cause celebrate challenge change charge chase check cheer cherish choose circle claim "
    "clarify clean clear click climb close collaborate collect combine come comfort command commit communicate "
    "compare compete compile complain complete compose comprehend compute conceive concentrate conclude conduct "
    "confess configure confirm connect conquer consider consist construct consult consume contact contain continue "
    "contribute control convert convey convince cook coordinate cope copy correct cost count cover craft crash create "
    "cross crush cry cultivate cure cut damage dance dare deal decide declare decorate decrease dedicate deepen "
    "defeat defend define delay delete deliver demand demonstrate deny depart depend deploy describe deserve design "
    "desire destroy detail detect determine develop devote die differ dig diminish direct disagree disappear discard "
    "discover discuss dismiss display dissolve distinguish distribute dive divide do document donate double doubt "
    "download draft drag draw dream dress drift drink drive drop dry earn ease eat edit educate elaborate elect "
    "elevate eliminate embark embed embody embrace emerge emphasize employ empower enable encounter encourage end "
    "endure engage enhance enjoy enlist ensure enter entertain envision equip escape establish estimate evaluate "
    "evoke evolve examine excel exchange excite exclude execute exercise exhibit exist expand expect experience "
    "experiment explain explore export expose express extend extract face facilitate fail fall fasten fear feature "
    "feed feel fetch fight fill filter find finish fit fix flee flip float flow fly focus fold follow force foresee "
    "forget forgive form formulate foster free freeze fry fuel fulfill function gain gather gaze generate get give "
    "glance gleam glow go govern grab grant grasp greet grind grip grow guarantee guard guess guide handle hang "
    "happen harness harvest hate have heal hear heat help hesitate hide highlight hike hire hit hold honor hope host "
    "hug hunt hurry hurt identify ignite ignore illuminate illustrate imagine imitate implement imply import improve "
    "include incorporate increase indicate influence inform inherit initiate inquire insert insist inspect inspire "
    "install instruct integrate intend interact interest interpret introduce invent invest investigate invite involve "
    "iterate join journey judge jump justify keep kick kill kiss knock know label lack land last laugh launch lay "
    "lead lean leap learn leave lend let level leverage lie lift light like limit link list listen live load locate "
    "lock look lose love lower maintain make manage map march mark marry master match matter mean measure meditate "
    "meet melt memorize mend mention merge mind minimize maximize miss mix model modify monitor motivate move "
    "multiply name narrate navigate need neglect negotiate nod note notice notify nurture obey observe obtain occupy "
    "occur offer open operate optimize order organize outline overcome owe own pack paint park participate pass pause "
    "pay perceive perform permit persist persuade pick picture place plan plant play plead point ponder portray pose "
    "possess post pour practice practise praise pray predict prefer prepare present preserve press pretend prevent "
    "print prioritize proceed process produce program progress promise promote propose protect prove provide publish "
    "pull purchase pursue push put question quit quote race raise reach react read realize rearrange recall receive "
    "recognize recommend reconsider record recover recreate recycle reduce refer refine reflect refuse regard "
    "register regret reinforce reject relate relax release rely remain remember remind remove render renew rent "
    "repair repeat replace reply report represent request require rescue research resemble reserve resist resolve "
    "respect respond rest restart restore restrict result resume retain retire retreat return reveal reverse review "
    "revise revisit rewrite ride ring rise risk roll rotate run rush sail save savor say scale scan scatter schedule "
    "scream search secure see seek seem seize select sell send sense separate serve set settle sew shake shape share "
    "shed shift shine ship shoot shop shout show shrink shut sigh sign signal simplify simulate sing sink sit skip "
    "slay sleep slice slide slip slow smell smile snap soar solve sort sound span spark speak specify spell spend "
    "spin split spot spread spring stand stare start state stay steal steer step stick stir stop store strengthen "
    "stress stretch strike strive structure struggle study submit substitute subtract succeed suffer suggest suit "
    "summarize supply support suppose surprise surround survey survive suspect sustain swap sweep swim swing switch "
    "take talk target taste teach tear tell tend test thank think thrive throw tie touch tour trace track trade train "
    "transfer transform translate travel treat trigger trim trust try turn twist type understand undertake undo "
    "unfold unify unite unleash unlock unravel unveil update upgrade upload uphold urge use utilize validate value "
    "vary venture verify view visit visualize vote wait wake walk wander want warm warn wash waste watch water weave "
    "wear weigh welcome whisper win wish withdraw wonder work worry wrap write yearn yell yield zoom"
)
_IRREGULAR = _set(
    "am is are was were been being has had does did done goes went gone came saw seen took taken gave given made knew "
    "known thought told found felt left kept held brought began begun wrote written stood heard let meant set met ran "
    "paid sat spoke spoken lay led grew grown lost fell fallen sent built understood drew drawn broke broken spent "
    "cut rose risen drove driven bought wore worn chose chosen ate eaten flew flown forgot forgotten slept sang sung "
    "swam swum won caught taught fought sought stole stolen threw thrown woke shone shook bound born struck swept "
    "dealt dug hid hidden hung laid lent lit rode ridden rang sold shot shrank sank slid spun stuck swore tore wove "
    "woven bent bit blew blown bred burnt crept dreamt fed fled forbade froze frozen knelt leapt learnt overcame "
    "undertook withdrew can could may might must shall should will would"
)


def is_verb(word: str) -> bool:
    """Whether an English word can be a form of a common verb. No tagger: the word is looked at alone."""
    word = word.lower()
    return word in _IRREGULAR or any(stem in _VERBS for stem in _stems(word))


def _stems(word: str) -> list[str]:
    """The word without what conjugation adds; the doubled or dropped letter put right."""
    found = [word]
    for ending, instead in (("s", ""), ("es", ""), ("ies", "y"), ("ied", "y"), ("ed", ""), ("ing", ""), ("ying", "ie")):
        if word.endswith(ending) and len(word) > len(ending) + 1:
            stem = word[: -len(ending)] + instead
            found += [stem, f"{stem}e"]
            if len(stem) > 2 and stem[-1] == stem[-2]:
                found.append(stem[:-1])
    return found
