"""Surnames: simplified, traditional, pinyin and Cantonese of each, and how often they are drawn."""

from __future__ import annotations

import numpy as np

from benchmarks.specimens.characters import read

_RANKED = read("""
王王 WANG WONG; 李李 LI LEE; 张張 ZHANG CHEUNG; 刘劉 LIU LAU; 陈陳 CHEN CHAN; 杨楊 YANG YEUNG; 黄黃 HUANG WONG;
赵趙 ZHAO CHIU; 吴吳 WU NG; 周周 ZHOU CHOW; 徐徐 XU TSUI; 孙孫 SUN SUEN; 马馬 MA MA; 朱朱 ZHU CHU; 胡胡 HU WU;
郭郭 GUO KWOK; 何何 HE HO; 林林 LIN LAM; 罗羅 LUO LAW; 高高 GAO KO; 郑鄭 ZHENG CHENG; 梁梁 LIANG LEUNG; 谢謝 XIE TSE;
宋宋 SONG SUNG; 唐唐 TANG TONG; 许許 XU HUI; 韩韓 HAN HON; 邓鄧 DENG TANG; 冯馮 FENG FUNG; 曹曹 CAO TSO;
彭彭 PENG PANG; 曾曾 ZENG TSANG; 肖肖 XIAO CHIU; 田田 TIAN TIN; 董董 DONG TUNG; 潘潘 PAN POON; 袁袁 YUAN YUEN;
蔡蔡 CAI CHOI; 蒋蔣 JIANG TSEUNG; 余余 YU YU; 于于 YU YU; 杜杜 DU TO; 叶葉 YE YIP; 程程 CHENG CHING; 魏魏 WEI NGAI;
苏蘇 SU SO; 吕呂 LYU LUI; 丁丁 DING TING; 任任 REN YAM; 卢盧 LU LO; 姚姚 YAO YIU; 沈沈 SHEN SHUM; 钟鍾 ZHONG CHUNG;
姜姜 JIANG KEUNG; 崔崔 CUI CHUI; 谭譚 TAN TAM; 陆陸 LU LUK; 范范 FAN FAN; 汪汪 WANG WONG; 廖廖 LIAO LIU;
石石 SHI SHEK; 金金 JIN KAM; 韦韋 WEI WAI; 贾賈 JIA KA; 夏夏 XIA HA; 付付 FU FU; 方方 FANG FONG; 邹鄒 ZOU CHAU;
熊熊 XIONG HUNG; 白白 BAI PAK; 孟孟 MENG MANG; 秦秦 QIN CHUN; 邱邱 QIU YAU; 侯侯 HOU HAU; 江江 JIANG KONG;
尹尹 YIN WAN; 薛薛 XUE SIT; 闫閆 YAN YIM; 段段 DUAN TUEN; 雷雷 LEI LUI; 龙龍 LONG LUNG; 黎黎 LI LAI; 史史 SHI SZE;
陶陶 TAO TO; 贺賀 HE HO; 毛毛 MAO MO; 郝郝 HAO KWOK; 顾顧 GU KOO; 龚龔 GONG KUNG; 邵邵 SHAO SHIU; 万萬 WAN MAN;
覃覃 QIN TAM; 武武 WU MO; 钱錢 QIAN CHIN; 戴戴 DAI TAI; 严嚴 YAN YIM; 莫莫 MO MOK; 孔孔 KONG HUNG; 向向 XIANG HEUNG;
常常 CHANG SHEUNG
""")
"""The commonest, in the order of the Ministry of Public Security's report on names of 2019."""

