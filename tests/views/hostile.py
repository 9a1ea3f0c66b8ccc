"""Which strings must never run, fetch or mislead? They stand wherever text can stand."""

from dataclasses import replace

from tests.builders import actor_role, day, document, incident, place, timeline_data
from tests.views.sample import killed
from timeline.model.actors import Role
from timeline.model.incidents import Mark, Passage
from timeline.model.mentions import Slot
from timeline.model.text import TextSpan
from timeline.model.timeline import TimelineData

HOSTILE = (
    "<script>window.ran=1</script>",
    "<img src=x onerror='window.ran=1'>",
    '<span style="background:url(https://example.org/a.png)">styled</span>',
    '<a href="javascript:window.ran=1">link</a>',
    "</script><script>window.ran=1</script>",
    "%{customdata} %{x}",
    "<!-- <script>",
    "{{data}} ${1+1} {{script}}",
    "a\u202egnitirw sdrawkcab\u2066x\u2069",
    "line\u2028separator\u2029here",
    "&lt;b&gt; &amp;amp; &#60;script&#62;",
    "'\"><svg onload=window.ran=1>",
    '=HYPERLINK("https://example.org","x")',
)


def hostile() -> TimelineData:
    """Make one incident for each hostile string, put wherever text can stand."""
    incidents = []
    documents = []
    for number, text in enumerate(HOSTILE):
        told = document(
            text=text, id=f"d{number} {text}", publisher=f"{text} press", title=text
        )
        documents.append(told)
        passage = Passage(
            report=f"d{number}#0",
            document=told.id,
            start=0,
            end=len(text),
            text=text,
            trigger=TextSpan(start=0, end=1),
            attribution=(text,),
            marks=(
                Mark(slot=Slot.TRIGGER, start=0, end=1),
                Mark(slot=Slot.DATE, start=1, end=len(text)),
            ),
        )
        base = day(f"2020-02-{number + 1:02d}", words=text)
        incidents.append(
            incident(
                id=f"h{number} {text}",
                headline=text,
                mode=text,
                date=replace(base, time_of_day=text),
                actors=(
                    actor_role(
                        f"{text} {number}", Role.INITIATOR, id=text, aliases=(text,)
                    ),
                    actor_role(f"{text} target", Role.TARGET),
                ),
                places=(place(text, admin1=text),),
                casualties=(killed(number, group=text, attribution=(text,)),),
                attribution=(text,),
                publishers=(f"{text} press",),
                reports=(passage,),
            )
        )
    return timeline_data(
        *incidents, title=HOSTILE[0] + HOSTILE[2], documents=tuple(documents)
    )
