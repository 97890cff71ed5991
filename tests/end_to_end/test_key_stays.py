"""A key that was stored in the dialog is used for a send, and found nowhere but in the keyring."""

import base64
import json
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

from helpers.secret_service import secret_service

KEY = "sk-ant-api03-" + "Zx9Qw7Er5Ty3Ui1Op0As" * 4
ROOT = Path(__file__).parents[2]


class Echo(BaseHTTPRequestHandler):
    """Answers with an error that holds the key it was sent, as careless gateways do."""

    def do_POST(self):
        self.server.seen.append(dict(self.headers))
        message = f"bad header {self.headers['authorization']}"
        body = json.dumps({"type": "error", "error": {"type": "api_error", "message": message}}).encode()
        self.send_response(500)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        """Say nothing."""


def test_a_stored_key_is_sent_and_is_nowhere_else(tmp_path):
    data, home = tmp_path / "data", tmp_path / "home"
    home.mkdir()
    server = HTTPServer(("127.0.0.1", 0), Echo)
    server.seen = []
    threading.Thread(target=server.serve_forever, daemon=True).start()
    address = f"http://127.0.0.1:{server.server_port}"
    temporary = tmp_path / "temporary"
    temporary.mkdir()
    with secret_service(home) as environment:
        paths = f"{ROOT / 'app'}:{ROOT / 'tests'}"
        run = subprocess.run(
            [sys.executable, "-m", "helpers.key_window", str(data), address, KEY],
            env={
                **environment,
                "QT_QPA_PLATFORM": "offscreen",
                "PYTHONPATH": paths,
                "TMPDIR": str(temporary),
            },
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )
    server.shutdown()
    server.server_close()
    assert run.returncode == 0, run.stderr[-2000:]
    told = json.loads(run.stdout.splitlines()[-1])
    assert told["places"] == ["keyring"]
    assert server.seen, told
    assert server.seen[0]["authorization"] == f"Bearer {KEY}"
    assert KEY not in run.stdout + run.stderr
    written = [path for root in (data, temporary) for path in root.rglob("*") if path.is_file()]
    assert {"presets", "history", "targets.json"} <= {path.relative_to(data).parts[0] for path in written}
    for path in written:
        content = path.read_bytes()
        for form in (KEY.encode(), base64.b64encode(KEY.encode()), KEY[13:].encode()):
            assert form not in content, path
