"""The characters that invented names are made of: simplified, traditional, pinyin and Cantonese of each.

Cantonese follows the spelling customary in Hong Kong. Pinyin is as passports have it: no tones, ü written yu.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Syllables:
    """A surname or a character of a given name, and its spellings: one word for each character."""

    simplified: str
    traditional: str
    pinyin: tuple[str, ...]
    cantonese: tuple[str, ...]


def _read(table: str) -> tuple[Syllables, ...]:
    return tuple(_entry(*entry.split()) for entry in table.replace("\n", " ").split(";") if entry.strip())


def _entry(hanzi: str, pinyin: str, cantonese: str) -> Syllables:
    half = len(hanzi) // 2
    return Syllables(hanzi[:half], hanzi[half:], tuple(pinyin.split("-")), tuple(cantonese.split("-")))


SURNAMES = _read("""
陈陳 CHEN CHAN; 李李 LI LEE; 王王 WANG WONG; 张張 ZHANG CHEUNG; 刘劉 LIU LAU; 黄黃 HUANG WONG; 林林 LIN LAM;
吴吳 WU NG; 周周 ZHOU CHOW; 徐徐 XU TSUI; 孙孫 SUN SUEN; 马馬 MA MA; 朱朱 ZHU CHU; 胡胡 HU WU; 郭郭 GUO KWOK;
何何 HE HO; 高高 GAO KO; 罗羅 LUO LAW; 郑鄭 ZHENG CHENG; 梁梁 LIANG LEUNG; 谢謝 XIE TSE; 宋宋 SONG SUNG;
唐唐 TANG TONG; 许許 XU HUI; 邓鄧 DENG TANG; 冯馮 FENG FUNG; 韩韓 HAN HON; 曹曹 CAO TSO; 曾曾 ZENG TSANG;
彭彭 PENG PANG; 萧蕭 XIAO SIU; 蔡蔡 CAI CHOI; 潘潘 PAN POON; 田田 TIAN TIN; 董董 DONG TUNG; 袁袁 YUAN YUEN;
于于 YU YU; 余余 YU YU; 叶葉 YE YIP; 蒋蔣 JIANG TSEUNG; 杜杜 DU TO; 苏蘇 SU SO; 魏魏 WEI NGAI;
程程 CHENG CHING; 吕呂 LYU LUI; 丁丁 DING TING; 沈沈 SHEN SHUM; 任任 REN YAM; 姚姚 YAO YIU; 卢盧 LU LO;
傅傅 FU FU; 钟鍾 ZHONG CHUNG; 姜姜 JIANG KEUNG; 崔崔 CUI CHUI; 谭譚 TAN TAM; 廖廖 LIAO LIU; 范范 FAN FAN;
汪汪 WANG WONG; 陆陸 LU LUK; 金金 JIN KAM; 石石 SHI SHEK; 戴戴 DAI TAI; 贾賈 JIA KA; 韦韋 WEI WAI;
夏夏 XIA HA; 邱邱 QIU YAU; 方方 FANG FONG; 侯侯 HOU HAU; 邹鄒 ZOU CHAU; 熊熊 XIONG HUNG; 孟孟 MENG MANG;
秦秦 QIN CHUN; 白白 BAI PAK; 江江 JIANG KONG; 阎閻 YAN YIM; 薛薛 XUE SIT; 尹尹 YIN WAN; 段段 DUAN TUEN;
雷雷 LEI LUI; 龙龍 LONG LUNG; 史史 SHI SZE; 陶陶 TAO TO; 贺賀 HE HO; 顾顧 GU KOO; 毛毛 MAO MO; 郝郝 HAO KWOK;
龚龔 GONG KUNG; 邵邵 SHAO SHIU; 万萬 WAN MAN; 钱錢 QIAN CHIN; 严嚴 YAN YIM; 赖賴 LAI LAI; 覃覃 QIN TAM;
洪洪 HONG HUNG; 莫莫 MO MOK; 孔孔 KONG HUNG; 温溫 WEN WAN; 区區 OU AU; 麦麥 MAI MAK; 关關 GUAN KWAN;
霍霍 HUO FOK; 伍伍 WU NG; 邝鄺 KUANG KWONG; 颜顏 YAN NGAN; 单單 SHAN SIN; 仇仇 QIU SAU; 解解 XIE KAI;
查查 ZHA CHA; 冼冼 XIAN SIN; 逄逄 PANG PONG; 亓亓 QI KEI; 禤禤 XUAN HUEN
""")

COMPOUND_SURNAMES = _read("""
欧阳歐陽 OU-YANG AU-YEUNG; 司徒司徒 SI-TU SZE-TO; 上官上官 SHANG-GUAN SHEUNG-KWUN; 诸葛諸葛 ZHU-GE CHU-KOT;
司马司馬 SI-MA SZE-MA; 夏侯夏侯 XIA-HOU HA-HAU; 皇甫皇甫 HUANG-FU WONG-PO; 尉迟尉遲 YU-CHI WAI-CHI;
令狐令狐 LING-HU LING-WU; 慕容慕容 MU-RONG MO-YUNG; 端木端木 DUAN-MU TUEN-MUK; 东方東方 DONG-FANG TUNG-FONG
""")

MALE = _read("""
伟偉 WEI WAI; 强強 QIANG KEUNG; 磊磊 LEI LUI; 军軍 JUN KWAN; 勇勇 YONG YUNG; 杰傑 JIE KIT; 涛濤 TAO TO;
超超 CHAO CHIU; 刚剛 GANG KONG; 辉輝 HUI FAI; 鹏鵬 PENG PANG; 飞飛 FEI FEI; 波波 BO PO; 斌斌 BIN PAN;
浩浩 HAO HO; 凯凱 KAI HOI; 健健 JIAN KIN; 俊俊 JUN CHUN; 志志 ZHI CHI; 建建 JIAN KIN; 国國 GUO KWOK;
荣榮 RONG WING; 豪豪 HAO HO; 轩軒 XUAN HIN; 泽澤 ZE CHAK; 恒恆 HENG HANG; 博博 BO POK; 德德 DE TAK;
光光 GUANG KWONG; 添添 TIAN TIM; 耀耀 YAO YIU; 振振 ZHEN CHUN; 祥祥 XIANG CHEUNG; 启啟 QI KAI;
承承 CHENG SHING; 锦錦 JIN KAM
""")

FEMALE = _read("""
芳芳 FANG FONG; 娜娜 NA NA; 静靜 JING CHING; 丽麗 LI LAI; 艳艷 YAN YIM; 娟娟 JUAN KUEN; 霞霞 XIA HA;
玲玲 LING LING; 桂桂 GUI KWAI; 兰蘭 LAN LAN; 英英 YING YING; 梅梅 MEI MUI; 燕燕 YAN YIN; 红紅 HONG HUNG;
雪雪 XUE SUET; 婷婷 TING TING; 慧慧 HUI WAI; 怡怡 YI YEE; 颖穎 YING WING; 琳琳 LIN LAM; 倩倩 QIAN SIN;
莹瑩 YING YING; 洁潔 JIE KIT; 雅雅 YA NGA; 诗詩 SHI SZE; 芷芷 ZHI TSZ; 淑淑 SHU SHUK; 惠惠 HUI WAI;
美美 MEI MEI; 珍珍 ZHEN CHUN; 秀秀 XIU SAU; 凤鳳 FENG FUNG; 玉玉 YU YUK; 筱筱 XIAO SIU; 瑶瑤 YAO YIU;
绮綺 QI YEE
""")

EITHER = _read("""
明明 MING MING; 平平 PING PING; 华華 HUA WAH; 鑫鑫 XIN YAM; 宇宇 YU YU; 帆帆 FAN FAN; 文文 WEN MAN;
家家 JIA KA; 子子 ZI TSZ; 梓梓 ZI TSZ; 晨晨 CHEN SAN; 嘉嘉 JIA KA; 思思 SI SZE; 永永 YONG WING; 敏敏 MIN MAN;
欣欣 XIN YAN; 佳佳 JIA KAI; 涵涵 HAN HAM; 云雲 YUN WAN; 月月 YUE YUET; 晓曉 XIAO HIU; 若若 RUO YEUK;
宁寧 NING NING; 乐樂 LE LOK; 熙熙 XI HEI; 睿睿 RUI YUI; 一一 YI YAT; 天天 TIAN TIN; 安安 AN ON; 心心 XIN SUM;
海海 HAI HOI; 春春 CHUN CHUN
""")

RARE = _read("""
喆喆 ZHE CHIT; 犇犇 BEN PAN; 淼淼 MIAO MIU; 垚垚 YAO YIU; 翀翀 CHONG CHUNG; 祎禕 YI YEE; 玥玥 YUE YUET;
彧彧 YU YUK; 煊煊 XUAN HUEN; 赟贇 YUN WAN; 懿懿 YI YEE; 昇昇 SHENG SING; 堃堃 KUN KWAN; 琨琨 KUN KWAN;
珺珺 JUN KWAN; 燊燊 SHEN SAN; 旻旻 MIN MAN; 昱昱 YU YUK; 晟晟 SHENG SHING; 曌曌 ZHAO CHIU; 頔頔 DI TIK;
翾翾 XUAN HUEN; 甯甯 NING NING; 芃芃 PENG PUNG; 湉湉 TIAN TIM; 韫韞 YUN WAN; 骞騫 QIAN HIN; 麒麒 QI KEI;
曦曦 XI HEI; 璟璟 JING KING; 瑾瑾 JIN KAN; 璇璇 XUAN SUEN; 霏霏 FEI FEI; 瀚瀚 HAN HON
""")
