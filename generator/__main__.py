"""``python -m generator`` is the command ``daybook``."""

from generator.cli import main

main()
