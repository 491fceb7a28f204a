"""Maps of the plane in words."""

from __future__ import annotations

import pytest

from reward_server.symbolic.compare import compare


@pytest.mark.parametrize(
    ("prompt", "truth", "answer", "right"),
    [
        ('Describe the transformation.', '\\text{rotation by } 90^\\circ \\text{ counterclockwise about the origin}', '\\text{a rotation through } \\frac{\\pi}{2} \\text{ anticlockwise about } (0,0)', True),
        ('Describe the transformation.', '\\text{rotation by } 90^\\circ \\text{ counterclockwise about the origin}', '\\text{Rotation about the origin through } 90^\\circ \\text{ anticlockwise}', True),
        ('Describe the transformation.', '\\text{rotation by } 90^\\circ \\text{ counterclockwise about the origin}', '\\text{rotation about the origin by } 270^\\circ \\text{ clockwise}', True),
        ('Describe the transformation.', '\\text{rotation by } 90^\\circ \\text{ counterclockwise about the origin}', '\\text{a quarter turn counterclockwise about } O', True),
        ('Describe the transformation.', '\\text{rotation by } 90^\\circ \\text{ counterclockwise about the origin}', '\\text{a counterclockwise rotation about the origin through } 90^\\circ', True),
        ('Describe the transformation.', '\\text{rotation by } 90^\\circ \\text{ counterclockwise about the origin}', '\\text{a } 90^\\circ \\text{ counterclockwise rotation about the origin}', True),
        ('Describe the transformation.', '\\text{rotation by } 90^\\circ \\text{ counterclockwise about the origin}', '\\text{a rotation through } \\frac{\\pi}{2} \\text{ clockwise about } (0,0)', False),
        ('Describe the transformation.', '\\text{rotation by } 90^\\circ \\text{ counterclockwise about the origin}', '\\text{rotation by } 90^\\circ \\text{ counterclockwise about } (1,0)', False),
        ('Describe the transformation.', '\\text{rotation by } 90^\\circ \\text{ counterclockwise about the origin}', '\\text{rotation by } 90 \\text{ clockwise about the origin}', False),
        ('Describe the transformation.', '\\text{rotation by } 90^\\circ \\text{ counterclockwise about the origin}', '\\text{rotation by } 180^\\circ \\text{ about the origin}', False),
        ('Describe the transformation.', '\\text{rotation by } 90^\\circ \\text{ counterclockwise about the origin}', '\\text{a quarter turn clockwise about } O', False),
        ('Describe the transformation.', '\\text{rotation by } 90^\\circ \\text{ counterclockwise about the origin}', '\\text{rotation by } \\pi \\text{ counterclockwise about the origin}', False),
        ('Describe the transformation.', '\\text{reflection in the line } y=x', '\\text{reflection across } x-y=0', True),
        ('Describe the transformation.', '\\text{reflection in the line } y=x', '\\text{reflection across } x+y=0', False),
        ('Describe the transformation.', '\\text{reflection in the line } y=x', '\\text{reflection in the } x\\text{-axis}', False),
        ('Describe the transformation.', '\\text{reflection in the line } y=x', '\\text{rotation by } 90^\\circ \\text{ about the origin}', False),
        ('Describe the transformation.', '\\text{reflection in the line } y=x', '\\text{reflection in the line } y = x+1', False),
        ('Describe the transformation.', '\\text{reflection in the } x\\text{-axis}', '\\text{reflection across the line } y=0', True),
        ('Describe the transformation.', '\\text{reflection in the } x\\text{-axis}', '\\text{reflection across the line } x=0', False),
        ('Describe the transformation.', '\\text{reflection in the } x\\text{-axis}', '\\text{reflection in the } y\\text{-axis}', False),
        ('Describe the transformation.', '\\text{rotation by } 180^\\circ \\text{ about } (1,2)', '\\text{point reflection in } (1,2)', True),
        ('Describe the transformation.', '\\text{rotation by } 180^\\circ \\text{ about } (1,2)', '\\text{half-turn about the point } (1,2)', True),
        ('Describe the transformation.', '\\text{rotation by } 180^\\circ \\text{ about } (1,2)', '\\text{enlargement with scale factor } -1 \\text{ and centre } (1,2)', True),
        ('Describe the transformation.', '\\text{rotation by } 180^\\circ \\text{ about } (1,2)', '\\text{point reflection in } (2,1)', False),
        ('Describe the transformation.', '\\text{rotation by } 180^\\circ \\text{ about } (1,2)', '\\text{enlargement with scale factor } 1 \\text{ and centre } (1,2)', False),
        ('Describe the transformation.', '\\text{translation by the vector } \\begin{pmatrix}3\\\\-2\\end{pmatrix}', '\\text{translation by } (3,-2)', True),
        ('Describe the transformation.', '\\text{translation by the vector } \\begin{pmatrix}3\\\\-2\\end{pmatrix}', '\\text{translation of } 3 \\text{ units to the right and } 2 \\text{ units down}', True),
        ('Describe the transformation.', '\\text{translation by the vector } \\begin{pmatrix}3\\\\-2\\end{pmatrix}', '\\text{translation of } 3 \\text{ units to the right and } 2 \\text{ units up}', False),
        ('Describe the transformation.', '\\text{translation by the vector } \\begin{pmatrix}3\\\\-2\\end{pmatrix}', '\\text{translation by } (-2,3)', False),
        ('Describe the transformation.', '\\text{translation by the vector } \\begin{pmatrix}3\\\\-2\\end{pmatrix}', '\\text{translation of } 3 \\text{ units to the left and } 2 \\text{ units down}', False),
        ('Describe the transformation.', '\\text{enlargement with scale factor } 2 \\text{ and centre } (0,0)', '\\text{dilation by a factor of } 2 \\text{ centered at the origin}', True),
        ('Describe the transformation.', '\\text{enlargement with scale factor } 2 \\text{ and centre } (0,0)', '\\text{homothety with centre } (0,0) \\text{ and ratio } 2', True),
        ('Describe the transformation.', '\\text{enlargement with scale factor } 2 \\text{ and centre } (0,0)', '\\text{dilation by a factor of } \\frac12 \\text{ centered at the origin}', False),
        ('Describe the transformation.', '\\text{enlargement with scale factor } 2 \\text{ and centre } (0,0)', '\\text{homothety with centre } (0,1) \\text{ and ratio } 2', False),
    ],
)  # fmt: skip
def test_a_map_is_the_same_in_other_words(prompt: str, truth: str, answer: str, right: bool) -> None:
    assert compare(truth, answer, prompt=prompt).equal is right
