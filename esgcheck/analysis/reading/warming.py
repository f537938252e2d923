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


def workbook() -> bytes:
    """A workbook of two cells, packed as Excel packs it."""
    space = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
    links = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(
            "xl/workbook.xml",
            f'<workbook {space} xmlns:r="{links}"><sheets><sheet name="W" sheetId="1" r:id="r1"/></sheets></workbook>',
        )
        package.writestr(
            "xl/_rels/workbook.xml.rels",
            '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f'<Relationship Id="r1" Type="{links}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        )
        package.writestr(
            "xl/styles.xml",
            f'<styleSheet {space}><cellXfs><xf numFmtId="14"/><xf numFmtId="10"/><xf numFmtId="12"/></cellXfs>'
            "</styleSheet>",
        )
        package.writestr(
            "xl/worksheets/sheet1.xml",
            f'<worksheet {space}><sheetData><row r="1"><c r="A1" s="0"><v>45443.5</v></c><c r="B1" s="1"><v>0.5</v></c>'
            '<c r="C1" s="2"><v>0.5</v></c></row></sheetData></worksheet>',
        )
    return data.getvalue()
