"""aiohttp's own TLS contexts stay empty in the agent; everybody else's are as ever."""

import subprocess
import sys

_LOOK = """
import ssl
before = ssl.SSLContext.load_default_certs, ssl.SSLContext.set_default_verify_paths
from proxy.light_import import import_aiohttp
import_aiohttp()
from aiohttp import connector
assert (ssl.SSLContext.load_default_certs, ssl.SSLContext.set_default_verify_paths) == before
for context in connector._SSL_CONTEXT_VERIFIED, connector._SSL_CONTEXT_UNVERIFIED:
    print(context.cert_store_stats()["x509"], context.verify_mode.name, context.check_hostname)
"""


def test_aiohttps_own_contexts_trust_nobody_and_still_ask_for_a_certificate() -> None:
    done = subprocess.run([sys.executable, "-c", _LOOK], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.splitlines() == ["0 CERT_REQUIRED True", "0 CERT_NONE False"]
