"""Parse authors' names."""

import re
from collections.abc import Iterable, Mapping, Sequence

from daybook.digests.syntax.python_literal import parse_list
from daybook.text.languages import script_language

_AND = re.compile(r",?\s+(?:and|und|et|&)\s+(?!al\b)", re.IGNORECASE)
_SUFFIX = re.compile(r"(?:jr|sr|ii|iii|iv|ph\.?\s?d)\.?", re.IGNORECASE)
_GENERATION = re.compile(r"(?:Jr|Sr)\.?|2nd|3rd|III|IV")
"""A suffix that PubMed and catalogues write after the given name: ``Reed, Bo Jr``."""
_EASTERN = frozenset({"ja", "ko", "zh"})
_MARKS = " ,*†‡§¶#"
"""Signs around names, such as those that mark equal contribution."""
_NOBODY = re.compile(
    r"(?:^|[\s,])(?:(?:and|e|et|und|y)\s)?(?:et(?:\.\s?|\s)al(?:ii|ia)?|others|u\.\s?a"
    r"|\+?\s?[0-9]+\s(?:more|others?|additional|altri|autres|otros|weitere)(?:\sauthors?)?|\+\s?[0-9]+)\.?$|(?:…|(?<!\.)\.{3,})$|\s?等人?$",
    re.IGNORECASE,
)
_FULL_WIDTH = str.maketrans("（）；", "();")
_SEPARATORS = re.compile(r"[、，]|\s[·•/]\s")
_COLLABORATION = re.compile(r"(\b(?:Collaboration|Consortium|Team|(?:Working|Study) Group)):\s")
_SIGN_AFTER = re.compile(r" [*†‡§]{1,3}(?=[,;]|$)")
_SLASHED = re.compile(r"[^,/]{1,60},[^,/]{1,60}(?:/[^,/]{1,60},[^,/]{1,60}){1,200}")
"""``Mill, Ada/Reed, Bo``, as catalogues of libraries write it."""
_OMITTED = re.compile(r",\s?(?:…|\.{3,4})\s?(?=,|and |& )")
"""In place of names in the middle of a list: ``Ada Mill, Bo Reed, ..., Cy Wood``."""
_ADDRESS = re.compile(r"\s?<[^<>\s]{1,100}@[^<>\s]{1,100}>")
_FOOTNOTE = re.compile(r"(?<=[^\W\d_]{2}) ?[0-9]{1,2}$|^[0-9]{1,2}$|(?:^|(?<=\w))[¹²³⁰⁴-⁹]{1,3}$")
"""The number of an affiliation behind a name, or of another one of the same person."""
_PARTICLE = re.compile(r"^(?:[a-z'’]+\s)+")
_PARTICLES = re.compile(r"(?:van|von|de[lnr]?|der|di|da|dos|ter|zu[mr]?)(?: (?:de[nr]?|la|las|los))?")
"""Before a family name, and so behind a given name: ``Reed, Bo van der``."""
_INITIALS = re.compile(r"(?:[A-ZÀ-ÖØ-Þ]\.[ -]?){1,4}|[A-ZÀ-ÖØ-Þ]{1,2}|[A-ZÀ-ÖØ-Þ](?:[ -][A-ZÀ-ÖØ-Þ]){1,2}")
_INITIALS_LAST = re.compile(r"([^\W\d_][^.]*?[^\W\d_.]) ((?:[A-ZÀ-ÖØ-Þ]\.[ -]?){1,4})")
"""How Scopus and Embase write names: ``Mill A.``, ``van der Reed B.C.``"""
_FAMILY_INITIALS = re.compile(r"(\S[^,]{0,80}?) ([A-Z]{1,4})\.?((?: (?:Jr|Sr|[23][nr]d|II|III|IV))?)")
"""How PubMed writes names: ``Mill AB``, ``Reed B Jr``."""
_CAPITALIZED = r"[A-ZÀ-ÖØ-ÞĀ-ſȘȚ][\w.'’-]{0,30}"
_NAME = rf"{_CAPITALIZED}(?: (?:{_CAPITALIZED}|v[ao]n|de[lnr]?|d[aiou]|dos|la|te[nr]|zu[mr]?|bin|ibn)){{1,4}}"
NAMES = re.compile(
    rf"{_NAME}(?:(?:,? (?:and|und|et|&) |, ){_NAME}){{0,40}}(?:,? et al\.?| ?\+ ?[0-9]{{1,3}} more)?"
)
"""A list of names that are written with capitals: ``Ada Mill, Bo Reed and Cy van der Wood``."""
OTHERS = "et al."
"""Ends a list of names that was cut off, until `drop_nobody`."""
_LINE_LIMIT = 200_000
_MOST_NOBODIES = 20
"""Ends of a list that are dropped, one after the other."""
_FAMILY_KEYS = (
    *("family", "familyName", "family_name", "lastName", "last_name", "last", "surname"),
    "family-names",
)
_GIVEN_KEYS = (
    *("given", "givenName", "given_name", "given_names", "givenNames", "firstName", "first_name", "first"),
    *("forename", "given-names"),
)
_MIDDLE_KEYS = ("middleName", "middle_name", "middle")
_WHOLE_KEYS = (
    *("literal", "name", "display_name", "fullName", "full_name", "collectiveName", "collective_name"),
)


