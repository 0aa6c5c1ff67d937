"""Names of columns and labels in other languages, as reference managers, databases and people write them.

German, French, Spanish, Portuguese and Italian of Zotero's and Citavi's exports, Chinese of CNKI, Wanfang and
Zotero, Japanese of CiNii and Zotero, Russian of eLibrary; with the name in English that `rows.field_names`
knows. Lists in Markdown have the same labels.
"""

from collections.abc import Mapping

_NAMES = {
    "title": "Titel titre título titolo 标题 题名 题目 篇名 论文标题 文献标题 標題 題名 論題 タイトル"
    " 論文タイトル 论文题目 论文名称 文章标题 제목 논문-제목 논문명 論文名 论文名 Название"
    " Заголовок tiêu-đề başlık tytuł judul název назва",
    "authors": "Autoren Autor*innen Verfasser auteurs auteur·rice·s autores autori 著者名 论文作者 저자"
    " 저자명 Авторы tác-giả yazarlar autorzy autoři författare penulis автори",
    "author": "Autor auteur autore автор 作者 著者",
    "summary": "Zusammenfassung Kurzfassung résumé resumen resumo riassunto sommario 摘要 概要 抄録 要約"
    " 论文摘要 要旨 초록 Аннотация tóm-tắt özet samenvatting streszczenie sammanfattning abstrakt анотація",
    "publication year": "Jahr Veröffentlichungsjahr Erscheinungsjahr année año ano anno"
    " 年 年份 出版年 发表年份 発行年 出版年月 연도 Год năm yıl rok",
    "publication date": "Veröffentlichungsdatum Erscheinungsdatum 发布时间 发表时间 发表日期 发布日期"
    " 出版日期 発行日 公開日 投稿日",
    "date": "Datum fecha data дата ngày tarih 日期 日付 날짜",
    "date added": "Hinzugefügt-am date-d’ajout date-d'ajout fecha-de-adición 添加日期 添加时间 追加日時",
    "journal": "Zeitschrift titre-de-la-publication revue revista rivista"
    " 期刊 刊名 文献来源 来源出版物 期刊名称 雑誌名 掲載誌",
    "keywords": "Schlagwörter Schlüsselwörter Stichwörter mots-clés mots-clefs palabras-clave palavras-chave"
    " parole-chiave ключевые-слова từ-khóa 关键词 关键字 關鍵詞 キーワード 키워드",
    "manual tags": "Manuelle-Tags marqueurs-manuels etiquetas-manuales 手动标签",
    "link": "lien enlace vínculo ссылка посилання liên-kết bağlantı odkaz länk tautan"
    " 链接 网址 论文链接 论文地址 原文链接 リンク 論文リンク 링크",
    "item type": "Eintragsart type-de-document tipo-de-elemento 条目类型 アイテムの種類",
    "code": "代码 代码链接 源码 コード 코드",
    "publisher": "Verlag éditeur maison-d’édition editorial editora editore 出版社 出版者 출판사",
    "price": "Preis prix precio preço prezzo 价格 価格 가격",
}
"""Separated by spaces; a hyphen is a space within a name. Words for an abstract also mean any summary."""


def in_languages(*meanings: str) -> list[str]:
    """Return the names of some meanings in lower case, with their hyphens and with spaces."""
    names = [name.casefold() for meaning in meanings for name in _NAMES[meaning].split()]
    return [*names, *(name.replace("-", " ") for name in names)]


def _lower(name: str) -> str:
    return "".join(filter(str.isalnum, name.casefold()))


TRANSLATED: Mapping[str, str] = {
    _lower(name): _lower(english) for english, names in _NAMES.items() for name in names.split()
}
"""Names in lower case without spaces and signs, as `field_names.normal_name` writes them."""
