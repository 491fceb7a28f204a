# ruff: noqa: E501  (a line of a table is one property)
"""The words for properties of figures, functions, series, matrices, events, relations and tests, and their synonyms."""

from __future__ import annotations

import re

from reward_server.symbolic.parse.normalize import words

LITTLE = words(
    "a an the is are was were be it they this these has have that which exactly precisely therefore so thus hence of its"
)
"""What says nothing of its own beside a property."""
HEADS = words(
    "triangle function functions matrix series sequence set map mapping event events variables vectors quadrilateral statement argument "
    "relation equation system singularity estimator operator group ring number numbers graph polygon test hypothesis point shape space "
    "formula proposition sentence integral conic curve lines planes circles process chain state states distribution relationship correlation association"
)
"""Nouns that a property is said of."""
SUBJECTS = re.compile(
    r"^(?:then )?(?:(?:it|they|this|these|that|we)(?= (?:is|are|was|were|has|have|form|forms|does|do|must|can|cannot|fails?|converges?|diverges?|turns?|rotates?|spins?|moves?) )"
    r"|the (?:given |two |whole )?(?:function|matrix|series|sequence|set|map|events?|triangle|quadrilateral|argument|relation|system"
    r"|equation|statement|singularity|estimator|operator|group|ring|number|graph|test|formula|proposition|conic|curve|points?|lines?"
    r"|random variables|vectors|integral|chain|process|figure|shape)(?= (?:is|are|has|have|does|do|forms?|meet|intersect|pass|lie|converges?|diverges?) ))"
)
DENIALS = re.compile(
    r"(?<= )(?:is not|are not|does not|do not|isn t|aren t|doesn t|don t|not|non|never|no longer|fails? to be)(?= )"
)

