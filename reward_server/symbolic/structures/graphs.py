# ruff: noqa: E501  (a row of the table is one way to name graphs)
"""Graphs by name: K_{3,3} is the complete bipartite graph with parts of sizes 3 and 3, and a hexagon with its three long
diagonals, because small graphs are compared as graphs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations, product

from reward_server.symbolic.budget import MAX_PROMPT, spend
from reward_server.symbolic.parse.number_words import word_number
from reward_server.symbolic.verdict import Verdict

MAX_CHARS = 120
MAX_VERTICES = 12
Graph = tuple[int, frozenset[tuple[int, int]]]
"""The number of vertices, and the edges, the smaller end first."""
_ASKED = re.compile(r"\bgraph|\bGraph|\bgrafo|\bграф|图|グラフ|\bvert(?:ex|ices)\b")
_PLAIN = (
    (re.compile(r"\\(?:text[a-z]*|math[a-z]+|operatorname)\s*\{([^{}]*)\}"), r" \1 "),
    (re.compile(r"\\(?:left|right|[,;:! ])(?![a-z])|[$~{}]"), " "),
    (re.compile(r"-"), " "),
)
_N = r"(?P<n>\d{1,2}|[a-z]{3,6})"
_OF = rf"(?:with|on|of|having|of order|of length)\s+{_N}(?:\s+(?:vertices|nodes|points))?"
_NAMED = tuple(
    (re.compile(rf"(?:(?:the|a|an)\s+)?(?:{pattern})"), kind)
    for pattern, kind in (
        (r"(?:complete bipartite graph\s+)?(?P<sign>[KCQ])\s?_\s?(?P<a>\d{1,2})(?:\s?,\s?(?P<b>\d{1,2}))?(?:\s+graph)?", "sign"),
        (r"(?:complete graph|cycle(?: graph)?|hypercube(?: graph)?)\s+(?P<sign>[KCQ])\s?_\s?(?P<a>\d{1,2})", "sign"),
        (r"complete bipartite graph\s+(?:(?:with|on)\s+(?:two\s+)?)?(?:parts|sides|classes|partite sets|vertex classes|sets)?\s*(?:of\s+)?(?:sizes?\s+)?"
         r"(?P<a>\d{1,2}|[a-z]{3,5})\s*(?:and|\+|,)\s*(?P<b>\d{1,2}|[a-z]{3,5})(?:\s+vertices)?", "bipartite"),
        (r"complete bipartite graph\s+(?:with|on)\s+(?:two\s+)?(?:parts|sides|classes|partite sets|sets)\s+of\s+(?:size\s+)?(?P<a>\d{1,2}|[a-z]{3,5})"
         r"(?:\s+vertices)?(?:\s+each)?", "equal parts"),
        (rf"complete graph\s+{_OF}", "K"), (rf"(?:cycle|circuit)(?:\s+graph)?\s+{_OF}", "C"), (rf"{_N}\s+cycle", "C"),
        (rf"path(?:\s+graph)?\s+(?:with|on|of|having)\s+{_N}\s+(?:vertices|nodes|points)", "P"), (rf"star(?:\s+graph)?\s+with\s+{_N}\s+leaves", "S"),
        (rf"star(?:\s+graph)?\s+(?:with|on|of|having)\s+{_N}\s+(?:vertices|nodes|points)", "star"),
        (r"(?P<figure>triangle|square|quadrilateral|pentagon|hexagon|heptagon|octagon)(?:(?:\s+together)?\s+with\s+(?:its\s+|the\s+|all\s+|both\s+)*"
         r"(?P<which>(?:(?:two|three|four|five|nine|2|3|4|5|9)\s+)?(?:(?:long|main|longest)\s+)?diagonals))?", "figure"),
        (r"(?P<known>utility graph|petersen graph|cube(?: graph)?|octahedron|octahedral graph|tetrahedron|tetrahedral graph|claw|graph of (?:the|a) (?:cube|octahedron|tetrahedron))", "known"),
    )
)  # fmt: skip
_SIDES = {"triangle": 3, "square": 4, "quadrilateral": 4, "pentagon": 5, "hexagon": 6, "heptagon": 7, "octagon": 8}


def same_graphs(truth: str, answer: str, prompt: str) -> Verdict | None:
    """Accepts only, and only where the prompt speaks of graphs."""
    if max(len(truth), len(answer)) > MAX_CHARS or not _ASKED.search(prompt[-MAX_PROMPT:]):
        return None
    left, right = _graph(truth), _graph(answer)
    if left is None or right is None or not _isomorphic(left, right):
        return None
    return Verdict(True, f"the same graph of {left[0]} vertices: {truth}, {answer}", "graphs")


_UNION = re.compile(r"\\(?:big)?(?:sqcup|uplus|cup|amalg)(?![a-z])|[⊔⊎∪]")
_OF_TWO = re.compile(r"(?:(?:a|the) )?(?:disjoint |vertex disjoint )?union of (?P<one>.{1,50}?) and (?P<other>.{1,50})")
_COPIES = re.compile(
    r"(?P<many>[2-6]) ?(?=[KCQ] ?_)|(?P<said>two|three|four) (?:(?:vertex )?disjoint )?(?:copies of )?(?P<of>.{1,40}?)"
)
_PLURAL = {"triangles": "triangle", "edges": "K_2", "squares": "square", "pentagons": "pentagon", "hexagons": "hexagon"}


def _graph(text: str, depth: int = 0) -> Graph | None:
    for pattern, sign in _PLAIN:
        text = pattern.sub(sign, text)
    plain = " ".join(text.split()).strip(" .")
    if depth < 3 and (parts := _parts(plain)):
        graphs = [_graph(part, depth + 1) for part in parts]
        known = [one for one in graphs if one is not None]
        return _beside(known) if len(known) == len(parts) else None
    for pattern, kind in _NAMED:  # no W_n and P_n, whose n counts other things for other people
        if (found := pattern.fullmatch(plain if kind == "sign" else plain.lower())) is not None:
            said = {name: value for name, value in found.groupdict().items() if value}
            built = _built(kind, said)
            return built if built is not None and 0 < built[0] <= MAX_VERTICES else None
    return None


def _parts(plain: str) -> list[str]:
    """The graphs beside each other of K_2 \\cup K_3, 2K_3 and two disjoint triangles; none where there is one graph."""
    if len(united := _UNION.split(plain)) > 1:
        return united
    if (two := _OF_TWO.fullmatch(plain)) is not None:
        return [two["one"], two["other"]]
    if (copies := _COPIES.fullmatch(plain)) is not None and copies["said"]:
        return [_PLURAL.get(copies["of"], copies["of"])] * _count(copies["said"])
    if (copies := _COPIES.match(plain)) is not None and copies["many"]:
        return [plain[copies.end() :]] * int(copies["many"])
    return []


def _beside(graphs: list[Graph]) -> Graph | None:
    """Without edges between them."""
    edges: list[tuple[int, int]] = []
    count = 0
    for size, own in graphs:
        edges += [(a + count, b + count) for a, b in own]
        count += size
    return (count, frozenset(edges)) if count <= MAX_VERTICES else None


def _built(kind: str, said: dict[str, str]) -> Graph | None:
    if kind == "known":
        return _known(said["known"])
    if kind == "figure":
        return _figure(_SIDES[said["figure"]], said.get("which", ""))
    sizes = [_count(said[name]) for name in ("n", "a", "b") if name in said]
    if not sizes or 0 in sizes or max(sizes) > MAX_VERTICES:
        return None
    if kind == "equal parts":
        return _bipartite(sizes[0], sizes[0])
    kind = said.get("sign", kind).upper()
    if kind in ("K", "BIPARTITE") and len(sizes) == 2:
        return _bipartite(*sizes)
    return _of_family(kind, sizes[0]) if len(sizes) == 1 else None


def _count(word: str) -> int:
    digits = word if word.isdecimal() else word_number(word) or ""
    return int(digits) if digits.isdecimal() else 0


def _made(count: int, edges: Iterator[tuple[int, int]]) -> Graph:
    return count, frozenset((min(one), max(one)) for one in edges)


def _of_family(kind: str, n: int) -> Graph | None:
    if kind == "K":
        return _made(n, combinations(range(n), 2))
    if kind == "C" and n > 2:
        return _made(n, ((k, (k + 1) % n) for k in range(n)))
    if kind == "P":
        return _made(n, ((k, k + 1) for k in range(n - 1)))
    if kind in ("S", "STAR"):
        return _bipartite(1, n if kind == "S" else n - 1) if n > 1 else None
    if kind == "Q" and n < 4:
        return _made(2**n, ((k, k ^ 1 << bit) for k in range(2**n) for bit in range(n)))
    return None


def _bipartite(a: int, b: int) -> Graph:
    return _made(a + b, product(range(a), range(a, a + b)))


def _figure(sides: int, which: str) -> Graph | None:
    """A polygon, with all diagonals or with those through its middle; a number must be theirs."""
    ring = [(k, (k + 1) % sides) for k in range(sides)]
    if not which:
        return _made(sides, iter(ring))
    long = re.search("long|main", which) is not None
    if long and sides % 2:
        return None
    diagonals = [
        (a, b) for a, b in combinations(range(sides), 2) if (b - a == sides // 2 if long else 1 < b - a < sides - 1)
    ]
    told = which.split()[0]
    if (number := _count(told) if told not in ("long", "main", "longest", "diagonals") else 0) and number != len(
        diagonals
    ):
        return None
    return _made(sides, iter(ring + diagonals))


def _known(name: str) -> Graph | None:
    if name == "utility graph":
        return _bipartite(3, 3)
    if name == "claw":
        return _bipartite(1, 3)
    if name.startswith("petersen"):
        pairs = [*combinations(range(5), 2)]
        return _made(10, ((k, j) for k, j in combinations(range(10), 2) if not {*pairs[k]} & {*pairs[j]}))
    if "cube" in name:
        return _of_family("Q", 3)
    if "octa" in name:
        return _made(6, ((a, b) for a, b in combinations(range(6), 2) if b - a != 3))
    return _of_family("K", 4)


def _isomorphic(left: Graph, right: Graph) -> bool:
    """By extending a map vertex by vertex; degrees must agree."""
    if left[0] != right[0] or len(left[1]) != len(right[1]):
        return False
    ours, theirs = _neighbours(left), _neighbours(right)
    return sorted(map(len, ours)) == sorted(map(len, theirs)) and _extends(ours, theirs, [])


def _neighbours(graph: Graph) -> list[set[int]]:
    found: list[set[int]] = [set() for _ in range(graph[0])]
    for a, b in graph[1]:
        found[a].add(b)
        found[b].add(a)
    return found


def _extends(ours: list[set[int]], theirs: list[set[int]], images: list[int]) -> bool:
    spend(2)
    vertex = len(images)
    if vertex == len(ours):
        return True
    return any(
        image not in images
        and len(ours[vertex]) == len(theirs[image])
        and all((one in ours[vertex]) is (images[one] in theirs[image]) for one in range(vertex))
        and _extends(ours, theirs, [*images, image])
        for image in range(len(theirs))
    )
