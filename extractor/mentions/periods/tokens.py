"""How the parts of a date are written: one regular expression for each kind of token.

A kind keeps its own left and right edges, so that 月底薪 or 30日均线 never begin a date.
"""

D, CN = "[0-9０-９]", "一二三四五六七八九"
DASHES = "－–―—─~～〜-"  # the hyphen last, so that it stands for itself in a set
SEP = r"(?:[起始]?[至到]| ?(?:[-－–―~～〜]|[—─]{1,2}|--) ?)"
LINK = rf"(?:{SEP}|、)"
Y4, YC = "[12１２][0-9０-９]{3}", f"[一二][零〇○{CN}]{{3}}"
N = f"(?:{D}{{1,3}}|[{CN}]?十[{CN}]?|[{CN}两半])"
MONTH = rf"(?:[1１][0-2０-２]|[0０]?[1-9１-９]|十[一二]?|[{CN}元])"
DAY = rf"(?:[3３][01０１]|[12１２]{D}|[0０]?[1-9１-９]|[二三]?十[{CN}]?|[{CN}])"
Q = "[1-4１-４一二三四]"
STOP = r"(?![0-9A-Za-z])"
# A company's 三季报 is of the year up to September; 第三季度报告 may be of the quarter.
REPORT = "报(?:告(?![会期]))?(?!告|道|价|送|税|名|关|批)"
YEARLY = "(?:年?度(?!假|过|数|量))?"  # 2022年度, 2022年年度; not 2024年度假区

# 年初步核算, 月底薪, 年末端: the edge of a period, not the beginning of another word.
EDGE = (
    f"(?:初(?!步|级|中|具|期|审|始|次|创|见|稿|心|衷|裁|选|赛|训|评|探|筛|夏|秋|冬|春|[{CN}十])"
    "|底(?!部|层|薪|线|蕴|价|气|色|座|盘|板|数)|末(?!端|尾|梢|位|代|期(?:股息|分红|派息|红利)))"
)
MONTH_END = "(?!市|球|亮|饼|租|薪(?!资)|嫂|票|息|供|龄|余(?!额)|光|色|桂|子|坛|均线|季|期(?!间))"
DAY_END = "(?!均|内|游|线|龄|间|报(?!道|告|价|出|称|名|送|案)|元|产|夜|常|型|生|薪|处理|志|历|用|量|K)"
AFTER = "[以之目此提日期到职产后先]"  # 以前, 日前, 到期前三个月: not the first months of a year
# 春节前夕, 国庆晚会, 五一路: other things than the days of the feast.
FEAST_NOT = "[前后之临将到来以晚联慰档消、和小长黄假期当路村广街大]"
# 2月21日（正月初六）: the day by the moon.
LUNAR = (
    rf"(?:农历)?(?:除夕|小年|元宵节?|(?:正月|腊月|大年)?(?:初[{CN}十]|二?十[{CN}]?|廿[{CN}]|三十)(?:除夕)?)"
)
COUNTED = f"{CN}十百半几数多0-9０-９"  # 三年内, 5年底: so many years, not the end of this one
PART = (
    rf"(?:的?(?:第{Q}季|第{N}个月|[上下]半年|前{N}|{MONTH} ?月|{MONTH}{SEP}{MONTH} ?月|{Q}季|半年度|中期)"
    rf"|年?{EDGE}|全年|[QH][1-4])"
)

# 截至6月底止首季, 截至9月底止首三季: the part of a business year that ends there.
PART_ENDED = rf"[首前][二两三23](?:个?季度?)|首季度?|第?{Q}季度?|全年(?:度)?"
DEED = "生产|销售|发放|培训|培养|修建|治理|实施|投资|发展|退出|淘汰|减少|增加|减税|累计|共|新[增建开引签]|净增|转移|建成|完成|实现|投入|改造|培育|引进|年均|提高|提升|下降|增长|翻"

