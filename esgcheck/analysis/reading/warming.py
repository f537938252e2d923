"""Small documents of our own that the caged readers read once before the walls go up.

Once they are up no module can be imported and no codec found; what was not used before cannot be used after.
"""

from __future__ import annotations

import io
import zipfile

_DOCUMENT = (
    '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body>'
    "<w:p><w:r><w:t>W\u00e4rme</w:t></w:r></w:p></w:body></w:document>"
)

WEB_PAGE = (
    "<title>W&auml;rme</title><p style='color: red'>Warm<br>up</p><table><tr><td>a<td>b</table><script>1</script>"
)

MAIL = (
    b"From: =?utf-8?q?W=C3=A4rme?= <a@b.example>\nTo: =?iso-8859-1?b?5A==?=\nMIME-Version: 1.0\n"
    b'Content-Type: multipart/mixed; boundary="x"\n\n--x\nContent-Type: text/plain; charset="utf-8"\n'
    b"Content-Transfer-Encoding: quoted-printable\n\nW=C3=A4rme\n> b\n--x\nContent-Type: text/html\n"
    b"Content-Transfer-Encoding: base64\n\nPHA+YQ==\n--x\nContent-Type: image/png; name*=utf-8''a%20b.png\n"
    b'Content-Disposition: attachment; filename="a.png"\nContent-Transfer-Encoding: x-uuencode\n\n\n--x--\n'
)


def word_document() -> bytes:
    """A Word document of one word, packed as Word packs it."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("word/document.xml", _DOCUMENT)
    return data.getvalue()