_SEVERAL = r"""
injective, surjective | bijective | one to one and onto | injective and onto | one to one and surjective | a bijection | one to one correspondence
reflexive, symmetric, transitive | an? equivalence relation | an? equivalence
open, closed | clopen
right angled at \1 | (?:a )?right (?:angled )?triangle with (?:(?:the|its|a) )?right angle at (?:vertex |point )?([A-Z]) | right angled at (?:vertex |point )([A-Z])
right angled at \1 | angle ([A-Z]) is (?:a )?right(?: angle)?(?= ) | (?:a )?right (?:angled )?triangle,? right angled at ([A-Z])
isosceles with apex \1 | isosceles triangle with apex (?:at )?([A-Z])
isosceles, right angled | (?:a |an )?right (?:angled )?isosceles(?= )(?: triangle)? | (?:a |an )?isosceles right(?: angled)?(?: triangle)?
null recurrent | recurrent,? with (?:an )?infinite (?:mean|expected) (?:return|recurrence) time
positive recurrent | recurrent,? with (?:a )?finite (?:mean|expected) (?:return|recurrence) time
into page | perpendicular to (?:the )?(?:page|paper|screen), (?:inwards?|into it|away from the (?:viewer|reader|observer)) | away from the (?:viewer|reader|observer),? perpendicular to the (?:page|paper|screen)
out page | perpendicular to (?:the )?(?:page|paper|screen), (?:outwards?|out of it|towards? the (?:viewer|reader|observer)) | towards? the (?:viewer|reader|observer),? perpendicular to the (?:page|paper|screen)
converges conditionally | (?:converges|is convergent),? (?:but|yet|while|and|whereas) (?:the )?series (?:of )?(?:the |its )?absolute values (?:diverges|does not(?: converge)?|is divergent)
does not reject null | (?:there is )?(?:insufficient|not enough|no sufficient) evidence to reject (?:the )?null hypothesis | (?:there is )?not sufficient evidence to reject (?:the )?null hypothesis | (?:(?:the )?(?:result|difference|effect|test|it) is )?not (?:statistically )?significant | (?:the )?null hypothesis is not rejected | (?:the )?null hypothesis (?:cannot|can not) be rejected | (?:we )?(?:fail|fails|failed) to reject (?:the )?null hypothesis | (?:we )?(?:do not|don t|cannot|can not|did not) reject (?:the )?null hypothesis | (?:the )?null is not rejected | (?:we )?retain (?:the )?null hypothesis
rejects null | (?:there is )?(?:sufficient|enough) evidence to reject (?:the )?null hypothesis | (?:(?:the )?(?:result|difference|effect|test|it) is )?(?:statistically )?significant | (?:the )?null hypothesis is rejected | (?:the )?null hypothesis (?:should|must|can) be rejected | (?:we )?reject (?:the )?null hypothesis | (?:the )?null is rejected | rejects (?:the )?null hypothesis
"""
_SAME = r"""
equilateral | (?:all |with all |with )?three (?:equal )?sides equal | with three equal sides | three equal sides | with all (?:three )?sides equal | all (?:three )?sides equal | with all (?:three )?angles equal | regular triangle
isosceles | (?:with )?two equal sides | (?:with )?two sides equal | (?:with )?two equal angles
scalene | (?:with )?no two sides equal | (?:with )?no (?:two )?equal sides | (?:with )?three different sides
right | right angled | rectangular triangle
obtuse | obtuse angled
acute | acute angled
injective | one to one | an injection | injection
surjective | onto | a surjection | surjection
strictly increasing | strictly monotonically increasing | strictly monotone increasing
strictly decreasing | strictly monotonically decreasing | strictly monotone decreasing
rational ! irrational
countable ! uncountable
right skewed | positively skewed | positive skewness | positive skew | (?:has )?(?:a )?(?:right|positive) skew(?:ness)? | skewed (?:to )?right
left skewed | negatively skewed | negative skewness | negative skew | (?:has )?(?:a )?(?:left|negative) skew(?:ness)? | skewed (?:to )?left
recursively enumerable | computably enumerable | semi ?decidable | (?:turing )?recogni[sz]able | partially decidable
decidable | recursive | computable ! undecidable
clockwise | (?:(?:turns?|rotates?|spins?|moves?) )?(?:in )?clockwise(?: direction| sense)?
independent ! dependent
linearly independent ! linearly dependent
invertible | nonsingular | regular matrix ! singular
commutative | abelian
self adjoint | hermitian
skew symmetric | antisymmetric matrix
continuous ! discontinuous
converges | convergent ! diverges | divergent
bounded ! unbounded
consistent ! inconsistent
disjoint | mutually exclusive | incompatible
stable node | nodal sink | sink node | attracting node
unstable node | nodal source | repelling node
stable spiral | stable focus | spiral sink | stable spiral point
unstable spiral | unstable focus | spiral source | unstable spiral point
saddle | saddle point
removable | removable singularity
essential | essential singularity
tautology | tautological | always true | logically valid | true under every assignment
contradiction | contradictory | always false | unsatisfiable | self contradictory
contingency | contingent
valid ! invalid
biased ! unbiased
connected ! disconnected
reducible ! irreducible
recurrent ! transient
perpendicular | orthogonal | at right angles
concyclic | cyclic | on a common circle | on one circle
collinear | on a common line | on one line | on a straight line
concurrent | through a common point | meet in one point | meet in one | meet at one | meet at one point | intersect in one point | pass through a common point
coplanar | in a common plane | in one plane
empty | void
right skewed | positively skewed | skewed right | skewed to right | with positive skew | positive skew
left skewed | negatively skewed | skewed left | skewed to left | with negative skew | negative skew
planar ! nonplanar
consistent estimator | consistent as estimator
perpendicular | (?:meet|intersect|cross) (?:at right angles|perpendicularly|orthogonally) | form right angle
intersect | have (?:a |some )?common points? | meet ! no common points? | no points? (?:in common|intersection) | no intersection
externally tangent | touch externally | tangent externally | externally touching | touch each other externally | touch each other from outside
internally tangent | touch internally | tangent internally | internally touching | touch each other internally | touch each other from inside
type one error | error first kind | first kind error | type one | alpha error
type two error | error second kind | second kind error | type two | beta error
counterclockwise | (?:(?:turns?|rotates?|spins?|moves?) )?(?:in )?(?:anti|counter) ?clockwise(?: direction| sense)?
regular hexagon | hexagon with equal sides equal angles | hexagon with all sides all angles equal
first order | order one | one order | first-order
second order | order two | two order | second-order
into page | into paper | into screen | into plane page | into plane paper | inwards? into page | perpendicular(?:ly)? into page
out page | out paper | out screen | out plane page | out plane paper | outwards? out page | perpendicular(?:ly)? out page
centroid | (?:(?:at|in) )?(?:centroid|cent(?:er|re) gravity|barycent(?:er|re)|cent(?:er|re) mass|intersection medians)(?: triangle)?
orthocenter | (?:(?:at|in) )?(?:orthocent(?:er|re)|intersection altitudes)(?: triangle)?
circumcenter | (?:(?:at|in) )?(?:circumcent(?:er|re)|cent(?:er|re) circumscribed circle|cent(?:er|re) circumcircle|intersection perpendicular bisectors)(?: triangle)?
incenter | (?:(?:at|in) )?(?:incent(?:er|re)|cent(?:er|re) inscribed circle|cent(?:er|re) incircle|intersection angle bisectors)(?: triangle)?
hyperboloid one sheet | (?:one|single) sheeted hyperboloid
hyperboloid two sheets | two sheeted hyperboloid
elliptic paraboloid | elliptical paraboloid
hyperbolic paraboloid | saddle surface
parallelogram | forms? parallelogram
rectangle | forms? rectangle
rhombus | forms? rhombus
square | forms? square
"""


