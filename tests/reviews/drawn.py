"""A few drawings for tests, as components make them: one by hand, a bar, steps and a table to put them in."""

PULSE, BITS = '<path class="cg-light" d="M60 1v8"/>', '<path class="cg-bits" d="M60 50h0m-10-5h0"/>'
BY_HAND = '<svg aria-hidden="true" viewBox="0 0 120 80"><path d="M0 22q30-6 60 0t60 0V80H0z"/>{}</svg>'
BAR = '<svg aria-hidden="true"><rect class="cg-open" x="25%" width="{}%"/></svg>'
STEPS = "<ol><li>{}Light goes in.</li><li>{}It breaks.</li></ol>"
TABLE = (
    "<table><caption>How long it took</caption>"
    '<thead><tr><th scope="col">What</th><th scope="col">Days<svg aria-hidden="true"><text x="25%" y="1em">1</text></svg></th></tr></thead>'
    '<tbody><tr><th scope="rowgroup">Dots</th><td></td></tr><tr><th scope="row">Soot</th><td>2 days{}</td></tr></tbody>'
    '<tbody><tr><th scope="rowgroup">Threads</th><td></td></tr><tr><th scope="row">Ash</th><td>3 days{}</td></tr></tbody></table>'
)