_OTHERS = read("""
萧蕭 XIAO SIU; 傅傅 FU FU; 阎閻 YAN YIM; 赖賴 LAI LAI; 洪洪 HONG HUNG; 温溫 WEN WAN; 区區 OU AU; 麦麥 MAI MAK;
关關 GUAN KWAN; 霍霍 HUO FOK; 伍伍 WU NG; 邝鄺 KUANG KWONG; 颜顏 YAN NGAN; 汤湯 TANG TONG; 康康 KANG HONG;
易易 YI YICK; 乔喬 QIAO KIU; 文文 WEN MAN; 樊樊 FAN FAN; 兰蘭 LAN LAN; 殷殷 YIN YAN; 施施 SHI SZE; 翟翟 ZHAI CHAK;
安安 AN ON; 倪倪 NI NGAI; 牛牛 NIU NGAU; 葛葛 GE KOT; 游游 YOU YAU; 柳柳 LIU LAU; 俞俞 YU YUE; 章章 ZHANG CHEUNG;
鲁魯 LU LO; 岳岳 YUE NGOK; 齐齊 QI CHAI; 庄莊 ZHUANG CHONG; 左左 ZUO CHO; 梅梅 MEI MUI; 毕畢 BI BUT; 路路 LU LO;
耿耿 GENG KANG; 詹詹 ZHAN CHIM; 聂聶 NIE NIP; 焦焦 JIAO CHIU; 柯柯 KE OR; 裴裴 PEI PUI; 祝祝 ZHU CHUK; 阮阮 RUAN YUEN;
童童 TONG TUNG; 柴柴 CHAI CHAI; 管管 GUAN KOON; 房房 FANG FONG; 凌凌 LING LING; 盛盛 SHENG SHING; 舒舒 SHU SHU;
苗苗 MIAO MIU; 申申 SHEN SAN; 骆駱 LUO LOK; 尚尚 SHANG SHEUNG; 甘甘 GAN KAM; 纪紀 JI KEI; 项項 XIANG HONG;
卓卓 ZHUO CHEUK; 翁翁 WENG YUNG; 谷谷 GU KUK; 冉冉 RAN YIM; 简簡 JIAN KAN; 蓝藍 LAN LAM; 利利 LI LEE; 缪繆 MIAO MAU;
佘佘 SHE SHE; 劳勞 LAO LO; 涂涂 TU TO; 邢邢 XING YING; 包包 BAO PAU; 逄逄 PANG PONG; 亓亓 QI KEI; 禤禤 XUAN HUEN;
冼冼 XIAN SIN; 仇仇 QIU SAU; 单單 SHAN SIN; 查查 ZHA CHA; 解解 XIE KAI
""")

SURNAMES = _RANKED + _OTHERS
"""Of one syllable. Both splits draw from all of them: surnames are a short, closed list that everybody knows."""

COMPOUND_SURNAMES = read("""
欧阳歐陽 OU-YANG AU-YEUNG; 司徒司徒 SI-TU SZE-TO; 上官上官 SHANG-GUAN SHEUNG-KWUN; 诸葛諸葛 ZHU-GE CHU-KOT;
司马司馬 SI-MA SZE-MA; 夏侯夏侯 XIA-HOU HA-HAU; 皇甫皇甫 HUANG-FU WONG-PO; 尉迟尉遲 YU-CHI WAI-CHI;
令狐令狐 LING-HU LING-WU; 慕容慕容 MU-RONG MO-YUNG; 端木端木 DUAN-MU TUEN-MUK; 东方東方 DONG-FANG TUNG-FONG
""")
"""Of two syllables."""

_BANDS = ((20, 0.52), (100, 0.33), (len(SURNAMES) - len("逄亓禤冼仇单查解"), 0.135), (len(SURNAMES), 0.015))
"""Up to which place the surnames of each band stand, and what share of people they have: the 20 commonest about half,
the first hundred 85 % (the same report); the last band holds those that hardly anyone has."""


def surname_weights() -> list[float]:
    """Give the share of each surname: falling slowly with its place within each band (Zipf)."""
    weights: list[float] = []
    for end, share in _BANDS:
        places = np.arange(len(weights), end)
        falling = 1 / (places - len(weights) + 3.0) ** 0.7
        weights += (share * falling / falling.sum()).tolist()
    return weights
