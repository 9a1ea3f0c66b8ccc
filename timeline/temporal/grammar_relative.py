"""Rules of relative times, durations, sets and vague words.

Rules over kinds of tokens, as in grammar.py.
"""

FRAGMENTS = {
    "number": (
        "(?:{digits}{d1}{slash}{d1}|{digits}{and}{a}{half}|{digits}|{half}{a}|{a}{half}"
        "{dash}|{a}?{quant}"
        "{of}?|{a}?{numword}(?:{dash}?{numword}){0,3}(?:{and}{a}{half})?)"
    ),
    "numbers": "{number}(?:(?:{to|or|dash}){number})?",
    "hedge": (
        "(?:{about}|{nearly}|{over}|{a}?{more}{than}|{at}{least}|{no}{more}{than}|{up}{to}"
        "|{a}{nearly}|{a}"
        "{full}|{not}{more}{than})"
    ),
    "anyunit": "{unit|units|quarter|quarters|century|dayparts|daypart|weekend|seasons}",
    "clocktime": (
        "(?:(?P<clock>{clock})(?P<ampm>{ampm})?|(?P<hour>{d0|d1|d2|d3|d4})(?:{dot}"
        "(?P<minute>{d0|d1|d2|d3|d4}))?(?P<ampm>{ampm})|(?P<military>{n4|y4|yold})(?:(?="
        "{zone})|{units}"
        "(?={zone})|{units})|(?P<noon>{clockword}))(?:{open}?(?P<zone>{zone}|{localtime|capital}"
        "{timeword}){close}?)?"
    ),
}

