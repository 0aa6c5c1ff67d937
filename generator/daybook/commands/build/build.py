"""Build the site, unless nothing changed since the last build."""

from msgspec.structs import replace

from daybook.commands.build.options import Built, Options
from daybook.commands.build.remembered import recall, request_key
from daybook.content.site_toml import load_settings
from daybook.model import Counts
from daybook.site.inventory import refuse_overlap
from daybook.theme.folder import OWN_THEME


def build(options: Options) -> Built:
    """Import new digests, build the whole site and publish it.

    Raises UsageError for wrong settings or folders and InputError for content that cannot be published; the
    published site then stays as it was. A digest that cannot be read is a problem of the result.
    """
    refuse_overlap(options.output_dir, content=options.content_dir, theme=options.theme_dir or OWN_THEME)
    settings = load_settings(options.content_dir, options.base_url)
    request = request_key(options, settings)
    if not options.clean and (last := recall(options, request)):
        published = replace(last.published, written=0, removed=0, unchanged=last.published.pages)
        return Built(Counts(), last.papers, last.days, published, last.problems)
    # To load every kind of page takes as long as to see that nothing changed.
    from daybook.commands.build.stages import run_stages

    return run_stages(options, settings, request)
