"""Recognize URLs of papers: by identifiers in them, or by hosts that hold papers alone."""

import re
from urllib.parse import unquote

from msgspec import Struct

from daybook.text.identifiers import arxiv_in_url, doi_in_url

_LONGEST_URL = 8_000
_TARGET = re.compile(
    r"[?&](?:url|u|q|target|redirect|to|link)=(https?(?::|%3a)[^&#]{4,4000})"
    r"|/C?L0/(https?(?::|%3a)%2f%2f[^/?#]{4,4000})",
    re.IGNORECASE,
)
"""The address behind that of a click counter, of which Amazon's has it in its path."""
_SCHOLAR = re.compile(r"https?://scholar\.google\.[a-z.]{2,12}/scholar_url\?", re.IGNORECASE)
_HOST = re.compile(r"https?://(?:www\.)?([^/?#:\s]{1,200})(?::[0-9]{1,5})?([^\s]{0,2000})", re.IGNORECASE)
_PAPER_HOSTS = re.compile(
    r"(?:.+\.)?(?:openreview\.net|aclanthology\.org|biorxiv\.org|medrxiv\.org|chemrxiv\.org|techrxiv\.org"
    r"|preprints\.org|ssrn\.com|ieeexplore\.ieee\.org|dl\.acm\.org|link\.springer\.com|sciencedirect\.com"
    r"|onlinelibrary\.wiley\.com|tandfonline\.com|mdpi\.com|frontiersin\.org|journals\.plos\.org|jmlr\.org"
    r"|proceedings\.mlr\.press|papers\.n(?:eur)?ips\.cc|proceedings\.neurips\.cc|openaccess\.thecvf\.com"
    r"|ojs\.aaai\.org|isca-archive\.org|pubmed\.ncbi\.nlm\.nih\.gov|pmc\.ncbi\.nlm\.nih\.gov|europepmc\.org"
    r"|hal\.science|osf\.io|researchsquare\.com|iopscience\.iop\.org|journals\.aps\.org|academic\.oup\.com"
    r"|journals\.sagepub\.com|eprint\.iacr\.org|ui\.adsabs\.harvard\.edu|inspirehep\.net|pnas\.org|pubs\.rsc\.org)"
)
_PAPER_PATHS = re.compile(
    r"(?:semanticscholar\.org/paper|nature\.com/articles|science\.org/doi|cell\.com/[\w-]+/full(?:text)?"
    r"|paperswithcode\.com/paper|researchgate\.net/publication|nber\.org/papers|scopus\.com/(?:inward/)?record|usenix\.org/conference"
    r"|ncbi\.nlm\.nih\.gov/pmc/articles|cambridge\.org/core/journals|econpapers\.repec\.org/(?:paper|article)"
    r"|ideas\.repec\.org/[abp]|eccc\.weizmann\.ac\.il/report|ijcai\.org/proceedings/[0-9]{4}"
    r"|philpapers\.org/rec|doaj\.org/article)/."
    r"|(?:econpapers\.repec\.org/|d\.repec\.org/n\?(?:\w+=\w*&)?u=)RePEc:."
)
_OTHER_PATHS = re.compile(
    r"/?(?:[?#].*|(?:search|journals?|alerts?|toc|loi|action|account|log-?in|sign-?in|register|help|about"
    r"|settings|my|user|people|events|venues|volumes|authors?|profile|group|xpl|browse|subscri\w*|unsubscribe|preferences|topics?|collections?)(?:[/?#.].*)?)",
    re.IGNORECASE,
)
"""Paths on hosts of papers that lead to lists, journals or accounts."""
_VOLUME = re.compile(
    r"aclanthology\.org/(?:[0-9]{4}\.[a-z0-9_]+(?:-[a-z0-9]+)?|[A-Z][0-9]{2}-[0-9]{1,2})(?:\.\w{3}|/)?"
    r"|dl\.acm\.org/doi/proceedings/.+"
)
"""Proceedings in the ACL Anthology and at ACM."""
_NEWS = re.compile(
    r"(?:nature\.com/articles/|(?:dx\.)?doi\.org/10\.1038/)d[0-9]{5}-.*|science\.org/content/.*"
)
"""News of journals, whose papers have other addresses."""
_OTHER_HOSTS = re.compile(
    r"(?:.+\.)?(?:github\.(?:com|io)|gitlab\.com|twitter\.com|x\.com|linkedin\.com|facebook\.com|youtube\.com|youtu\.be"
    r"|reddit\.com|medium\.com|substack\.com|ycombinator\.com|bsky\.app|t\.me|discord\.(?:com|gg)|google\.[a-z.]{2,6}"
    r"|instagram\.com|mastodon\.social|huggingface\.co|wikipedia\.org|patreon\.com|apple\.com|spotify\.com|slack\.com|shields\.io|t\.co"
    r"|youtube\.[a-z]{2,3}|repec\.org)"
)
_CODE = re.compile(r"https?://(?:www\.)?(?:github|gitlab)\.com/[^/\s]+/[^/\s]+", re.IGNORECASE)
_NO_CODE = re.compile(
    r"https?://[^/\s]+/[^/\s]+/[^/\s]+/(?:issues|pulls?|discussions|wiki)\b|\S+\.pdf\b", re.IGNORECASE
)
_TRACKING = re.compile(r"[?&#](?:utm_|ref=|source=|rss=|mc_|_tp=).*")


