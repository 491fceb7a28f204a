"""SQL queries by the rows that they give on a schema: `reward` makes the job, `driver` is what runs in the sandbox."""
