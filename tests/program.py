"""The commands of the program, by name."""

from click import Command, Context

from daybook.cli.main import daybook


def _commands() -> dict[str, Command]:
    context = Context(daybook)
    found = {name: daybook.get_command(context, name) for name in daybook.list_commands(context)}
    return {name: command for name, command in found.items() if command}


COMMANDS = _commands()