class PaperLink(Struct, frozen=True):
    """A URL with the identifiers in it."""

    url: str
    """Without a click counter's before it, and without parameters for statistics."""
    arxiv: str = ""
    doi: str = ""
    has_host: bool = False
    """Whether its host holds papers."""
    is_scholar: bool = False
    """Whether Google Scholar links to it."""

    @property
    def is_paper(self) -> bool:
        """Whether it leads to a paper."""
        return bool(self.arxiv or self.doi or self.has_host or self.is_scholar)

    @property
    def key(self) -> str:
        """The same text for two links to a paper."""
        return self.arxiv or self.doi.casefold() or self.url


def paper_link(url: str) -> PaperLink:
    """Parse a URL, also if it is a parameter of another, such as a click counter's."""
    url = url.strip()[:_LONGEST_URL]
    is_scholar = _SCHOLAR.match(url) is not None
    for _ in range(3):
        if not (match := _TARGET.search(url)):
            break
        url = unquote(match[1] or match[2])
    match = _HOST.match(url)
    host, path = (match[1].casefold(), match[2]) if match else ("", "")
    if _VOLUME.fullmatch(f"{host}{path}") or _NEWS.fullmatch(f"{host}{path}"):
        return PaperLink(_TRACKING.sub("", url))
    arxiv = arxiv_in_url(url) or arxiv_in_url(unquote(unquote(url)))
    is_deep = len(path.strip("/")) > 1 and not _OTHER_PATHS.fullmatch(path)
    has_host = bool(_PAPER_HOSTS.fullmatch(host) and is_deep) or bool(_PAPER_PATHS.match(f"{host}{path}"))
    return PaperLink(_TRACKING.sub("", url), arxiv, doi_in_url(url), has_host, is_scholar)


def is_code(url: str) -> bool:
    """Return whether a URL leads to a repository of code, and not to a discussion or a document in it."""
    return _CODE.match(url) is not None and _NO_CODE.match(url) is None


def host_of(url: str) -> str:
    """Return the host of a URL without ``www.``; empty for another text."""
    match = _HOST.match(url)
    return match[1].casefold() if match else ""


def is_other_host(url: str) -> bool:
    """Return whether a URL leads to no paper: to no host, a social network, or a journal or an account."""
    match = _HOST.match(url)
    if not match or _OTHER_HOSTS.fullmatch(match[1].casefold()):
        return True
    if _NEWS.fullmatch(f"{match[1].casefold()}{match[2]}"):
        return True
    return bool(_PAPER_HOSTS.fullmatch(match[1].casefold()) and _OTHER_PATHS.fullmatch(match[2]))
