"""What TLS libraries' codes mean, in words. Codes: OpenSSL's x509_vfy.h and sslerr.h."""

import ssl

_UNTRUSTED = (
    "It may be a company's proxy or a gateway of your own: add its CA file to the target if you trust it."
)
_CERTIFICATE = {
    9: "is not valid yet. Check this machine's clock.",
    10: "has expired. Check this machine's clock too.",
    18: f"is signed by itself. {_UNTRUSTED}",
    19: f"comes from a CA that this system does not know. {_UNTRUSTED}",
    20: f"comes from a CA that this system does not know. {_UNTRUSTED}",
    21: f"cannot be traced to a CA that this system knows. {_UNTRUSTED}",
    23: "was revoked.",
    62: "is made out to another host name. Check the address.",
    64: "is made out to another address, not this IP.",
}
_NOT_TLS = frozenset(
    {"WRONG_VERSION_NUMBER", "HTTP_REQUEST", "PACKET_LENGTH_TOO_LONG", "RECORD_LAYER_FAILURE"}
)
_VERSION = frozenset({"UNSUPPORTED_PROTOCOL", "TLSV1_ALERT_PROTOCOL_VERSION", "NO_PROTOCOLS_AVAILABLE"})
_CLIENT = frozenset(
    {"TLSV13_ALERT_CERTIFICATE_REQUIRED", "SSLV3_ALERT_BAD_CERTIFICATE", "TLSV1_ALERT_UNKNOWN_CA"}
)


def tls_words(error: ssl.SSLError, server: str) -> str:
    """Return what `error` says about `server`, and what can be done."""
    if isinstance(error, ssl.SSLCertVerificationError):
        known = _CERTIFICATE.get(error.verify_code, f"was not accepted: {error.verify_message}")
        return f"The certificate of {server} {known}"
    reason = str(error.reason or "")
    if reason in _NOT_TLS:
        return f"{server} does not speak TLS on this port. Is it an http:// address?"
    if reason in _VERSION:
        return f"{server} speaks only versions of TLS that are no longer safe."
    if reason in _CLIENT:
        return f"{server} wants a client certificate, or did not accept ours; Betadeck sends none."
    return f"No encrypted connection to {server} came about."
