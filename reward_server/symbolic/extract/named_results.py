# ruff: noqa: E501  (a line of a table is one thing, or one language)
"""Theorems, tests and laws by name: Rolle's theorem is der Satz von Rolle, the paired t-test one of dependent samples; and
places in words: the third place is number 3, and so is dritter Platz."""

from __future__ import annotations

import re
import unicodedata

from reward_server.symbolic.budget import MAX_PROMPT
from reward_server.symbolic.extract.claims import compare_claims
from reward_server.symbolic.parse.normalize import fold, words
from reward_server.symbolic.parse.number_words import place
from reward_server.symbolic.verdict import Verdict

MAX_CHARS = 100
_KINDS = {
    "theorem": "theorem satz théorème theoreme teorema stelling теорема twierdzenie",
    "lemma": "lemma lemme lema лемма",
    "inequality": "inequality ungleichung inégalité desigualdad disuguaglianza desigualdade неравенство",
    "law": "law gesetz loi ley legge lei закон wet",
    "rule": "rule regel règle regla regola regra правило",
    "test": "test",
    "formula": "formula formel formule fórmula формула",
    "principle": "principle prinzip principe principio princípio принцип",
    "criterion": "criterion kriterium critère criterio critério признак",
    "identity": "identity identität identité identidad identità identidade",
    "method": "method verfahren méthode método metodo",
}
_KIND_OF = {name: kind for kind, names in _KINDS.items() for name in names.split()}
_BESIDE = words("the of by s von vom de des du d del della di do da der die das dem le la il el van a o")
_SAME = """
pythagorean theorem,theorem of pythagoras,satz des pythagoras,théorème de pythagore,teorema de pitágoras,teorema di pitagora,теорема пифагора
mean value theorem,mean value theorem for derivatives,mittelwertsatz,mittelwertsatz der differentialrechnung,théorème des accroissements finis,teorema del valor medio,teorema do valor médio,lagrange s mean value theorem,теорема лагранжа
intermediate value theorem,zwischenwertsatz,théorème des valeurs intermédiaires,teorema del valor intermedio,teorema dei valori intermedi,teorema do valor intermediário
chinese remainder theorem,chinesischer restsatz,théorème des restes chinois,théorème chinois,teorema chino del resto,teorema chino de los restos,teorema cinese del resto,teorema chinês do resto,teorema chinês dos restos,китайская теорема об остатках
pigeonhole principle,pigeon hole principle,dirichlet s box principle,dirichlet principle,schubfachprinzip,principe des tiroirs,principio del palomar,principio de las casillas,principio dei cassetti,princípio da casa dos pombos,princípio das gavetas,принцип дирихле
squeeze theorem,sandwich theorem,pinching theorem,einschnürungssatz,sandwichsatz,théorème des gendarmes,teorema del sándwich,teorema do confronto,teorema del confronto
law of cosines,cosine rule,cosine law,kosinussatz,loi des cosinus,théorème d al kashi,teorema del coseno,ley de cosenos,ley de los cosenos,lei dos cossenos,теорема косинусов
law of sines,sine rule,sine law,sinussatz,loi des sinus,teorema del seno,teorema de los senos,ley de senos,ley de los senos,lei dos senos,теорема синусов
law of large numbers,gesetz der großen zahlen,loi des grands nombres,ley de los grandes números,legge dei grandi numeri,lei dos grandes números,закон больших чисел
central limit theorem,clt,zentraler grenzwertsatz,théorème central limite,théorème de la limite centrale,teorema central del límite,teorema del límite central,teorema del limite centrale,teorema central do limite,центральная предельная теорема
fundamental theorem of algebra,fundamentalsatz der algebra,théorème fondamental de l algèbre,théorème de d alembert gauss,teorema fundamental del álgebra,teorema fondamentale dell algebra,основная теорема алгебры
fundamental theorem of calculus,hauptsatz der differential und integralrechnung,théorème fondamental de l analyse,teorema fundamental del cálculo,teorema fondamentale del calcolo integrale,teorema fundamental do cálculo
fermat s little theorem,little theorem of fermat,kleiner satz von fermat,kleiner fermatscher satz,petit théorème de fermat,pequeño teorema de fermat,piccolo teorema di fermat,pequeno teorema de fermat,малая теорема ферма
paired t test,paired samples t test,paired sample t test,dependent t test,dependent samples t test,dependent sample t test,matched pairs t test,t test for paired samples,t test for dependent samples,gepaarter t test,t test für verbundene stichproben,test t para muestras pareadas,prueba t para muestras relacionadas,test t apparié
two sample t test,independent t test,independent samples t test,independent two sample t test,unpaired t test,t test for independent samples,t test für unabhängige stichproben
mann whitney u test,mann whitney test,wilcoxon rank sum test,mann whitney wilcoxon test,wilcoxon mann whitney test
one way anova,one way analysis of variance,einfaktorielle varianzanalyse,einfaktorielle anova
chi squared test of independence,chi square test of independence,chi squared test for independence,chi square test for independence
chi squared goodness of fit test,chi square goodness of fit test,chi squared test for goodness of fit,chi square test for goodness of fit,chi squared test of goodness of fit
ratio test,d alembert s ratio test,quotientenkriterium,critère de d alembert,règle de d alembert,criterio del cociente,criterio del rapporto,teste da razão,признак даламбера
root test,cauchy s root test,wurzelkriterium,критерий коши,criterio de la raíz,criterio della radice,teste da raiz
alternating series test,leibniz test,leibniz s test,leibniz criterion,leibniz kriterium,critère de leibniz,criterio de leibniz,criterio di leibniz,признак лейбница
bayes theorem,bayes s theorem,bayes rule,bayes s rule,bayes formula,satz von bayes,formule de bayes,théorème de bayes,teorema de bayes,teorema di bayes,формула байеса
divergence theorem,gauss theorem,gauss s theorem,gauss s divergence theorem,gaußscher integralsatz,satz von gauß,satz von gauß ostrogradski,théorème de la divergence,teorema de la divergencia,teorema della divergenza
rolle theorem,теорема ролля
cauchy schwarz inequality,cauchy schwarz ungleichung,cauchy schwarzsche ungleichung,inégalité de cauchy schwarz,desigualdad de cauchy schwarz,cauchy s inequality,cauchy inequality,cauchy bunyakovsky schwarz inequality,cauchy bunyakovsky schwarz,cauchy schwarz,cauchy bunyakovsky inequality,cbs inequality,bunyakovsky inequality,schwarz inequality,schwarz s inequality,неравенство коши буняковского
am gm inequality,am gm,amgm inequality,ag inequality,agm inequality,arithmetic geometric mean inequality,arithmetic mean geometric mean inequality,arithmetic and geometric mean inequality,inequality of arithmetic and geometric means,inequality of the arithmetic and geometric means,inequality of the arithmetic and the geometric mean,inequality between the arithmetic and geometric means,inequality between arithmetic and geometric means,arithmetic mean geometric mean,inequality of means,means inequality,ungleichung vom arithmetischen und geometrischen mittel,inégalité arithmético géométrique,inégalité des moyennes,desigualdad ma mg,desigualdad entre las medias aritmética y geométrica
gm hm inequality,geometric mean harmonic mean inequality,inequality of geometric and harmonic means,geometric harmonic mean inequality
am hm inequality,arithmetic mean harmonic mean inequality,inequality of arithmetic and harmonic means,arithmetic harmonic mean inequality
qm am inequality,rms am inequality,quadratic mean arithmetic mean inequality,inequality of quadratic and arithmetic means,root mean square arithmetic mean inequality
hölder s inequality,hölder inequality,holder s inequality,holder inequality,hoelder inequality,inequality of hölder
minkowski s inequality,minkowski inequality,inequality of minkowski
jensen s inequality,jensen inequality,inequality of jensen
chebyshev s inequality,chebyshev inequality,tchebycheff inequality,tchebychev s inequality,bienaymé chebyshev inequality,inequality of chebyshev
markov s inequality,markov inequality,inequality of markov
bernoulli s inequality,bernoulli inequality,inequality of bernoulli
rearrangement inequality,inequality of rearrangement
stokes theorem,stokes s theorem,kelvin stokes theorem,theorem of stokes
green s theorem,green theorem,theorem of green
liouville s theorem,liouville theorem,theorem of liouville
heine borel theorem,theorem of heine borel,borel lebesgue theorem
bolzano weierstrass theorem,theorem of bolzano weierstrass
dominated convergence theorem,lebesgue s dominated convergence theorem,lebesgue dominated convergence theorem,dct
monotone convergence theorem,beppo levi theorem,beppo levi s theorem,mct
cayley hamilton theorem,theorem of cayley hamilton,hamilton cayley theorem
lagrange s theorem,lagrange theorem,theorem of lagrange
first isomorphism theorem,fundamental homomorphism theorem,fundamental theorem on homomorphisms
extreme value theorem,weierstrass extreme value theorem
l hospital s rule,l hospital rule,rule of l hospital,l hopital s rule,l hopital rule,lhopital s rule,bernoulli l hospital rule
cauchy s integral formula,cauchy integral formula,integral formula of cauchy
inclusion exclusion principle,principle of inclusion and exclusion,principle of inclusion exclusion,inclusion exclusion,inclusion exclusion formula,sieve formula,sylvester s formula
fibonacci numbers,fibonacci sequence,sequence of fibonacci numbers,numbers of fibonacci
lucas numbers,lucas sequence
catalan numbers,catalan sequence,sequence of catalan numbers
bell numbers,bell sequence
fundamental theorem of arithmetic,unique factorization theorem,unique prime factorization theorem,unique factorisation theorem
triangular numbers,sequence of triangular numbers,triangle numbers
pythagorean triples,pythagorean triple
ruffini s rule,synthetic division,horner s method,horner scheme
heron s formula,hero s formula,formula of heron,heron formula
law of total probability,total probability theorem,theorem of total probability,formula of total probability
law of total expectation,tower property,tower rule,iterated expectations,law of iterated expectations,adam s law
law of total variance,conditional variance formula,eve s law,variance decomposition formula
gauss markov theorem,theorem of gauss markov
rao blackwell theorem,theorem of rao blackwell
lehmann scheffé theorem,lehmann scheffe theorem
neyman pearson lemma,fundamental lemma of neyman and pearson,lemma of neyman pearson
triangle inequality,dreiecksungleichung,inégalité triangulaire,desigualdad triangular,disuguaglianza triangolare,desigualdade triangular,неравенство треугольника
proof by contradiction,indirect proof,reductio ad absurdum,widerspruchsbeweis,beweis durch widerspruch,indirekter beweis,preuve par l absurde,raisonnement par l absurde,reducción al absurdo,dimostrazione per assurdo,доказательство от противного
mathematical induction,induction,proof by induction,vollständige induktion,récurrence,raisonnement par récurrence,inducción matemática,inducción,induzione,indução,математическая индукция
integration by parts,partielle integration,intégration par parties,integración por partes,integrazione per parti,integração por partes,интегрирование по частям
regular languages,class of regular languages,reg,rational languages,reguläre sprachen,langages réguliers,langages rationnels
context free languages,class of context free languages,cfl,kontextfreie sprachen,langages algébriques
recursively enumerable,r e,computably enumerable,c e,semi decidable,semidecidable,turing recognizable,recursively enumerable languages
decidable,recursive,computable,turing decidable
fundamental theorem of arithmetic,unique factorization theorem,unique prime factorization theorem,satz von der eindeutigen primfaktorzerlegung
first isomorphism theorem,fundamental homomorphism theorem,fundamental theorem on homomorphisms,homomorphism theorem,homomorphiesatz
lagrange s theorem for groups,lagrange s theorem on subgroups,lagrange s theorem group theory
burnside s lemma,cauchy frobenius lemma,cauchy frobenius theorem,orbit counting theorem,orbit counting lemma,lemma that is not burnside s
hall s marriage theorem,hall s theorem,marriage theorem,heiratssatz
cantor bernstein theorem,schröder bernstein theorem,cantor schröder bernstein theorem,cantor bernstein schröder theorem
principle of inclusion exclusion,inclusion exclusion principle,inclusion exclusion,sieve principle,prinzip von inklusion und exklusion
stars and bars,sticks and stones,balls and bars,dots and dividers
vandermonde s identity,vandermonde convolution,vandermonde s convolution
hockey stick identity,christmas stocking identity
bézout s identity,bezout s identity,bézout s lemma,bezout s lemma,lemma von bézout
euler s totient function,euler totient function,euler s phi function,phi function,totient function,eulersche phi funktion
law of quadratic reciprocity,quadratic reciprocity,quadratic reciprocity law
zorn s lemma,kuratowski zorn lemma
modus ponens,affirming the antecedent,law of detachment,implication elimination
modus tollens,denying the consequent
hypothetical syllogism,transitivity of implication
disjunctive syllogism,modus tollendo ponens
law of excluded middle,excluded middle,tertium non datur,principle of excluded middle
diagonalization,diagonal argument,cantor s diagonal argument,diagonalization argument,cantor s diagonalization argument
euclidean algorithm,euclid s algorithm,euklidischer algorithmus,algorithme d euclide,algoritmo de euclides,algoritmo di euclide,алгоритм евклида
"""
_GROUP_OF = {name: number for number, row in enumerate(_SAME.strip().splitlines()) for name in row.split(",")}
_ORDINALS = """
erste[rsn]? zweite[rsn]? dritte[rsn]? vierte[rsn]? fünfte[rsn]? sechste[rsn]? siebte[rsn]? achte[rsn]? neunte[rsn]? zehnte[rsn]?
premi(?:er|ère) (?:deuxième|seconde?) troisième quatrième cinquième sixième septième huitième neuvième dixième
primer[oa]? segund[oa] tercer[oa]? cuart[oa] quint[oa] sext[oa] séptim[oa] octav[oa] noven[oa] décim[oa]
prim[oa] second[oa] terz[oa] quart[oa] quint[oa] sest[oa] settim[oa] ottav[oa] non[oa] decim[oa]
primeir[oa] segund[oa] terceir[oa] quart[oa] quint[oa] sext[oa] sétim[oa] oitav[oa] non[oa] décim[oa]
eerste tweede derde vierde vijfde zesde zevende achtste negende tiende
перв(?:ое|ый|ая) втор(?:ое|ой|ая) трет(?:ье|ий|ья) четв[её]рт(?:ое|ый|ая) пят(?:ое|ый|ая) шест(?:ое|ой|ая) седьм(?:ое|ой|ая) восьм(?:ое|ой|ая) девят(?:ое|ый|ая) десят(?:ое|ый|ая)
"""
_ORDINAL = [
    (re.compile(one), number) for row in _ORDINALS.strip().splitlines() for number, one in enumerate(row.split(), 1)
]
_PLACES = words(
    "place position rank platz stelle position rang lugar puesto posición posto posizione posição plaats место"
)
_ASKS_FOR_A_PLACE = re.compile(rf"(?<!\w)(?:{'|'.join(sorted(_PLACES))})(?!\w)", re.IGNORECASE)
_MAY_NAME = re.compile(r"[^\W\d_]{3}|\(-|\d")
_WORD = re.compile(r"(?<![^\W\d_]|\\)[^\W\d_]{2}")
"""And no command."""


