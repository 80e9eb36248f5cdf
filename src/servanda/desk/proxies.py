"""The proxies of an installation: whose word counts about where a request comes from."""

from __future__ import annotations

from ipaddress import ip_network


def proxies(written: str) -> list[str]:
    """Addresses and networks, separated by commas. Raises ValueError for anything else; nobody's word counts without one."""
    named = [word.strip() for word in written.split(",") if word.strip()]
    try:
        return [str(ip_network(word)) if "/" in word else str(ip_network(word).network_address) for word in named]
    except ValueError:
        raise ValueError("addresses or networks of proxies, such as 127.0.0.1,10.0.0.0/8") from None