def split_names(line: str) -> tuple[str, ...]:
    """Split ``Ada Mill, Bo Reed and Cy Wood`` into names, without text in parentheses, such as affiliations.

    Semicolons or bars, if there are any, separate names with commas: ``Mill, Ada; Reed, Bo``.
    Without semicolons, ``Mill, Ada``, ``Mill, Ada and Reed, Bo`` and ``Mill, A., Reed, B.`` are inverted too.
    `OTHERS` follows the names if the line says that there are more.
    """
    line = " ".join(line[:_LINE_LIMIT].translate(_FULL_WIDTH).split())
    if line.startswith(("['", '["')) and (listed := parse_list(line)):
        line = "; ".join(name for name in listed if isinstance(name, str))
    line, omitted = _OMITTED.subn("", _without_parentheses(_ADDRESS.sub("", line)))
    line = _COLLABORATION.sub(r"\1, ", _SEPARATORS.sub(", ", line))
    line = _SIGN_AFTER.sub("", line)
    if ";" not in line and ("|" in line or _SLASHED.fullmatch(line)):
        line = line.replace("|", ";").replace("/", ";")
    if ";" in line:
        names = [join_name(name.split(",")) for name in line.split(";")]
    else:
        parts = [_split_commas(part) for part in _AND.split(_NOBODY.sub("", line.rstrip(" ,")).rstrip(" ,"))]
        names = _join_inverted(parts) or [name for part in parts for name in part]
    names = given_first(_FOOTNOTE.sub("", name.strip(_MARKS)) for name in names)
    others = [OTHERS] if omitted or are_cut_off([line]) or are_cut_off(names) else []
    return tuple(dict.fromkeys([*drop_nobody(names), *others]))


def given_first(names: Iterable[str]) -> list[str]:
    """Return names with initials before families, if all are written ``Mill A.``; else as they are."""
    found = list(names)
    if not found or not all(name.endswith(".") for name in found if name):
        return found
    matches = [_INITIALS_LAST.fullmatch(name) for name in found if name]
    return [f"{match[2].strip()} {match[1]}" for match in matches if match] if all(matches) else found


def initials_first(name: str) -> str:
    """Return PubMed's ``Mill AB`` as ``AB Mill``; any other name as it is."""
    match = _FAMILY_INITIALS.fullmatch(name)
    return f"{match[2]} {match[1]}{match[3]}" if match else name


def drop_nobody(names: Iterable[str]) -> list[str]:
    """Return names without ``et al.``, ``and others`` and ``3 more authors`` at the end of the list."""
    kept = list(filter(None, names))
    for _ in range(_MOST_NOBODIES):
        if not (kept and _NOBODY.search(kept[-1])):
            break
        last = _NOBODY.sub("", kept.pop()).rstrip(" ,")
        kept += [last] if last else []
    return kept


def are_cut_off(names: Sequence[str]) -> bool:
    """Return whether the last name of a list says that there are more."""
    return _NOBODY.search(next(filter(None, reversed(names)), "")) is not None