ADJECTIVES = words(
    "linear nonlinear homogeneous inhomogeneous nonhomogeneous ordinary partial elliptic parabolic hyperbolic autonomous separable exact "
    "reflexive symmetric transitive antisymmetric irreflexive asymmetric abelian cyclic finite infinite simple solvable nilpotent "
    "isosceles right obtuse acute scalene equilateral bounded closed open compact convex connected countable complete continuous "
    "biased planar skewed aperiodic irreducible recurrent ergodic consistent unbiased efficient sufficient bipartite planar regular connected"
) | {"first order", "second order"}
"""Properties of one thing, which may be said in any order."""


def _rows(table: str) -> list[list[str]]:
    return [[one.strip() for one in line.split(" | ")] for line in table.strip().splitlines()]


SEVERAL = tuple(
    (re.compile(rf"(?<= )(?:{pattern})(?= )"), re.sub(r"\\\d", r"\\1", name))
    for name, *others in _rows(_SEVERAL)
    for pattern in others
)
"""What is said of it in several words, or says several things -> the properties."""


def _names(text: str) -> list[str]:
    return [one.strip() for one in text.split(" | ")]


SAME = tuple(
    (re.compile("|".join(_names(part))), row.split(" | ")[0].split(" ! ")[0].strip(), contrary)
    for row in _SAME.strip().splitlines()
    for part, contrary in zip(row.split(" ! "), (False, True), strict=False)
)
"""A pattern of a whole property, its name, and whether it is the contrary of it."""

_CONTRARIES = """
yes|no
true|false
even|odd
increasing|decreasing
convergent,converges|divergent,diverges
valid|invalid
stable|unstable
injective|not injective
surjective|not surjective
independent|dependent
continuous|discontinuous,not continuous
bounded|unbounded
rational|irrational
prime|composite
positive|negative
increases|decreases
maximum,max,local maximum|minimum,min,local minimum
open|closed
concave|convex
possible|impossible
finite|infinite
linear|nonlinear
clockwise|counterclockwise
endothermic|exothermic
greater|smaller,less
"""
CONTRARIES = {
    name: (row, side)
    for row, line in enumerate(_CONTRARIES.strip().splitlines())
    for side, names in enumerate(line.split("|"))
    for name in names.split(",")
}
"""A property -> the row of it and its contrary, and its side there: of one thing only one of them holds."""
