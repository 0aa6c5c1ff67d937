"""The only code that reads and writes files.

`walk` lists and stats, `read` and `write` do whole files, `folders` exchanges and removes directories,
`fsync` makes writes durable, `lock` excludes other processes and `cache` keeps values between builds.
"""
