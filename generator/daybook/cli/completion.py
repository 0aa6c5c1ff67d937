"""The command ``daybook completion``."""

import click
from click.shell_completion import BashComplete, FishComplete, ZshComplete

from daybook.cli.console import say

SHELLS = {"bash": BashComplete, "zsh": ZshComplete, "fish": FishComplete}


@click.command("completion", short_help="Print a script that completes commands.")
@click.argument("shell", type=click.Choice(SHELLS))
@click.pass_context
def completion_command(context: click.Context, shell: str) -> None:
    """Print a script that completes commands and options in a shell.

    For bash, put this into ~/.bashrc: eval "$(daybook completion bash)". For zsh the same, with zsh, in
    ~/.zshrc. For fish: daybook completion fish > ~/.config/fish/completions/daybook.fish
    """
    script = SHELLS[shell](context.find_root().command, {}, "daybook", "_DAYBOOK_COMPLETE")
    say(script.source())
