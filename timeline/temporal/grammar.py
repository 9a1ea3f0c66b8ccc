"""Rules of explicit dates: days, months, years, seasons, decades, centuries, holidays.

A rule is a regular expression over kinds of tokens (words.py), not over letters: `{month}` is a
token of that kind, `{in|of}` a token of one of two kinds; the name of a fragment stands for the
fragment. Named groups are what the resolvers read; a rule may use a name more than once. A rule
with the groups `one` and `two` finds two expressions ("12-15 January"). Relative words, durations
and sets: grammar_relative.py.
"""

# Kinds under one name.
CLASSES = {
    "counted": "counted|persons",
    "digits": "d0|d1|d2|d3|d4|d5|n3|y4|yold|n4|longnum|bignum|dec",
    "two": "d0|d1|d2|d3|d4|d5",
    "prep": (
        "in|of|since|until|by|from|to|between|and|early|mid|late|before|after|for|over|about|past"
    ),
}

# Kinds of which alone no expression consists but a spelled year and a day in figures: where none
# but these stand, no rule need be tried.
CONNECTIVES = (
    "other|plain|capital|the|a|this|that|same|last|next|previous|following|coming|latest|early|mid"
    "|late|ending|start|part|half|rest|of|in|on|at|by|since|until|from|to|between|and|or|for|over"
    "|about|nearly|more|than|least|up|no|every|per|not|long|old|so|full|its|fiscal|ordword|ordcap"
    "|numword|quant|comma|dot|dash|slash|open|close|apos|colon|d0|d1|d2|d3|d4|d5|n3|longnum|bignum"
    "|dec|percent|currency|counted|persons|numbered"
)

# Kinds that no expression begins with; a search leaves them out at once.
NEVER_FIRST = (
    "plain|other|brk|dot|capital|comma|of|was|to|in|and|counted|possessive|said|by|currency|on|will"
    "|war|is|persons|from|numbered|be|or|percent|open|close|since|until|after|before"
)

FRAGMENTS = {
    "spelledyear": "(?:{numword}{numword}(?:{dash}?{numword}|{and}{numword})?)",
    "m": "(?:{month|monthamb}|{mabbr}{dot}?)",
    "wd": (
        "(?:{weekday}|{wabbr}{dot}?(?={comma}?{month|monthamb|mabbr|daypart|d1|d2|d3})|(?<="
        "{on|until|since})"
        "{wabbr}(?:{dot}|(?={comma|brk})))"
    ),
    "d": "(?:{d1|d2|d3|ordnum}|(?:{numword}{dash}?)?{ordword})",
    "y": (
        "(?:(?P<year>{y4|yold})(?:{comma}?(?P<era>{era}))?|(?P<spelled>{spelledyear})"
        "|(?P<year>{n3|d4|d5|d3|d2}){comma}?(?P<era>{era})|{apos}(?P<year2>{two}))"
    ),
    # what a year, day or hour is not: a count, a price, part of a name
    "notcount": "(?!{percent|units}|{dash}?{plain}?{counted}|{dash}{units|unit})",
    # "early", "the end of", "later in": which part of the longer time is meant
    "mod": (
        "(?P<mod>{the}?{early}(?:{dash}|{in}{the}?|{part}{of}{the}?|{on})?|{the}?{late}(?:{dash}"
        "|{in}{the}?|{part}{of}{the}?|{on})?|{the}{ordword|last|final|start}{units}{of}{the}?"
        "|{the}?{mid}(?:{dash}|{part}?{of}{the}?)?|{the}?{ending|start}{of}"
        "{the}?|{the}{rest}"
        "{of}{the}?|{earlier|later}(?:{in}{the}?|{on})?)"
    ),
    "lastnext": (
        "{the}?{last|next|past|coming|previous|following|this|that|same|current}{past|coming|same}?"
    ),
    "ofref": (
        "(?:{of|comma}?(?P<ref>{this|that|last|next|the}"
        "{same|last|next|previous|following}?){unit}(?!{before|after}))"
    ),
    # "early in the morning of", "the night of", before a day
    "dayof": (
        "(?:{the}?(?:{early|late|mid}(?:{in}{the})?)?{dp}{units}?{of|on|between|from}{the}?"
        "|(?P<daypart>{overnight}){on|between|from}?{the}?)"
    ),
    # "the early hours of", "in the small hours of", before a weekday
    "hoursof": "{the}(?:{early|late|plain}){units}{of|on}",
    "md": (
        "(?:{prefix}(?P<month>{m})(?:(?P<day>{d1|d2|d3|ordnum})|{the}(?P<day>{d})|(?P<day>"
        "{ordword})"
        "(?!{plain|unit|units})))"
    ),
    "dp": "(?P<daypart>(?:{pre}{dash})?{daypart})",
    "prefix": (
        "(?:{dayof}|{mod}|(?P<hours>{hoursof}))?(?:{last}(?={m}))?"
        "(?:(?P<weekday>{wd})(?:(?:{early|late})?{dp})?{comma}?{the}?)?"
    ),
    "dd": "(?:{d1|d2|d3|ordnum})",
    # "of August", "of August 2014", "of last month", after the first Friday
    "ofmonth": (
        "{of|in}(?:(?P<month>{m})(?:{comma}?{of}?{y}|{ofref})?"
        "|{the}?(?P<feast>{feast})(?:{comma|of|in}?(?P<year>{y4}))?"
        "|(?P<ref>{this|that|last|next|the}{same|previous|following}?)(?P<refunit>{unit}))"
    ),
    "joint": "(?:{dash|and|or|to|until|slash})",
}