KINDS = {
    # Whole dates and years.
    "iso": rf"{Y4}(?:[-/.]{MONTH}[-/.]|\.(?=0|1[0-2]){MONTH}-){DAY}(?![0-9A-Za-z_/]|[-.]{D})",
    # 4.27-5.4期间: days without their 月 and 日, told by both ends and by what follows.
    "dotted": rf"{MONTH}\.{DAY} ?[-—–~至到] ?{MONTH}\.{DAY}(?:期间|假期)",
    "ym": rf"{Y4}[-/](?:0[1-9]|1[0-2])(?!{D}|年|[-/.]{D})",
    "fiscal": rf"{Y4}(?:[/／-](?:{Y4}|{D}{{2}}))? ?年?(?:财年|财政年度|会计年度)|{Y4}[/／](?:{Y4}|{D}{{2}})年度",
    # FY2023, FY23Q2: read as the calendar's.
    "fy": rf"FY ?(?:{Y4}|{D}{{2}})(?!{D})",
    "years": rf"从{Y4}[到至]{Y4}(?!{D}|年)",
    "plan": rf"[“\"「『‘]?(?:十?[{CN}]五|十五)[”\"」』’]? ?(?:规划|计划)?(?:时?期间?|(?=以来|至今)|[初末]期?|期末|(?=前{N}年))",
    "ofplan": rf"前{N}年",  # “十四五”前三年
    # 去（114）年12月, 本（2021）年: the year beside the word for it, one of the Republic's too.
    "glossed": rf"[去今本上明前][（(] ?(?:{Y4}|1[0-2]{D}) ?[）)]年{YEARLY}",
    # 2024/2025/2026年, 24/25/26年: forecasts side by side; 2024/25年度 is one year.
    "run": rf"{Y4}(?:[/／]{Y4}){{1,4}} ?年(?!度)|{Y4}(?:[/／]{Y4}){{2,4}}(?![/／0-9])|{Y4}E(?:[/／]{Y4}E){{1,4}}"
    rf"|[12]{D}(?:[/／][23]{D}){{1,4}}年(?!度)",
    "year": rf"(?:{Y4}|{YC}) ?年{YEARLY}(?!代(?!表|理|码))"
    rf"|(?<![A-Za-z]){Y4}E{STOP}|{Y4}(?={SEP}{Y4}(?: ?年| ?财年|E)| ?[QH][1-4]{STOP}|全年|[上下]半年|[一二三四]季度)|{YC}(?={SEP}{YC}年)",
    "short": rf"(?:{D}{{2}}|[零〇○{CN}]{{2}})年(?={PART})|{D}{{2}}(?=[QH][1-4]{STOP})",
    "lone": rf"(?:{D}{{2}}|[零〇○{CN}]{{2}})年(?=[\n\t|）)]|\Z)",
    "rocyear": rf"民国 ?(?:{D}{{1,3}}|[{CN}十百零〇]{{1,5}}|元) ?年{YEARLY}",
    "rocshort": rf"(?:[89]{D}|1[0-2]{D}|一[零〇○一二][零〇○{CN}]) ?年{YEARLY}(?!来|间|后|内|以|期|的?历史|前(?!{N} ?个?[月季]))",
    "whole": "全(?<![安健完]全)年度?(?!龄|级)",
    "inside": f"年(?<![{COUNTED}]年)内",
    "yedge": rf"年(?<![{COUNTED}]年){EDGE}|岁末|年终(?!奖|总结|决算|考核)|年中(?=[，。；、）)\n]|前)",
    # Halves and quarters.
    "half": "[上下前后]半年度?|半年[度报](?!告)",
    "interim": "中期(?!票据|借贷|选举|评估|规划|国债|协议|目标)|中报(?!告|道)",
    "loneinterim": "中(?<![集其期途当年]中)报(?![告道价送税名关批])",
    "half2": rf"H[12]{STOP}",
    "qhy": rf"(?:[1-4]Q|[12]H)(?:{Y4}|{D}{{2}}){STOP}",
    "quarter": rf"(?<!{D})(?:第 ?)?{Q}(?: ?{LINK}第?{Q}){{0,3}}+ ?(?:财?季度|财季)|[一二三四]{{2,3}}季度"
    rf"|第(?<![》目剧]第) ?{Q}(?:{LINK}第?{Q}){{0,3}}+ ?季(?!节|军|风|刊|赛)",
    "reported": f"[三3]季度{REPORT}",
    "quarter2": rf"Q[1-4]{STOP}",
    "lonequarter": rf"Q(?<![A-Za-z0-9迪]Q)[1-4]{STOP}",
    "named": "次(?<!每次)季度?|末(?<![期年]末)季度?",
    "season": rf"{Q}(?:{LINK}{Q}){{0,3}}+季(?:报(?!告|道)|(?={EDGE}))",
    "seasons": rf"{Q}(?:{LINK}{Q}){{0,3}}+季(?:报(?!告|道)|(?!节|军|风|刊|赛|度|花|如|常))",
    "cumq": f"前(?<!{AFTER}前) ?[二两三四2-4] ?个?季度?|[首头][两二三23]个?季度?|首季度?",
    "qedge": f"季{EDGE}",
    # Months.
    # 9、10两个月: the count follows the months that it counts.
    "month": rf"{MONTH}(?: ?{LINK}{MONTH}){{0,5}}+ ?月份?{MONTH_END}|{MONTH}(?:、{MONTH}){{1,3}}[两三四]个月份?",
    "cumm": rf"[前头首](?<!{AFTER}[前头首]) ?(?!一|1个){N} ?个?月份?(?!之|{DAY} ?日)",
    "nth": rf"第 ?{N} ?个月",
    "medge": f"月{EDGE}",
    "at": "当[月季]",
    # Days and weeks.
    "day": rf"{DAY}(?: ?{LINK}{DAY}){{0,5}}+ ?[日号](?!线|楼|院|店)"
    rf"(?:[、，]{DAY} ?[日号](?=[、，和]|\Z)){{0,7}}+(?:、{DAY} ?[日号])?",
    "bareday": r"[0-9]{1,2}(?=[\n，。；、）)]|\Z)",
    "lonely": rf"{DAY}(?: ?{LINK}{DAY})? ?日{DAY_END}",
    "nthday": rf"的?(?:第 ?{N} ?[天日](?!期)|首[日天]|前{N} ?[天日])",
    "xun": "[上中下]旬|[上下]半月",
    "loosexun": "[上下]旬|[上下]半月",
    "weekname": f"(?:周(?<![{CN}两十每逢上下本这]周)|星期|礼拜)[一二三四五六日天]"
    "(?![一-鿿]{1,2}(?:先生|女士)|[家岁边围])",
    "weekday": "[一二三四五六日天](?!共|起|直|样|些|度|次|季|级|年|部|大|本|成)",
    "clock": rf"{D}{{1,2}} ?[时点](?:{D}{{1,2}}分)?",
    # Stretches that end or begin at the reference.
    "near": rf"(?:近(?<![附接将靠邻临新]近)|最近|过去|未来|今后|接下来)的?这? ?{N}(?:{LINK}{N})? ?"
    "(?:年|个?(?:完整)?(?:会计|财政)?年度|个月|个季度|周|天)(?:以来|来|内|间|里|时间)?",
    "gone": rf"{N} ?年(?:以?来(?!自|源|访|到)|累计|之?间(?!断|接|隔|歇))",
    # 五年新建学校19所: the years before a deed; what follows is seen by the scanner only.
    "spell": rf"[{CN}两十]{{1,2}}年\Z",
    "these": rf"这{N} ?年(?:来|间|中|里)?(?![以之]?[前后内]|[级期制度半限龄份均])",
    "ago": rf"{N} ?(?:年|个月|天)[之以]?前(?!夕|期|景|往|后|列|[{CN}十])",
    # 前一周, 前一年: before what was said; not 提前一年, 节前一周.
    "prior": r"前(?:(?<![一-鿿]前)|(?<=[比较与和跟同从由而但在的于]前))一(?:年度?|个?月|个?季度?|周|天|日)(?![之以]?[前后内]|[天日年])",
    "ahead": rf"{N} ?(?:年|个月)(?:以内|之内|内)(?!到期)",
    # What stands beside a date.
    "edge": f"年?{EDGE}|年中(?![国心央期等间])",
    "warm": "[春夏秋][天季](?!赛|装|服|菜|衣|攻|招|广)",
    "same": "同(?<![合不本]同)(?:期(?!声|录|群)|月份?|季度?)",
    "between": f"[与和](?=(?:{Y4}|{YC}) ?年之?间(?!接|断|隔))",
    "while": "之?间",
    "stop": rf"(?:止的?|(?<=[底末])的(?={N}个月))(?:{N}个月(?:中期)?|年度|财年|财政年度|[上下]?半年度?|季度|中期|{PART_ENDED})",
    "gloss": rf" ?[（(] ?(?:{Y4} ?年(?:{MONTH} ?月(?:{DAY} ?日)?)?|{MONTH} ?月(?:{DAY} ?日|份)?|{DAY} ?日|{LUNAR}) ?[）)]",
    # 今年春节, 2024年初三: what only a year or a day before it makes one; not 2024年初一季度.
    "feastname": rf"(?:(?:国庆节?、?中秋|中秋节?、?国庆|春|端午|中秋|国庆|清明)节|国庆节?、?中秋|中秋节?、?国庆|清明|端午|中秋|国庆|元旦|“五一”|五一)"
    rf"(?:(?:假期|假日|长假)?[三五七八3578]天(?:小?长假|假期|假日)?|(?!{FEAST_NOT}))"
    rf"|初[{CN}](?=[至到，、全共累当接进出票旅游客单零销的期；，）)]|\Z)",
    "glue": rf"的(?={PART})| (?={MONTH} ?月|第|[上下前])",
    "from": "从",
    "to": "到",
    "sep": SEP,
}
