"""Chinese surnames: those of the Hundred Family Surnames and those borne by many people today, simplified.

A closed list is no proof: whoever bears another surname has it all the same. It only weighs look-alikes.
"""

from __future__ import annotations

from permit_ocr.permits.scripts import simplified

_SINGLE = frozenset(
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖萧田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜"
    "崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫阎段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤常温康施洪文"
    "牛樊葛邢安齐伍庞颜倪俞聂章鲁岳翟殷詹申欧耿关兰焦左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝"
    "路游靳辛管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑党宫景费卜冷晏席卫米柏宗瞿桂"
    "全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝官封谈匡鞠惠荆乐冀郁胥南班储原栗燕"
    "楚鄢劳谌奚皮粟冼蔺楼盘满闻位厉伊仝区郜海阚花权强帅屠豆朴盖练廉禹井祖漆巴丰支卿国狄平计索宣晋相初门云容敬来扈"
    "晁芮都普阙浦戈伏鹿薄邸雍辜羊阿乌母裘亓修邰赫杭况那宿鲜印逯隆茹诺战慕危玉银亢嵇公哈湛宾戎勾茅利於呼居揭干但尉"
    "冶斯元束檀衣信展阴昝智幸奉植衡富尧闭由邴郏伶贝懋糜松乜暨从鄂咸籍赖蔚乔能苍双莘贡逄扶堵宰郦璩濮寿通别庄充习宦"
    "鱼易慎庾终步弘广禄东殳沃越夔厍融訾空毋养须巢蒯后红竺逑益桓禤佴墨谯笪年爱言福麴仉督缑有琴归赏伯闪鄞水昌凤酆傅"
    "经贲诸钮滑荀家羿汲弓牧隗山宓蓬郗仰秋暴钭韶蓟溥怀揣甯丘湾凃"
)

_DOUBLE = """
    欧阳 司徒 上官 诸葛 司马 夏侯 皇甫 尉迟 令狐 慕容 端木 东方 公孙 万俟
    闻人 赫连 澹台 公冶 宗政 濮阳 淳于 单于 太叔 申屠 仲孙 轩辕 钟离 宇文
    长孙 鲜于 闾丘 司空 亓官 司寇 子车 颛孙 巫马 公西 漆雕 乐正 壤驷 公良
    拓跋 夹谷 宰父 谷梁 百里 呼延 东郭 南门 羊舌 微生 梁丘 左丘 东门 西门
    南宫 第五 范姜 张简
"""

_SURNAMES_OF_TWO = frozenset(_DOUBLE.split())


def is_surname(name: str) -> bool:
    """Whether a name, in either script, begins with a listed surname; names joined by a dot have none."""
    plain = simplified(name)
    return "·" in name or plain[:1] in _SINGLE or plain[:2] in _SURNAMES_OF_TWO
