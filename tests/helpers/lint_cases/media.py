"""Images and documents."""

import base64

from helpers.lint_cases.parts import (
    png,
    webp,
)
from helpers.linting import (
    PNG,
    TEXT,
    Case,
    image,
    talk,
    user,
)

_PNG = {"type": "base64", "media_type": "image/png", "data": PNG}
MEDIA = [
    Case(
        "media-base64",
        "body:/messages/0/content/0/source/data",
        talk(image(**{**_PNG, "data": f"data:image/png;base64,{PNG}"})),
        talk(image(**_PNG)),
    ),
    Case(
        "media-base64",
        "body:/messages/0/content/0/source/data",
        talk(image(**{**_PNG, "data": PNG[:-3]})),
        talk(image(**_PNG)),
    ),
    Case(
        "media-unknown",
        "body:/messages/0/content/0/source/data",
        talk(image(**{**_PNG, "data": base64.b64encode(b"II*\x00 a TIFF").decode()})),
        talk(image(**_PNG)),
    ),
    Case(
        "media-type",
        "body:/messages/0/content/0/source/media_type",
        talk(image(**{**_PNG, "media_type": "image/jpeg"})),
        talk(image(**{**_PNG, "media_type": "image/webp", "data": webp()})),
    ),
    Case(
        "media-side",
        "body:/messages/0/content/0/source/data",
        talk(image(**{**_PNG, "data": png(8001, 5)})),
        talk(image(**{**_PNG, "data": png(8000, 8000)})),
    ),
    Case(
        "media-pdf",
        "body:/messages/0/content/0/source/data",
        talk(
            user(
                {
                    "type": "document",
                    "source": {"type": "base64", "media_type": "application/pdf", "data": PNG},
                },
                TEXT,
            )
        ),
        talk(
            user(
                {
                    "type": "document",
                    "source": {
                        "type": "base64",
                        "media_type": "application/pdf",
                        "data": base64.b64encode(b"%PDF-1.7").decode(),
                    },
                },
                TEXT,
            )
        ),
    ),
    Case(
        "media-url",
        "body:/messages/0/content/0/source/url",
        talk(image(type="url", url=f"data:image/png;base64,{PNG}")),
        talk(image(type="url", url="https://example.com/a.png")),
    ),
    Case(
        "media-url",
        "body:/messages/0/content/0/source/url",
        talk(image(type="url", url="/home/me/spider.png")),
    ),
    Case(
        "media-plain",
        "body:/messages/0/content/0/source/url",
        talk(image(type="url", url="http://example.com/a.png")),
        talk(image(type="url", url="https://example.com/a.png")),
    ),
]
