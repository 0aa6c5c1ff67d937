"""The published site, replaced all or nothing.

    site/                    the published site; `.daybook-files` in it lists its files with their SHA-256
    .site.daybook/lock       locked while a process writes here
    .site.daybook/changed/   new and changed files of the next site
    .site.daybook/next/      staging directory: the complete next site
    .site.daybook/listing    a copy of next/.daybook-files, by which `recover` knows if it was exchanged
    .site.daybook/previous/  the previous site
    .site.daybook/gone/      the site before that, until it is removed
    .site.daybook/outputs    cache: key, hash and stat of each file

1. `publication` locks the folder, and new and changed files are written to changed/.
2. They are moved to next/ and all other files of the site are hard-linked there, files of other origin too.
   If most files of previous/ are hard links to unchanged files of the site, previous/ becomes next/ and is
   patched: that takes fewer system calls.
3. New contents are fsynced, so that no file is empty after a power cut. The exchange is not: both sites are
   complete.
4. next/ and site/ are exchanged atomically with renameat2(2), or by two renames if the system lacks it. The
   old site becomes previous/.

Each step is a rename, so a process that is killed leaves the old site or the new one. The next process finds
out which step was the last, and finishes or undoes the exchange (`recover`).
"""
