"""Pieces of place names; put together at random they give homonyms and near names."""

# Vietnamese syllable, and how Japanese writes it.
_VIETNAMESE = (
    "An/アン Bắc/バック Bình/ビン Cẩm/カム Châu/チャウ Đại/ダイ Định/ディン Đông/ドン"
    " Đức/ドゥック Gia/ザー Giang/ザン Hà/ハー Hải/ハイ Hậu/ハウ Hiệp/ヒエップ Hòa/ホア"
    " Hội/ホイ Hưng/フン Khánh/カイン Kiên/キエン Kim/キム Lạc/ラック Lâm/ラム Liên/リエン"
    " Lộc/ロック Long/ロン Lương/ルオン Minh/ミン Mỹ/ミー Nam/ナム Ngãi/ガイ Ngọc/ゴック"
    " Ninh/ニン Phong/フォン Phú/フー Phúc/フック Phước/フオック Quảng/クアン Quế/クエ"
    " Sơn/ソン Tân/タン Tây/タイ Thái/タイ Thanh/タイン Thành/タイン Thiên/ティエン"
    " Thịnh/ティン Thuận/トゥアン Thủy/トゥイ Tiến/ティエン Trà/チャー Trị/チ Trung/チュン"
    " Trường/チュオン Tuy/トゥイ Vân/ヴァン Vĩnh/ヴィン Xuân/スアン Yên/イエン"
)

# Japanese sign, its reading, and the reading in Latin letters.
_JAPANESE = (
    "大/おお/o 小/お/o 上/かみ/kami 下/しも/shimo 北/きた/kita 南/みなみ/minami"
    " 東/ひがし/higashi 西/にし/nishi 中/なか/naka 新/しん/shin 高/たか/taka 長/なが/naga"
    " 広/ひろ/hiro 豊/とよ/toyo 松/まつ/matsu 杉/すぎ/sugi 竹/たけ/take 桜/さくら/sakura"
    " 梅/うめ/ume 石/いし/ishi 岩/いわ/iwa 金/かね/kane 白/しろ/shiro 黒/くろ/kuro"
    " 青/あお/ao 赤/あか/aka 川/かわ/kawa 山/やま/yama 海/うみ/umi 島/しま/shima 森/もり/mori"
    " 林/はやし/hayashi 田/た/ta 野/の/no 原/はら/hara 谷/たに/tani 津/つ/tsu 浦/うら/ura"
    " 崎/さき/saki 橋/はし/hashi 宮/みや/miya 寺/てら/tera 里/さと/sato 坂/さか/saka"
    " 沢/さわ/sawa 江/え/e 井/い/i 池/いけ/ike 根/ね/ne"
)

VIETNAMESE = tuple(tuple(piece.split("/")) for piece in _VIETNAMESE.split())
JAPANESE = tuple(tuple(piece.split("/")) for piece in _JAPANESE.split())
