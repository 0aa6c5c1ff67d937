"""Check a maintainer's own theme folder against the built-in theme."""

import re
from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from daybook.problems import Problem, Severity, did_you_mean, nearest
from daybook.text.plain_text import count
from daybook.theme.folder import (
    BUILT_IN,
    STATIC,
    STYLES,
    TEMPLATES,
    Theme,
    read_theme,
    theme_folders,
    with_built_in,
)
from daybook.theme.own.blocks import ParsedTemplate, ancestors, parse_templates, with_parts
from daybook.theme.own.copying import read_versions, version_of
from daybook.theme.own.scripts import broken_imports, exports_of, has_hook, hooks_of
from daybook.theme.own.styles import style_faults
from daybook.theme.own.unread import unread_files

_SCRIPT = ".js"
_MOST_NAMED = 5
_EXTENDS_BUILT_IN = re.compile(rf"[\"']{BUILT_IN}".encode())


class OwnTheme:
    """An own theme folder and the built-in theme that it changes."""

    def __init__(self, folder: Path, own: Theme, built_in: Theme) -> None:
        self.folder, self.own, self.built_in = folder, own, built_in
        self.label = f"{folder.as_posix()}/"
        self.replaced = sorted(path for path in own if path in built_in and own[path] != built_in[path])
        self.whole: Theme = {**with_built_in(built_in, own), **own}

    def problem(
        self, path: str, line: int, what: str, remedy: str, severity: Severity = Severity.WARNING
    ) -> Problem:
        """Return a problem of an own file."""
        return Problem(self.label + path, line, what, remedy, severity)


def check_own_theme(theme_dir: Path | None) -> list[Problem]:
    """Return the problems of an own theme folder; none for the built-in theme itself."""
    folders = theme_folders(theme_dir)
    if theme_dir is None or len(folders) == 1:
        return []
    theme = OwnTheme(theme_dir, read_theme(theme_dir), read_theme(folders[0]))
    parsed = parse_templates(theme.whole)
    used = {name for template in parsed.values() for name in (*template.parts, template.extends)}
    problems = [*unread_files(theme.own, theme.built_in, used, theme.label)]
    problems += _versions(theme)
    problems += _scripts(theme)
    problems += _styles(theme)
    problems += _blocks(theme, parsed)
    problems += _hooks(theme, parsed)
    return sorted(set(problems))


def _versions(theme: OwnTheme) -> Iterator[Problem]:
    """Yield a problem for each file that was made from another version of the built-in one.

    Scripts fit each other and the search index, so one that may not fit is an error.
    """
    made_from, mistakes = read_versions(theme.folder)
    yield from mistakes
    unknown = []
    for path in theme.replaced:
        if made_from.get(path) == version_of(theme.built_in[path]):
            continue
        remedy = (
            f"look at `daybook theme diff {path}`; delete it, or mend it and run `daybook theme fits {path}`"
        )
        which = "another version" if path in made_from else "an unknown version"
        if path.endswith(_SCRIPT):
            what = f"was made from {which} of the built-in script: {_difference(theme, path)}"
            yield theme.problem(path, 0, what, remedy, Severity.ERROR)
        elif path in made_from:
            yield theme.problem(path, 0, f"was made from {which} of the built-in file", remedy)
        elif path.startswith((TEMPLATES, STATIC)) and not _EXTENDS_BUILT_IN.search(theme.own[path]):
            unknown.append(path)
    if unknown:
        what = f"it is not known of which version {_listed(unknown)} is"
        remedy = "run `daybook theme fits FILE…`, so that a newer Daybook can tell you"
        yield Problem(theme.label, 0, what, remedy, Severity.NOTE)
    same = [path for path in theme.own if theme.built_in.get(path) == theme.own[path]]
    if same := [path for path in same if path not in made_from]:
        what = f"holds {count(len(same), 'file')} equal to the built-in theme's: {_listed(same)}"
        remedy = "delete what you do not change, so that a newer Daybook brings its own"
        yield Problem(theme.label, 0, what, remedy, Severity.NOTE)


def _listed(paths: Collection[str]) -> str:
    named = ", ".join(sorted(paths)[:_MOST_NAMED])
    return f"{named} and {len(paths) - _MOST_NAMED:,} more" if len(paths) > _MOST_NAMED else named


