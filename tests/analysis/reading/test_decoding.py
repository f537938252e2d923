"""Old text files that do not say how their letters are encoded."""

from __future__ import annotations

import pytest

from esgcheck.analysis.reading.decoding import decoded

RUSSIAN = "Компания не нашла доказательств намерения нарушить права человека."


@pytest.mark.parametrize(
    ("encoding", "words"),
    [
        ("cp1251", RUSSIAN), ("koi8-r", RUSSIAN), ("cp1253", "Η εταιρεία δεν βρήκε αποδείξεις για πρόθεση παραβίασης."),
        ("cp932", "同社は人権を侵害する意図の証拠を見つけなかったと述べた。"),
        ("cp949", "회사는 인권을 침해할 의도의 증거를 찾지 못했다."),
        ("gb18030", "公司没有发现在该地区侵犯人权的意图的证据，年报中的文件是这样说的，不是有人说的。"),
        ("big5", "公司沒有發現在該地區侵犯人權的意圖的證據，年報中的文件是這樣說的，不是有人說的。"),
        ("cp1250", "Spółka nie znalazła dowodów na zamiar łamania praw w tym regionie; była też większość."),
        ("cp1252", "Größe und Übermaß: très coûteux, l’œuvre déjà à l’été, señor, 5 m³ CO² “quoted”, naïve façade"),
        ("cp1252", "São Paulo não é tão ação; préférée, créée, réalisée; Ísland þýðir að það"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("before", ["", "Scope 1 emissions were 12 % lower than in the year before; " * 12])
def test_the_code_page_is_guessed_from_the_letters_it_gives(encoding: str, words: str, before: str) -> None:
    assert decoded((before + words).encode(encoding)) == (before + words, encoding, True)