def same_results(truth: str, answer: str, prompt: str) -> Verdict | None:
    """Accepts only."""
    if max(len(truth), len(answer)) > MAX_CHARS or not _MAY_NAME.search(answer):
        return None
    if _ASKS_FOR_A_PLACE.search(prompt[-MAX_PROMPT:]):
        number = _number(truth)
        equal = number is not None and number == _number(answer)
        return Verdict(True, f"place {number}: {truth}, {answer}", "text") if equal else None
    symmetry = _symmetry(answer)
    if symmetry and (claim := compare_claims(truth, symmetry)) is not None:
        return claim if claim.equal else None
    if not (_WORD.search(truth) and _WORD.search(answer)):
        return None
    left, right = _named(truth), _named(answer)
    if left is None or right is None:
        left, right = left or _called(truth, answer, prompt), right or _called(answer, truth, prompt)
    if left is None or left != right:
        return None
    return Verdict(True, f"one name in several words: {truth}, {answer}", "text")


_REFLECTED = re.compile(r"[a-z]\(-([a-z])\)=(?P<sign>-?)[a-z]\(\1\)")
_SYMMETRIC = re.compile(
    r"(?:it is )?symmetric(?:al)? (?:about|with respect to|in|around|across) (?:the )?(?:(?P<even>y axis)|origin)"
)


