"""A small TLS web server on loopback that answers for any host name, for browsers that are told to go there."""

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from tests.web_server import serving


class _Page(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        if self.path == "/redirect-away":
            self.send_response(302)
            self.send_header("Location", "https://ordinary.example/landed")
            self.end_headers()
            return
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(b"<title>Secret quarterly figures</title><p>hello")

    def log_message(self, *_: object) -> None:
        return


def write_certificate(folder: Path, names: tuple[str, ...]) -> tuple[Path, Path]:
    """A self-signed certificate for the names, and its key."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, names[0])])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=10))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(each) for each in names]), critical=False)
        .sign(key, hashes.SHA256())
    )
    certificate_file, key_file = folder / "certificate.pem", folder / "key.pem"
    certificate_file.write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    key_file.write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return certificate_file, key_file


@contextmanager
def web_proxy() -> Iterator[int]:
    """A plain web proxy that answers itself, whatever host it is asked for; its port."""
    with serving(_Page) as port:
        yield port


@contextmanager
def tls_server(folder: Path, names: tuple[str, ...]) -> Iterator[int]:
    """A server with a certificate for the names; its port."""
    certificate, key = write_certificate(folder, names)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    with serving(_Page, context) as port:
        yield port