EXPLICIT: dict[str, str] = {
    "iso-date": "(?P<iso>{iso})",
    "numeric-date": "(?P<slashdate>{slashdate})",
    "day-month-year": "{prefix}{the}?(?P<day>{d}){of}?(?P<month>{m}){comma}?{of}?{y}",
    "month-day-year": "{prefix}(?P<month>{m}){the}?(?P<day>{d}){comma}?{of}?{y}",
    "cable-date": (
        "(?:(?P<day>{d1|d2|d3}){dash}(?P<month>{m}){dash}|(?P<day>{d1|d2|d3}){slash}(?P<month>{m})"
        "{slash}|(?P<day>{d1|d2|d3}){dot}(?P<month>{mabbr}){dot})(?:(?P<year>{y4})"
        "|(?P<year2>{two}))"
        "|(?P<month>{mabbr}){dash}(?P<day>{d1|d2|d3}){dash}(?P<year>{y4})"
        "|(?P<day>{d1|d2|d3})(?P<month>{mabbr})(?P<year2>{two})(?={dot|comma|brk|close|other}|$)"
    ),
    "weekday-of-month": (
        "(?:{the}?(?P<ord>{ordword|ordnum|last|final|start}))"
        "(?:(?P<weekday>{wd})|(?P<unit>{unit|weekend})){ofmonth}"
    ),
    "weekday-ordinal": (
        "(?P<weekday>{wd}){comma}?{the}?(?P<ord>{ordnum})"
        "(?={comma|dot|brk|other|close|open|and|or|in|at|by|to|from|until|was|said|colon}|$)"
    ),
    "numbered-day": (
        "(?<={on}){the}(?P<ord>{ordnum})"
        "(?={comma|dot|brk|other|close|the|a|this|its|in|at|by|from|until|was|numword|plain|two}|$)"
    ),
    "day-in-figures": (
        "(?:(?<={on|since|until|by})|(?<=^)|(?<={brk})(?={two}{slash}{two}{colon|dash}))"
        "(?P<first>{two}){slash}(?P<second>{two})(?!{slash|of|percent|units|unit|counted})"
    ),
    "day-of-this-month": (
        "{the}(?P<ord>{ordnum|ordword}){of}"
        "(?P<ref>{this|that|last|next|the}{same|previous|following}?)"
        "(?P<refunit>{unit})"
    ),
    "calendar-date": (
        "{the}?(?:(?P<day>{d}){of}?)?(?P<calmonth>{calmonth|feast}){comma|of}?(?P<year>{yold})"
        "|(?P<calmonth>{calmonth})(?P<day>{d1|d2|d3}){comma}?(?P<year>{yold})"
    ),
    "calendar-day": (
        "(?:{the}?(?P<day>{ordnum}){of}?|(?P<day>{d1|d2|d3}))(?P<calmonth>(?P<feast>"
        "{calmonth|feast}))(?!{capital|war|dash})"
    ),
    "day-list-month": (
        "(?P<one>{prefix}{the}?(?P<day>{dd})){comma}(?P<two>{the}?(?P<day>{dd}))(?:{comma}"
        "(?P<three>{the}?(?P<day>{dd})))?(?:{comma}(?P<four>{the}?(?P<day>{dd})))?{comma}?{and|or}"
        "(?P<five>{the}?(?P<day>{dd}){of}?(?P<month>{m})(?:{comma}?{y})?)"
    ),
    "month-day-list": (
        "(?P<one>{prefix}(?P<month>{m})(?P<day>{dd})){comma}(?P<two>(?P<day>{dd}))(?:{comma}"
        "(?P<three>(?P<day>{dd})))?(?:{comma}(?P<four>(?P<day>{dd})))?{comma}?{and|or}"
        "(?P<five>(?P<day>{dd})(?:{comma}?{y})?){notcount}(?!{m})"
        "|(?P<one>{prefix}(?P<month>{m})(?P<day>{dd})){comma}(?P<two>(?P<day>{dd}))(?={and|or}{m})"
    ),
    "month-day-range": (
        "(?P<one>{prefix}(?P<month>{m})(?P<day>{d1|d2|d3|ordnum})){joint}(?P<two>(?P<day2>"
        "{d1|d2|d3|ordnum})"
        "(?:{comma}?{y})?){notcount}(?!{m})"
    ),
    "day-range-month": (
        "(?P<one>{prefix}{the}?(?P<day>{d1|d2|d3|ordnum})){joint}(?P<two>{the}?"
        "(?P<day2>{d1|d2|d3|ordnum}){of}?(?P<month>{m})(?:{comma}?{y})?)"
    ),
    "month-day": (
        "(?:(?<!{in}){md}|(?<={in}){md}{notcount})(?!{dash}{plain}|{percent})(?:{ofref}|{at}?{dp})?"
    ),
    "day-month": "{prefix}{the}?(?P<day>{d}){of}?(?P<month>{m})(?:{ofref}|{at}?{dp})?",
    "month-year": "{mod}?(?P<month>{m}){comma}?{of}?{y}",
    "month-of": "{mod}?(?P<month>{m}){ofref}",
    "month-relative": "{mod}?(?P<dir>{lastnext})(?P<month>{m})",
    "month": (
        "{mod}(?P<month>{m})(?!{capital})"
        "|(?<={prep}){mod}(?P<month>{m})"
        "|(?P<month>{month})(?!{dash})"
        "|(?<={prep})(?P<month>{month|mabbr})"
        "(?!(?<={mabbr}){capital})"
        "|(?P<month>{month})(?={dash}{plain})"
    ),
    "month-abbreviated": "(?P<month>{mabbr}){dot}(?!{capital})",
    "month-ambiguous": (
        "(?<={prep})(?P<month>{monthamb})(?!{apos}?{capital})"
        "|(?P<month>{monthamb})(?={and|to|dash|or}{month})"
        "|(?<={a|the})(?P<month>{monthamb})(?={plain|war})"
    ),
    "spelled-year": "(?:{the}{unit})?(?P<spelled>{spelledyear})(?!{units|unit|counted|dash})",
    "season-year": (
        "{mod}?{the}?(?P<season>{season|seasonamb}){of|comma}?(?:{y}(?:{dash|slash}"
        "{d0|d1|d2|d3|d4|d5|y4})?|{ofref})"
    ),
    "season-relative": "{mod}?(?P<dir>{lastnext})(?P<season>{season|seasonamb})(?!{of})",
    "season": (
        "{mod}(?P<season>{season|seasonamb})"
        "|{the}(?:{full|plain})?(?P<season>{season|seasonamb})(?!{of})"
        "|(?P<season>{season})(?!{capital})"
        "|(?P<season>{seasonamb})(?={war})"
        "|(?<={in|early|late|by|since|until|mid})(?P<season>{seasonamb})(?!{of|plain})"
        "|(?<={in})(?P<season>{seasonamb})(?!{of})(?={its|plain}{plain|was})"
    ),
    "decade": (
        "{mod}?{the}?{apos}?(?P<decade>{decade})(?P<era>{era})?|{mod}?{the}?(?P<decade>"
        "{decadeword})"
    ),
    "century": (
        "{mod}?{the}?(?P<ord>{ordnum}|(?:{numword}{dash}?)?{ordword|ordcap}){dash}?"
        "{century}(?P<era>{era})?"
    ),
    "year-range": (
        "(?P<one>(?:{mod}|{the}(?:{unit|units}))?(?P<year>{y4|yold}))"
        "{dash|slash}(?P<two>(?P<year2>{y4}"
        "|{two})(?!{units|counted|colon|dash|slash|percent}))"
    ),
    "bc-range": (
        "(?P<one>{mod}?(?P<year>{n3|d4|d5|yold}))(?:{joint}|{comma})"
        "(?P<two>(?P<year2>{n3|d4|d5|yold})(?P<era>{era}))"
    ),
    "year": (
        "{mod}(?P<year>{y4|yold}){notcount}(?P<era>{era})?"
        "|{the}{unit|units}(?P<year>{y4|yold})"
        "|{the}?{fiscal}{dash}?{unit}?(?P<year>{y4})"
        "|(?<!{currency|numbered|dash|slash|colon|apos})(?<!{no}{dot})(?P<year>{y4})"
        "{notcount}(?!{dash}{plain|capital}|{plain}?{carmake})"
        "|(?<={prep})(?P<year>{yold|y4}){notcount}"
        # "In 2014 soldiers left" opens with a year
        "|(?:(?<=^{in})|(?<={brk|dot|other|close}{in}))(?P<year>{y4})(?={plain}?{counted})"
        "|(?<={since|until})(?P<year>{y4})(?={plain}?{counted})"
    ),
    "year-with-era": (
        "{about}?{dot}?{mod}?(?P<year>{y4|yold|n3|d5|d4|d3|d2|d1})(?P<era>{era})"
        "|(?P<era>{era})(?P<year>{y4|yold|n3|d5|d4|d3|d2|d1})"
    ),
    "hijri-year": (
        "{mod}?(?:{the}{unit})?(?:(?P<year>{y4|yold|n3|d5|d4|d3|d2|d1}){hijra}"
        "|{hijra}(?P<year>{y4|yold|n3|d5|d4|d3|d2|d1}))"
    ),
    "ancient-year": (
        "(?<={in|since|by|until|of|before|after|and})(?P<year>{n3})"
        "(?!{plain|counted|units|unit|percent|capital|colon|slash|dash|of|and})"
    ),
    "short-year": (
        "(?<={in|of|since|from|to|between|and|by|until|early|late})(?:{mod})?{apos}"
        "(?P<year2>{d5|d4|d0|d1|d2})(?!{apos|plain})"
    ),
    "feast": (
        "{mod}?(?<!{capital}){the}?(?P<feast>{feast})(?!{capital}|{war})"
        "(?:{comma|of|in}?(?P<year>{y4}))?"
    ),
    "day-of-war": (
        "{the}?(?:(?P<unit>{unit})(?P<n>{digits|numword})|(?P<ord>{ordnum|ordword})(?P<unit>"
        "{unit})){of|in}"
        "{the|its|this}?{capital}?(?P<war>{war})"
    ),
}
