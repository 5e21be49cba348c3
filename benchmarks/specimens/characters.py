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


def read(table: str) -> tuple[Syllables, ...]:
    """Read a table: entries between semicolons, each of both forms of its characters, pinyin and Cantonese."""
    return tuple(_entry(*entry.split()) for entry in table.replace("\n", " ").split(";") if entry.strip())


def _entry(hanzi: str, pinyin: str, cantonese: str) -> Syllables:
    half = len(hanzi) // 2
    return Syllables(hanzi[:half], hanzi[half:], tuple(pinyin.split("-")), tuple(cantonese.split("-")))


MALE = read("""
伟偉 WEI WAI; 强強 QIANG KEUNG; 磊磊 LEI LUI; 军軍 JUN KWAN; 勇勇 YONG YUNG; 杰傑 JIE KIT; 涛濤 TAO TO;
超超 CHAO CHIU; 刚剛 GANG KONG; 辉輝 HUI FAI; 鹏鵬 PENG PANG; 飞飛 FEI FEI; 波波 BO PO; 斌斌 BIN PAN; 浩浩 HAO HO;
凯凱 KAI HOI; 健健 JIAN KIN; 俊俊 JUN CHUN; 志志 ZHI CHI; 建建 JIAN KIN; 国國 GUO KWOK; 荣榮 RONG WING; 豪豪 HAO HO;
轩軒 XUAN HIN; 泽澤 ZE CHAK; 恒恆 HENG HANG; 博博 BO POK; 德德 DE TAK; 光光 GUANG KWONG; 添添 TIAN TIM; 耀耀 YAO YIU;
振振 ZHEN CHUN; 祥祥 XIANG CHEUNG; 启啟 QI KAI; 承承 CHENG SHING; 锦錦 JIN KAM; 龙龍 LONG LUNG; 峰峰 FENG FUNG;
毅毅 YI NGAI; 威威 WEI WAI; 雄雄 XIONG HUNG; 武武 WU MO; 震震 ZHEN CHUN; 栋棟 DONG TUNG; 梁梁 LIANG LEUNG;
彪彪 BIAO PIU; 坤坤 KUN KWAN; 捷捷 JIE CHIT; 森森 SEN SUM; 杭杭 HANG HONG; 庆慶 QING HING; 忠忠 ZHONG CHUNG;
良良 LIANG LEUNG; 兴興 XING HING; 旺旺 WANG WONG; 福福 FU FUK; 贵貴 GUI KWAI; 财財 CAI CHOI; 富富 FU FU;
生生 SHENG SANG; 根根 GEN KAN; 钢鋼 GANG KONG; 铭銘 MING MING; 锋鋒 FENG FUNG; 炜煒 WEI WAI; 炎炎 YAN YIM;
煌煌 HUANG WONG; 胜勝 SHENG SHING; 权權 QUAN KUEN; 立立 LI LAP; 奇奇 QI KEI; 义義 YI YEE; 信信 XIN SHUN; 仁仁 REN YAN;
礼禮 LI LAI; 孝孝 XIAO HAU; 廷廷 TING TING; 朝朝 CHAO CHIU; 宗宗 ZONG CHUNG; 胤胤 YIN YAN; 翰翰 HAN HON;
鸿鴻 HONG HUNG; 骏駿 JUN CHUN; 佑佑 YOU YAU; 霖霖 LIN LAM; 皓皓 HAO HO; 逸逸 YI YAT
""")

FEMALE = read("""
芳芳 FANG FONG; 娜娜 NA NA; 静靜 JING CHING; 丽麗 LI LAI; 艳艷 YAN YIM; 娟娟 JUAN KUEN; 霞霞 XIA HA; 玲玲 LING LING;
桂桂 GUI KWAI; 兰蘭 LAN LAN; 英英 YING YING; 梅梅 MEI MUI; 燕燕 YAN YIN; 红紅 HONG HUNG; 雪雪 XUE SUET;
婷婷 TING TING; 慧慧 HUI WAI; 怡怡 YI YEE; 颖穎 YING WING; 琳琳 LIN LAM; 倩倩 QIAN SIN; 莹瑩 YING YING; 洁潔 JIE KIT;
雅雅 YA NGA; 诗詩 SHI SZE; 芷芷 ZHI TSZ; 淑淑 SHU SHUK; 惠惠 HUI WAI; 美美 MEI MEI; 珍珍 ZHEN CHUN; 秀秀 XIU SAU;
凤鳳 FENG FUNG; 玉玉 YU YUK; 筱筱 XIAO SIU; 瑶瑤 YAO YIU; 绮綺 QI YEE; 娇嬌 JIAO KIU; 媛媛 YUAN WOON; 婉婉 WAN YUEN;
娴嫻 XIAN HAN; 妍妍 YAN YIN; 妮妮 NI NEI; 姗姍 SHAN SHAN; 蓉蓉 RONG YUNG; 莉莉 LI LEI; 萍萍 PING PING; 莲蓮 LIAN LIN;
菊菊 JU KUK; 蕾蕾 LEI LUI; 薇薇 WEI MEI; 茜茜 QIAN SIN; 莎莎 SHA SHA; 芬芬 FEN FUN; 芸芸 YUN WAN; 花花 HUA FA;
香香 XIANG HEUNG; 彩彩 CAI CHOI; 虹虹 HONG HUNG; 霜霜 SHUANG SHEUNG; 露露 LU LO; 冰冰 BING BING; 晶晶 JING CHING;
璐璐 LU LO; 琴琴 QIN KAM; 琪琪 QI KEI; 瑛瑛 YING YING; 瑜瑜 YU YUE; 翠翠 CUI CHUI; 素素 SU SO; 贞貞 ZHEN CHING;
卿卿 QING HING; 仪儀 YI YEE; 俪儷 LI LAI; 柔柔 ROU YAU; 蓓蓓 BEI PUI; 荷荷 HE HO; 黛黛 DAI TOI; 盈盈 YING YING;
岚嵐 LAN LAM; 凝凝 NING YING; 歆歆 XIN YAM; 桐桐 TONG TUNG; 钰鈺 YU YUK
""")

