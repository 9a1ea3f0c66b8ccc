"""A session with the five articles of idlib-2020, cell by cell.

    python -m tests.notebook.executed examples/notebook.py

runs the cells and writes examples/notebook.md: the code, what it prints, and pictures. The cells
are marked as editors and Jupytext know them, so that the file also opens as a notebook. Numbers are
those of the version that ran it last; `timeline docs scores` says how well the rules read.
"""

# %% [markdown]
# The five articles of `idlib-2020`, written by us after what was reported in February 2020, are read
# once. `tl` at the end of a cell shows what is in it.

# %%
from pathlib import Path

import timeline

HERE = Path(__file__).parent
tl = timeline.build(HERE / "idlib-2020", jobs=1)
tl

# %% [markdown]
# A timeline has a length and is asked for an incident by its place in the list or by its id.

# %%
print(len(tl), "incidents,", len(tl.actors), "actors,", len(tl.documents), "documents")
print(tl[0].date.start, tl[0].summary)

# %% [markdown]
# `filter` gives a timeline again. A place may be a province or a country.

# %%
strikes = tl.filter(type="ASSAULT", since="2020-02-01", until="2020-02-29")
print(len(strikes), "incidents of armed force may lie in February 2020")
for incident in strikes:
    if incident.prominent and incident.killed:
        print(incident.date.start, incident.killed.low, incident.headline)

# %% [markdown]
# As a table: days are days, types are categories, and unknown numbers stay unknown.

# %%
table = strikes.to_pandas()
print(table.dtypes[["start", "type", "killed_best", "lat"]].to_string())
print(
    table.groupby("mode", observed=True)["killed_best"]
    .agg(["size", "count", "sum"])
    .to_string()
)

# %% [markdown]
# Every figure with who gives it: two accounts of one event stand side by side, never added up.

# %%
figures = strikes.to_pandas("casualties")
killed = figures[figures["kind"] == "killed"]
print(
    killed[["document", "group", "low", "best", "high", "attribution"]]
    .head(8)
    .to_string()
)

# %% [markdown]
# Counts by country and week, as `timeline panel` gives them.

# %%
panel = tl.panel("country,week", split="spread", zeros=False)
print(
    panel[panel["week"] >= "2020-W05"][
        ["iso3", "week", "incidents", "killed_best"]
    ].to_string()
)
print(panel.attrs["left_out"])

# %% [markdown]
# Who did what to whom: a Plotly figure, here as a picture.

# %%
tl.filter(since="2020-01-15", prominent=True).plot()