def name_in_fields(person: Mapping[str, object]) -> str:
    """Return the name of a person in the fields of CSL-JSON, Crossref, Zotero or schema.org.

    Empty if there is none. ``{"family": "Reed", "given": "Bo", "non-dropping-particle": "van der"}`` is
    ``Bo van der Reed``.
    """

    def first(*keys: str) -> str:
        values = (person.get(key) for key in keys)
        return next((value.strip() for value in values if isinstance(value, str) and value.strip()), "")

    family = first(*_FAMILY_KEYS)
    if not family:
        return first(*_WHOLE_KEYS) or first(*_GIVEN_KEYS)
    particles = (first("dropping-particle"), first("non-dropping-particle"))
    given = " ".join(filter(None, (first(*_GIVEN_KEYS), first(*_MIDDLE_KEYS), *particles)))
    name = _in_order(given, family)
    suffix = first("suffix")
    return f"{name}, {suffix}" if suffix else name


def _in_order(given: str, family: str) -> str:
    """Return a name as people write it: ``Ada Mill``, but ``李伟``, whose family name is 李."""
    if not family.isascii() and {script_language(family), script_language(given)} <= _EASTERN:
        return family + given
    return f"{given} {family}".strip()


def join_name(parts: list[str], *, suffix_last: bool = False) -> str:
    """Join the parts of a name that was split at its commas, with the given name first.

    ``Mill, Ada`` becomes ``Ada Mill``; ``Mill, Jr., Ada`` and ``Mill, Ada, Jr.`` become ``Ada Mill, Jr.``,
    ``Reed, Bo Jr`` becomes ``Bo Reed, Jr``.
    Any other suffix is the last part if ``suffix_last``, as in ``Mill, Ada, PhD``, else the second.
    """
    stripped = [part.strip() for part in parts]
    if len(stripped) == 2:
        given, _, last = stripped[1].rpartition(" ")
        if given and _GENERATION.fullmatch(last):
            return f"{given} {stripped[0]}, {last}"
        is_suffix = stripped[0] and _SUFFIX.fullmatch(stripped[1])
        return ", ".join(stripped) if is_suffix else _in_order(stripped[1], stripped[0])
    if len(stripped) != 3:
        return ",".join(parts).strip()
    family, second, third = stripped
    if bool(_SUFFIX.fullmatch(second)) != bool(_SUFFIX.fullmatch(third)):
        suffix_last = bool(_SUFFIX.fullmatch(third))
    given, suffix = (second, third) if suffix_last else (third, second)
    return f"{given} {family}, {suffix}".strip(" ,")


def _split_commas(part: str) -> list[str]:
    """Split at commas, but not before a suffix such as ``Jr.``."""
    names: list[str] = []
    for name in part.split(","):
        if names and _SUFFIX.fullmatch(name.strip()):
            names[-1] += f", {name.strip()}"
        else:
            names.append(name)
    return names


def _join_inverted(parts: list[list[str]]) -> list[str]:
    """Join pairs of family and given names; return an empty list if one of them does not look like a pair.

    Each part is a list of names between two ``and``. Only initials mark the given names of longer lists.
    """
    pairs = [part[start : start + 2] for part in parts for start in range(0, len(part), 2)]
    if not all(len(pair) == 2 and _is_inverted(*pair) for pair in pairs):
        return []
    if len(pairs) > len(parts) and not all(_INITIALS.fullmatch(given.strip()) for _family, given in pairs):
        return []
    return [join_name(",".join(pair).split(",")) for pair in pairs]


def _is_inverted(family: str, given: str) -> bool:
    """Return whether two names look like a family name and a given name: ``van der Mill``, ``Ada B.``."""
    family, given = (name.strip().partition(",")[0] for name in (family, given))
    if not given[:1].isupper() or not family:
        return False
    if _INITIALS.fullmatch(given):
        return not _INITIALS.fullmatch(family)
    rest = given.partition(" ")[2]
    is_given = not rest or _INITIALS.fullmatch(rest) or _PARTICLES.fullmatch(rest)
    return " " not in _PARTICLE.sub("", family, count=1) and bool(is_given)


def _without_parentheses(line: str) -> str:
    kept, depth = [], 0
    for character in line:
        depth += (character == "(") - (character == ")" and depth > 0)
        if depth == 0 and character != ")":
            kept.append(character)
    return " ".join("".join(kept).split())