EITHER = read("""
明明 MING MING; 平平 PING PING; 华華 HUA WAH; 鑫鑫 XIN YAM; 宇宇 YU YU; 帆帆 FAN FAN; 文文 WEN MAN; 家家 JIA KA;
子子 ZI TSZ; 梓梓 ZI TSZ; 晨晨 CHEN SAN; 嘉嘉 JIA KA; 思思 SI SZE; 永永 YONG WING; 敏敏 MIN MAN; 欣欣 XIN YAN;
佳佳 JIA KAI; 涵涵 HAN HAM; 云雲 YUN WAN; 月月 YUE YUET; 晓曉 XIAO HIU; 若若 RUO YEUK; 宁寧 NING NING; 乐樂 LE LOK;
熙熙 XI HEI; 睿睿 RUI YUI; 一一 YI YAT; 天天 TIAN TIN; 安安 AN ON; 心心 XIN SUM; 海海 HAI HOI; 春春 CHUN CHUN;
东東 DONG TUNG; 南南 NAN NAM; 北北 BEI PAK; 西西 XI SAI; 中中 ZHONG CHUNG; 川川 CHUAN CHUEN; 山山 SHAN SHAN;
江江 JIANG KONG; 河河 HE HO; 林林 LIN LAM; 阳陽 YANG YEUNG; 星星 XING SING; 辰辰 CHEN SAN; 夏夏 XIA HA; 秋秋 QIU CHAU;
冬冬 DONG TUNG; 雨雨 YU YUE; 清清 QING CHING; 源源 YUAN YUEN; 洋洋 YANG YEUNG; 润潤 RUN YUN; 泉泉 QUAN CHUEN;
然然 RAN YIN; 语語 YU YU; 诚誠 CHENG SHING; 谦謙 QIAN HIM; 诺諾 NUO NOK; 言言 YAN YIN; 新新 XIN SAN; 成成 CHENG SHING;
可可 KE HO; 以以 YI YEE; 亦亦 YI YIK; 之之 ZHI CHI; 小小 XIAO SIU; 大大 DA TAI; 少少 SHAO SIU; 元元 YUAN YUEN;
世世 SHI SAI; 正正 ZHENG CHING; 君君 JUN KWAN; 友友 YOU YAU; 同同 TONG TUNG; 和和 HE WO; 如如 RU YU; 学學 XUE HOK;
书書 SHU SHU; 凡凡 FAN FAN; 卓卓 ZHUO CHEUK; 悦悅 YUE YUET; 怀懷 HUAI WAI; 恩恩 EN YAN; 爱愛 AI OI; 希希 XI HEI;
彬彬 BIN PAN
""")

RARE = read("""
喆喆 ZHE CHIT; 犇犇 BEN PAN; 淼淼 MIAO MIU; 垚垚 YAO YIU; 翀翀 CHONG CHUNG; 祎禕 YI YEE; 玥玥 YUE YUET; 彧彧 YU YUK;
煊煊 XUAN HUEN; 赟贇 YUN WAN; 懿懿 YI YEE; 昇昇 SHENG SING; 堃堃 KUN KWAN; 琨琨 KUN KWAN; 珺珺 JUN KWAN;
燊燊 SHEN SAN; 旻旻 MIN MAN; 昱昱 YU YUK; 晟晟 SHENG SHING; 曌曌 ZHAO CHIU; 頔頔 DI TIK; 翾翾 XUAN HUEN;
甯甯 NING NING; 芃芃 PENG PUNG; 湉湉 TIAN TIM; 韫韞 YUN WAN; 骞騫 QIAN HIN; 麒麒 QI KEI; 曦曦 XI HEI; 璟璟 JING KING;
瑾瑾 JIN KAN; 璇璇 XUAN SUEN; 霏霏 FEI FEI; 瀚瀚 HAN HON
""")
