"""Review a project in the browser: corrections by people, agreement of coders, gold data."""
