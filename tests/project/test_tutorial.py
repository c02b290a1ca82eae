"""The pages that teach the library are true: what they show runs."""

import re
from pathlib import Path

PAGE = Path("docs/reference/meetings-tutorial.md")


def test_the_tutorial_of_meetings_runs() -> None:
    text = PAGE.read_text(encoding="utf-8")
    blocks = re.findall(r"```python\n(.*?)```", text, re.DOTALL)
    assert len(blocks) == text.count("```") // 2
    known: dict[str, object] = {}
    for block in blocks:
        exec(compile(block, str(PAGE), "exec"), known)  # noqa: S102  # a page of ours
