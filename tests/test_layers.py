"""The order of the layers: a module imports from its own level or lower."""

from __future__ import annotations

import ast
from pathlib import Path

LEVELS = [
    {"errors"},
    {"model"},
    {"vocabulary", "studies", "settings", "notebook"},
    {"reading", "extraction"},
    {"gathering"},
    {"linking"},
    {"review"},
    {"rdf"},
    {"store"},
    {"comparison"},
    {"derivation"},
    {"presentation"},
    {"upkeep", "report"},
    {"claim_graph"},
    {"server"},
    {"cli"},
]
LEVEL = {name: number for number, names in enumerate(LEVELS) for name in names}


def imported(path: Path) -> set[str]:
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.level == 0:
            names.add(node.module)
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
        elif isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
    return names


def modules(root: Path) -> list[tuple[str, Path]]:
    package = root / "graph" / "claimgraph"
    return [
        (path.relative_to(package).with_suffix("").parts[0], path)
        for path in sorted(package.rglob("*.py"))
        if path.parent != package or path.name not in ("__init__.py", "__main__.py")
    ]


def test_every_module_has_a_level(root: Path) -> None:
    assert {name for name, _ in modules(root)} <= set(LEVEL)


def test_imports_go_down_only(root: Path) -> None:
    wrong = []
    for name, path in modules(root):
        for module in imported(path):
            parts = module.split(".")
            if parts[0] != "claimgraph" or len(parts) < 2 or parts[1] not in LEVEL:
                continue
            if LEVEL[parts[1]] > LEVEL[name] or (LEVEL[parts[1]] == LEVEL[name] and parts[1] != name):
                wrong.append(f"{path.relative_to(root)} imports {module}")
    assert wrong == []


def test_only_one_module_imports_pyvis(root: Path) -> None:
    users = {
        path.name for _, path in modules(root) if any(m.split(".")[0] == "pyvis" for m in imported(path))
    }
    assert users == {"network.py"}


def test_no_relative_imports(root: Path) -> None:
    for _, path in modules(root):
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            assert not (isinstance(node, ast.ImportFrom) and node.level), path
