"""Run pure functions in this process, in a process pool, or on a Dask cluster."""
