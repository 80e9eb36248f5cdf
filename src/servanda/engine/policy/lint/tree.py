"""What a policy file really says, key by key, beside what its typed parts default to."""

from __future__ import annotations

from servanda.engine.policy.policy import Policy
from servanda.engine.source import Items, Node, Scalar, Table


def node_at(policy: Policy, path: str) -> Node | None:
    """The node at a path of the document (entries of a list count from 1), or None where nothing stands."""
    node: Node | None = policy.tree
    for key in path.split("/"):
        if isinstance(node, Table):
            node = node.pairs.get(key)
        elif isinstance(node, Items) and key.isdigit() and 0 < int(key) <= len(node.items):
            node = node.items[int(key) - 1]
        else:
            return None
    return node


def stands(policy: Policy, path: str) -> bool:
    """Whether something is written at a path, empty or not."""
    return node_at(policy, path) is not None


def words_at(policy: Policy, path: str) -> tuple[str, ...]:
    """The words at a path: those of a list, or one alone."""
    node = node_at(policy, path)
    items = node.items if isinstance(node, Items) else [node]
    return tuple(item.value for item in items if isinstance(item, Scalar))


def assumed_at(policy: Policy, path: str) -> tuple[str, ...]:
    """What the part at a path says that its source leaves open."""
    return words_at(policy, f"{path}/assumed")