RELATIVE: dict[str, str] = {
    "today": (
        "(?P<mod>{early|earlier|late|later|mid}(?:{in}{the})?)?(?:{the}?{mid|early|late}?"
        "{dash}?{dp}{of}?"
        "{comma}?)?(?P<word>{today|yesterday|tomorrow}){dp}?"
    ),
    "next-to-today": (
        "{the}?(?P<unit>{unit})(?P<word>{before}{yesterday}|{after}{tomorrow}){dp}?"
    ),
    "tonight": "{later|earlier|late}?{tonight}",
    "overnight": "{overnight}(?:{on}?(?P<weekday>{wd})|{into}(?P<morning>{wd}))?",
    "night-of-weekdays": (
        "(?:{the}?{dp}(?:{between|from|of}{the}?)?|{overnight}{from|between}?)(?P<weekday>{wd})"
        "{and|to|dash|slash|until|into}(?P<weekday2>{wd})"
    ),
    "this-daypart": "(?P<mod>{early|earlier|later|late})?(?P<dir>{last|this}){dp}",
    "that-daypart": (
        "(?P<mod>(?:{early|earlier|later|late})(?:{in}{the}|{on})?)?(?P<dir>{that}{same}?|{the}"
        "{same|next|following|previous}|{the}?{next|following|previous}){dp}"
    ),
    "daypart": (
        "(?<={at|by|until|before|after|in}){dp}"
        "|{the}{early|late}?{dp}(?:{units})?(?!{of|plain|capital|dash})"
        "|(?P<mod>{early|late|mid}){dash}?{dp}"
    ),
    "weekday": (
        "(?:{dayof}|(?P<hours>{hoursof})|(?P<mod>{early|earlier|late|later|mid}(?:{on})?))?"
        "(?P<dir>{lastnext}(?={wd}))?(?P<weekday>{wd})(?:{early|late}?{dp})?"
        "(?:{of}?(?P<week>{this|last|next})(?P<unit>{unit})"
        "|(?P<dir>{last|next})(?={dot|comma|brk|other|close}|$))?"
        "|(?<={at|by|before|after|since|until|about}){dp}{on}?(?P<weekday>{wd})"
    ),
    "weekday-week": (
        "(?:(?P<weekday>{wd})|(?P<word>{today|yesterday|tomorrow}))(?P<unit>{unit})"
        "(?={dot|comma|brk|other|close}|$)"
        "|{a}(?P<unit>{unit}){on|from}(?:(?P<weekday>{wd})|(?P<word>{today|tomorrow}))"
    ),
    "weekday-weeks-ago": (
        "(?P<n>{a|numword})(?P<unit>{unit|units})(?:{ago}{on}?|{last})(?P<weekday>{wd})"
        "|{last}(?P<weekday>{wd})(?P<unit>{unit})(?={dot|comma|brk|other|close}|$)"
        "|(?P<weekday>{wd})(?P<n>{a|numword})(?P<unit>{unit|units}){ago}"
        "|(?P<n>{numword})(?P<weekday>{weekdays}){ago}"
    ),
    "before-last": (
        "{the}(?:(?P<weekday>{wd})|(?P<unit>{unit|weekend}))(?P<dir>{before}{last}|{after}{next})"
    ),
    "weekdays": (
        "(?P<every>{every})(?P<weekday>{wd}){dp}?|(?P<weekday>{weekdays})|(?P<weekday>"
        "{wd})(?P<dayparts>{dayparts})"
    ),
    "clock": (
        "{about}?{clocktime}(?:{comma}?{on}?(?:(?P<weekday>{wd}){comma}?)?(?:(?P<month>{m})"
        "(?P<day>{d1|d2|d3|ordnum})(?:{comma}?(?P<year>{y4}))?|(?P<day>"
        "{d1|d2|d3|ordnum})(?P<month>{m})"
        "(?P<year>{y4})?)|{comma}?{on}?(?P<weekday>{wd})|{comma}?(?P<word>"
        "{today|yesterday|tomorrow})"
        "|{the|that|in|this}{1,2}{dp})?(?P<zone>{zone})?"
    ),
    "unit-relative": (
        "{mod}?(?P<dir>{lastnext}|{the}?{latest}|{the}{previous|following})(?:{fiscal}"
        "|{full|plain})?{dash}?"
        "(?P<unit>{unit|weekend|century|quarter|period})(?!{dash}"
        "{ago|earlier|long|old|plain})(?:{or}{so})?"
    ),
    "unit-of-told": (
        "(?P<mod>{the}{ending|start|mid}{of}{the}|{earlier|later}{in}{the}|{ending|start}{of}{the}?"
        "|{early|late}{in}{the})(?P<unit>{unit|century})(?!{dash}|{of})"
    ),
    "year-end": "(?P<unit>{unit})(?:{apos}{possessive})?{dash}?(?P<end>{ending})",
    "the-weekend": "{mod}?{the}(?P<unit>{weekend})",
    "units-recent": (
        "(?P<dir>{recent|coming|past|future|following})(?P<unit>"
        "{units|quarters|timeword|unit})(?:{and}{units})?"
    ),
    "units-last": (
        "(?:{at}{least})?{the}?(?P<dir>{last|past|next|previous|following|coming})(?P<n>{numbers})"
        "(?:{full|more|plain})?{dash}?(?P<unit>{anyunit})(?:{or}{so})?"
        "|{the}(?P<n>{number})(?P<dir>{previous|following|past})(?P<unit>{anyunit})"
        "|{the}?(?P<dir>{following|past|previous|next|last|coming})(?P<unit>{units|quarters})"
        "|{the}(?P<unit>{units}){ahead}"
    ),
    "units-ago": (
        "{hedge}?(?P<n>{numbers}|{a})?(?:{full|more})?(?P<unit>{anyunit}|{period})(?:{or}"
        "{so})?(?:{ago})"
    ),
    "units-later": (
        "{hedge}?(?P<n>{numbers}|{a})?(?:{full|more})?(?P<unit>{anyunit})(?:{or}{so})?"
        "(?P<dir>{later|earlier|previously}|(?:{before|after})(?="
        "{dot|comma|brk|other}|$))(?!{than})"
    ),
    "unit-next-to": (
        "{the}(?P<unit>{unit})(?P<dir>{before|after|following})(?={dot|comma|brk|other}|$)"
    ),
    "year-ago-period": (
        "{the|its}?{plain}?(?P<unit>{unit}){dash}(?P<dir>{ago|earlier})(?:(?P<ord>{ordword})?"
        "(?P<what>{quarter|period}|{plain}?{units}))?"
    ),
    "quarter-ago": "{the}(?P<what>{quarter|period})(?:{a}(?P<unit>{unit})(?P<dir>{ago|earlier}))",
    "quarter": (
        "{mod}?(?:{the|its|a}|(?P<dir>{this|last|next|the}?{last|next|this}{unit}{apos}"
        "{possessive}))?"
        "(?:{fiscal|plain}{dash}?)?(?P<year>{y4})?(?P<ord>{ordword|ordcap}){dash}?{fiscal}?"
        "{quarter}(?:{of}"
        "(?:{fiscal}?(?P<year>{y4})|(?P<ref>{this|last|next|the}{last|next}?){unit})"
        "|(?P<ref>{last|this|next}){unit})?(?!{dash}{plain}{dash})"
    ),
    "half": (
        "{the}(?P<ord>{ordword|last|late}){dash}?{half}(?:{of}{the}?(?:(?P<year>{y4})|{apos}?"
        "(?P<decade>{decade})|(?P<month>{m})|(?P<ref>{this|last|next}?)(?P<unit>{unit})))"
    ),
    "the-quarter": (
        "{the}(?P<unit>{quarter})"
        "|{the}(?P<year>{y4})(?P<unit>{quarter|period})"
        "|(?<!{capital})(?P<unit>{quarter})(?={comma|dot|other})"
    ),
    "the-period": "{the}(?:{plain}){period}{last}{unit}",
    "the-unit": (
        "{the}{full}?(?P<unit>{unit})(?="
        "{comma|dot|brk|other|open|close|on|in|at|by|and|to|until|from|apos|for}|$)"
    ),
    "sometime": "{sometime}(?P<dir>{next|last|this})(?P<unit>{unit})",
    "duration-range": (
        "(?<={between})(?P<one>(?P<n>{number})){and|to}(?P<two>(?P<n>{number})(?P<unit>{units}))"
    ),
    "duration": (
        "(?<!{dash}){hedge}?(?:{the}{ordword|last}?{hedge}?)?(?P<n>{numbers})(?:{dash}"
        "|{more|full}{full}?)?"
        "(?P<unit>{unit|units|century|quarters|dayparts|daypart|seasons}(?!(?<={quarters})"
        "{of|dash|in}))"
        "(?!{dash}?{old}|{and}{old}|{of}{age})(?:{dash}?{long})?(?:{and}(?P<more>{a}"
        "{half}))?(?:{dash}"
        "{long|period})?(?:{period})?"
    ),
    "nth-day": (
        "(?<={is}){the}(?P<ord>{ordword|ordnum})(?P<unit>{unit})(?={of|in|that})"
        "|(?<={apos}{possessive}){the}(?P<ord>{ordword|ordnum})(?P<unit>{unit})(?={of|in|that})"
    ),
    "rate": "{hedge}?{numbers}{units}(?:{a|every|per}){unit}",
    "age": "{hedge}?(?P<n>{numbers}){dash}?(?P<unit>{anyunit})(?:{dash}?{old}|{of}{age})",
    "duration-one": (
        "{the}{fiscal}?(?P<unit>{unit})(?={ended})"
        "|{hedge}?(?P<n>{a})(?:{full|more})?(?P<unit>{unit|century})(?:{and}(?P<more>{a}"
        "{half})|{or}"
        "{numword})?(?!{dash}{ago|earlier}|{apos})(?:{dash}{long})?"
    ),
    "units-bare": (
        "(?:{the}{early|last|late|ordword|plain|current}?)?(?P<unit>{units})(?:{or|and}"
        "{units})?(?!{dash})"
        "|(?P<unit>{unit}){dash}{long}"
    ),
    "set-each": (
        "{every|per}(?P<other>{other})?(?:(?P<n>{numbers})(?P<unit>{units})"
        "|(?P<unit>{unit|century|quarter|daypart|weekend})|(?P<month>{m})|(?P<season>{season}))"
    ),
    "set-adverb": "(?P<word>{daily|weekly|monthly|yearly|hourly|nightly})(?!{capital})",
    "present": (
        "{right}?{now}"
        "|{currently}"
        "|{the}?{current}"
        "|{this}{units}"
        "|{at|for}?{the}{present}{unit}?"
        "|{present}{unit}"
        "|{at}?{the}{timeword}{being}"
        "|{at}{this}{timeword}"
    ),
    "past-vague": "{more}?{recently}|{recent}|{the}{past}(?!{of})|{at}{the}{timeword}",
    "soon": "(?<!{as})(?P<soon>{soon})(?!{after|as})",
    "future": "(?P<future>{future})",
    "former": "(?P<former>{former})",
    "future-vague": (
        "{the}{near}?{future}|{as}{soon}{as}{possible}|{the}{near|full}{term}|{a}{later}{timeword}"
    ),
}
