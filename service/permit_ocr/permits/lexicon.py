"""The closed vocabularies of the cards: who issues them, and where, with the English of each."""

from __future__ import annotations

from collections.abc import Mapping

AUTHORITIES: Mapping[str, str] = {
    "公安部出入境管理局": "Exit and Entry Administration of the Ministry of Public Security",
    "中华人民共和国出入境管理局": "Exit and Entry Administration of the People's Republic of China",
    "国家移民管理局": "National Immigration Administration",
}
"""Issuing authorities as printed. The first changed to the second between 2018-06 and 2019-01."""

PLACES: Mapping[str, str] = {
    "北京": "Beijing",
    "天津": "Tianjin",
    "河北": "Hebei",
    "山西": "Shanxi",
    "内蒙古": "Inner Mongolia",
    "辽宁": "Liaoning",
    "吉林": "Jilin",
    "黑龙江": "Heilongjiang",
    "上海": "Shanghai",
    "江苏": "Jiangsu",
    "浙江": "Zhejiang",
    "安徽": "Anhui",
    "福建": "Fujian",
    "江西": "Jiangxi",
    "山东": "Shandong",
    "河南": "Henan",
    "湖北": "Hubei",
    "湖南": "Hunan",
    "广东": "Guangdong",
    "广西": "Guangxi",
    "海南": "Hainan",
    "重庆": "Chongqing",
    "四川": "Sichuan",
    "贵州": "Guizhou",
    "云南": "Yunnan",
    "西藏": "Tibet",
    "陕西": "Shaanxi",
    "甘肃": "Gansu",
    "青海": "Qinghai",
    "宁夏": "Ningxia",
    "新疆": "Xinjiang",
    "香港": "Hong Kong",
    "澳门": "Macao",
}
"""Places of issue, without 省 or 市, as printed."""

SEXES: Mapping[str, str] = {"男": "Male", "女": "Female"}
"""Sex as printed."""
