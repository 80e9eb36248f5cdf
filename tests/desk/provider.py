"""A small OpenID Connect provider on this machine: discovery, token, keys, userinfo; whoever comes is who the test says."""

from __future__ import annotations

import base64
import hashlib
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

from servanda.desk.clock import now
from servanda.engine.instants import SECOND


class Provider:
    """Hands out one code at a time and checks what a provider checks: client, secret, PKCE, one use."""

    def __init__(self, claims: dict[str, Any]) -> None:
        self.claims = {"sub": "somebody", **claims}
        self.key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self.challenges: dict[str, str] = {}
        self.issuer = ""
        self.awake = threading.Event()
        self.awake.set()
        self.asked: list[str] = []

    def authorize(self, address: str) -> tuple[str, str]:
        """What the browser does there: the callback address, and the query that leads back."""
        asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
        assert (asked["response_type"], asked["code_challenge_method"]) == ("code", "S256")
        assert "openid" in asked["scope"].split()
        code = f"code-{len(self.challenges)}"
        self.challenges[code] = asked["code_challenge"]
        return urlsplit(asked["redirect_uri"]).path, f"code={code}&state={asked['state']}"

    def answer(self, path: str, form: dict[str, str]) -> tuple[int, dict[str, Any]]:
        """Status and JSON for a path; while it is not awake it says nothing."""
        self.asked.append(path)
        self.awake.wait()
        match path:
            case "/.well-known/openid-configuration":
                return 200, self._configuration()
            case "/token":
                return self._token(form)
            case "/userinfo":
                return 200, self.claims
            case "/keys":
                return 200, {"keys": [json.loads(jwt.algorithms.RSAAlgorithm.to_jwk(self.key.public_key()))]}
        return 404, {}

    def _configuration(self) -> dict[str, Any]:
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "userinfo_endpoint": f"{self.issuer}/userinfo",
            "jwks_uri": f"{self.issuer}/keys",
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
        }

    def _token(self, form: dict[str, str]) -> tuple[int, dict[str, Any]]:
        digest = hashlib.sha256(form.get("code_verifier", "").encode()).digest()
        proven = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        known = (form.get("client_id"), form.get("client_secret")) == ("servanda", "a shared secret")
        if not known or self.challenges.pop(form.get("code", ""), None) != proven:
            return 400, {"error": "invalid_grant"}
        issued = now() // SECOND
        token = {**self.claims, "iss": self.issuer, "aud": "servanda", "iat": issued, "exp": issued + 300}
        return 200, {
            "access_token": "let me in",
            "token_type": "Bearer",
            "id_token": jwt.encode(token, self.key, algorithm="RS256"),
        }


@contextmanager
def running(provider: Provider) -> Iterator[Provider]:
    """The provider, listening on a free port."""

    class Answers(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            self._answer({})

        def do_POST(self) -> None:
            sent = self.rfile.read(int(self.headers["Content-Length"])).decode()
            self._answer({name: values[0] for name, values in parse_qs(sent).items()})

        def _answer(self, form: dict[str, str]) -> None:
            status, said = provider.answer(self.path, form)
            content = json.dumps(said).encode()
            self.send_response(status)
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(content)))
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, *_said: Any) -> None:
            """Say nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Answers) as server:
        provider.issuer = f"http://127.0.0.1:{server.server_port}"
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield provider
        finally:
            server.shutdown()
            thread.join()