def _difference(theme: OwnTheme, path: str) -> str:
    """Name how an own script differs from the built-in one: by exports if these differ, else by lines."""
    own, built_in = (files[path].decode("utf-8", "replace") for files in (theme.own, theme.built_in))
    here, there = exports_of(own) or set(), exports_of(built_in) or set()
    lost, more = sorted(there - here), sorted(here - there)
    parts = [f"it lacks the export{'s' * (len(lost) > 1)} {', '.join(lost)}"] if lost else []
    parts += [f"it exports {', '.join(more)} too"] if more else []
    lines = len(set(own.split("\n")) ^ set(built_in.split("\n")))
    return ", ".join([*parts, f"{count(lines, 'line')} differ"])


def _scripts(theme: OwnTheme) -> Iterator[Problem]:
    """Yield an error for each own import that leads nowhere, and for each own module that lacks exports."""
    if not any(path.endswith(_SCRIPT) for path in theme.own):
        return
    modules = {
        path: data.decode("utf-8-sig", "replace")
        for path, data in theme.whole.items()
        if path.endswith(_SCRIPT)
    }
    lacks: dict[str, dict[str, str]] = {}
    for path, one, what, name in broken_imports(modules):
        if path in theme.own:
            known = exports_of(modules.get(one.path, "")) or set() if name else modules
            remedy = did_you_mean(name or one.path, known, "see `daybook theme diff`")
            yield theme.problem(path, one.line, what, remedy, Severity.ERROR)
        elif one.path in theme.own:
            lacks.setdefault(one.path, {}).setdefault(name, path)
    for path, names in lacks.items():
        listed = ", ".join(f"`{name}`" for name in sorted(names))
        what = f"does not export {listed}, which built-in scripts import, as {min(names.values())} does"
        yield theme.problem(path, 0, what, f"see `daybook theme diff {path}`", Severity.ERROR)


def _styles(theme: OwnTheme) -> Iterator[Problem]:
    for path, data in sorted(theme.own.items()):
        if path.startswith(STYLES) and path.endswith(".css"):
            for line, what, remedy in style_faults(data.decode("utf-8-sig", "replace")):
                severity = Severity.WARNING if "@import" in what else Severity.ERROR
                yield theme.problem(path, line, what, remedy, severity)


def _blocks(theme: OwnTheme, parsed: Mapping[str, ParsedTemplate]) -> Iterator[Problem]:
    """Yield a warning for each block that no template above has, and for text outside of blocks."""
    missing: set[tuple[str, str]] = set()
    given = parse_templates(theme.built_in)
    for name, template in sorted(parsed.items()):
        above = ancestors(name, parsed)
        if not above:
            continue
        is_own = TEMPLATES + name in theme.own
        known = {block for one in above if one in parsed for block in parsed[one].blocks}
        if is_own and template.text_outside:
            what = f"text outside of blocks is not shown, as the template extends {template.extends}"
            yield theme.problem(TEMPLATES + name, template.text_outside, what, "put it into a block")
        for block in sorted(template.outer - known):
            remedy = did_you_mean(block, known, f"the blocks are {', '.join(sorted(known))}", mark="`")
            if is_own:
                top = above[-1].removeprefix(BUILT_IN)
                what = f"the block `{block}` replaces nothing: {top} has no such block"
                yield theme.problem(TEMPLATES + name, template.blocks[block], what, remedy)
            elif own := [one for one in above if TEMPLATES + one in theme.own]:
                had = (one for one in own if one in given and block in given[one].blocks)
                missing.add((next(had, own[-1]), block))
    for name, block in sorted(missing):
        near = nearest(block, parsed[name].blocks)
        remedy = f"rename `{near}`" if near else f"add {{% block {block} %}}{{% endblock %}}"
        what = f"lacks the block `{block}`, which other templates fill"
        yield theme.problem(TEMPLATES + name, 0, what, remedy)


def _hooks(theme: OwnTheme, parsed: Mapping[str, ParsedTemplate]) -> Iterator[Problem]:
    """Yield a warning for each template that lacks what scripts look for in the built-in one."""
    given = parse_templates(theme.built_in)
    modules = (data for path, data in theme.whole.items() if path.endswith(_SCRIPT))
    scripts = [data.decode("utf-8", "replace") for data in modules]
    for path in theme.replaced:
        name = path.removeprefix(TEMPLATES)
        if name not in parsed or parsed[name].extends.startswith(BUILT_IN):
            continue
        before = _text(theme.built_in, with_parts(name, given))
        after = _text(theme.whole, with_parts(name, parsed))
        if missing := sorted(hook for hook in hooks_of(before, scripts) if not has_hook(after, hook)):
            what = f"lacks {', '.join(missing)}, which scripts look for"
            yield theme.problem(path, 0, what, f"see `daybook theme diff {path}`")


def _text(theme: Theme, names: Collection[str]) -> str:
    return "\n".join(theme[TEMPLATES + name].decode("utf-8", "replace") for name in sorted(names))