def _symmetry(text: str) -> str:
    """Even is f(-x) = f(x), and odd symmetric about the origin."""
    if (found := _REFLECTED.fullmatch("".join(text.replace("$", "").split()))) is not None:
        return "odd" if found["sign"] else "even"
    said = _SYMMETRIC.fullmatch(" ".join(fold(text).replace("-", " ").split()))
    return "" if said is None else "even" if said["even"] else "odd"


def _words(text: str) -> list[str]:
    said = fold(unicodedata.normalize("NFKC", text).replace("’", "'").replace("-", " ")).replace("-", " ").split()
    if said[:1] == ["de"] and (len(said) < 2 or said[1] not in _KIND_OF):
        return said  # De Morgan
    return (
        said[1:]
        if said[:1] and said[0] in ("the", "der", "die", "das", "le", "la", "il", "el", "o", "a", "an", "de")
        else said
    )


def _named(text: str) -> object | None:
    """The row of the table, or the kind and the names of whom it is called after."""
    said = _words(text)
    if (group := _GROUP_OF.get(" ".join(said).replace("l hôpital", "l hospital"))) is not None:
        return group
    kinds = [_KIND_OF[word] for word in said if word in _KIND_OF]
    names = frozenset(word for word in said if word not in _KIND_OF and word not in _BESIDE)
    return (kinds[0], names) if len(kinds) == 1 and names and len(said) > 1 else None


def _called(text: str, other: str, prompt: str) -> object | None:
    """De Morgan, for De Morgan's law, where the question asks for a law."""
    named = _named(other)
    if not (isinstance(named, tuple) and any(word in prompt.lower() for word in _KINDS[named[0]].split())):
        return None
    said, whole = ([one for one in _words(side) if one not in _KIND_OF and one != "s"] for side in (text, other))
    return named if said == whole else None


_RAISED = re.compile(r"\^\s*\{?\s*(?:\\text\w*\s*\{\s*)?([a-zèªº]{1,3})[\s}]*$")


def _number(text: str) -> int | None:
    said = [word for word in _words(_RAISED.sub(r"\1", text)) if word not in _PLACES]
    if len(said) != 1:
        return None
    word = place(said[0]) or said[0]
    digits = re.fullmatch(r"(\d{1,3})(?:st|nd|rd|th|er|ère|e|ème|º|ª|o|a)?", word)
    if digits is not None:
        return int(digits[1])
    return next((number for pattern, number in _ORDINAL if pattern.fullmatch(word)), None)
