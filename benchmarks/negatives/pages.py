"""Printed pages and screens that speak of permits, in the permits' own words."""

from __future__ import annotations

from collections.abc import Mapping

from benchmarks.negatives.sheet import A4, Line, Medium, Sheet, column, title, value

_INSTRUCTIONS = (
    "{town}旅行社提醒您：赴港澳旅游须持有效的往来港澳通行证及签注。",
    "一、申请条件",
    "内地居民因个人旅游、探亲、商务往来香港、澳门，",
    "可以向公安机关出入境管理部门申请往来港澳通行证。",
    "二、申请材料",
    "1. 《中国公民出入境证件申请表》一份；",
    "2. 符合出入境证件要求的照片一张；",
    "3. 居民身份证原件；未满十六周岁的，提交户口簿；",
    "4. 持有往来港澳通行证的，交验原证件。",
    "三、证件有效期限",
    "往来港澳通行证分为5年和10年有效，",
    "由公安部出入境管理局统一签发。",
    "四、常见问题",
    "问：往来台湾通行证与往来港澳通行证可以同时办理吗？",
    "答：可以。两证号码不同，费用分别计算。",
    "问：港澳居民来往内地通行证遗失怎么办？",
    "答：请向香港中国旅行社、澳门中国旅行社申请补发。",
    "五、收费标准",
    "往来港澳通行证：60元；往来台湾通行证：60元；",
    "一次有效签注15元，二次有效签注30元。",
    "咨询电话：{phone}",
)
_PRICES = (
    "代办项目            工作日      价格",
    "普通护照            10          120元",
    "往来港澳通行证",
    "首次办理            7           60元",
    "往来台湾通行证",
    "首次办理            7           60元",
    "港澳居民来往内地通行证",
    "换发补发            9           260元",
    "台湾居民来往大陆通行证",
    "五年有效            7           200元",
    "签注（个人旅游）    3           15元",
    "联系电话：{phone}",
    "地址：{address}",
)
_FORM_ROWS = (
    ("姓名", "{name}", "拼音", "{latin}"),
    ("性别", "{sex}", "民族", "{nation}"),
    ("出生日期", "{birth}", "出生地点", "{place}"),
    ("身份证号码", "{citizen_number}"),
    ("证件号码", "C{digits}", "签发地点", "{place}"),
    ("有效期限", "{validity}"),
    ("签发机关", "公安部出入境管理局"),
    ("家庭住址", "{address}"),
    ("联系电话", "{phone}", "职业", "{post}"),
)
_FORM_COLUMNS = (0.09, 0.25, 0.60, 0.74)
_WEB = (
    "首页 > 办事大厅 > 出入境",
    "往来港澳通行证",
    "在线预约  进度查询  网上支付",
    "",
    "办理对象：内地居民",
    "受理机关：{town}市公安局出入境管理支队",
    "承诺时限：7个工作日",
    "收费标准：60元/本",
    "有效期限：5年或10年",
    "",
    "相关业务",
    "往来台湾通行证",
    "港澳居民来往内地通行证",
    "台湾居民来往大陆通行证",
    "普通护照",
    "",
    "www.example.com  更新日期 {start_dashed}",
)


def _form() -> Sheet:
    """Set the form's rows: label, entry, label, entry."""
    cells = (
        Line(text, x, 0.24 + 0.06 * row, 0.0145)
        for row, texts in enumerate(_FORM_ROWS)
        for x, text in zip(_FORM_COLUMNS, texts, strict=False)
    )
    ticks = value("申请证件： □普通护照  □往来港澳通行证  □往来台湾通行证", 0.09, 0.16, 0.014)
    return _page(title("中国公民出入境证件申请表", 0.18, 0.08, 0.024), ticks, *cells)


def _page(*lines: Line) -> Sheet:
    return Sheet(lines, aspect=A4, medium=Medium.PAPER)


PAGES: Mapping[str, tuple[Sheet, ...]] = {
    "instruction sheet": (
        _page(title("往来港澳通行证办理须知", 0.17, 0.07, 0.026), *column(_INSTRUCTIONS, 0.13, 0.038)),
    ),
    "price list": (
        _page(title("{town}旅行社证件代办价目表", 0.15, 0.09, 0.028), *column(_PRICES, 0.18, 0.055, height=0.02)),
    ),
    "application form": (_form(),),
    "web page": (Sheet(column(_WEB, 0.06, 0.05, x=0.06, height=0.016), aspect=9 / 16, medium=Medium.SCREEN),),
}
"""A travel agency's sheets, an authority's form, and a screenshot of its page."""
