"""The 86 inputs and faults: what each is, the tests that show what becomes of it, or why there is none.

A test is named as ``file.py::function`` below ``tests``, a test of Node's as ``file.mjs::its name``.
"""

from __future__ import annotations

from dataclasses import dataclass

SECTIONS = {
    "text that hurts a parser": range(1, 17),
    "text that attacks a reader": range(17, 33),
    "names and paths": range(33, 43),
    "files and formats": range(43, 69),
    "machine and process": range(69, 87),
}
"""The kinds of hazard and their numbers."""


@dataclass(frozen=True, slots=True)
class Row:
    """One input or fault."""

    number: int
    name: str
    tests: tuple[str, ...] = ()
    remark: str = ""
    """Why there is no test; or what the tests leave out."""


INPUT = "faults/test_hazards_input.py"
SLOW = "faults/test_pathological.py"
HOSTILE = "browser/test_hostile.py"
FORMS = "digests/test_forms.py"
LARGE = "digests/test_hostile_digests.py::test_large_hostile_texts_take_no_time"
NOTES, READING = f"{SLOW}::test_notes", f"{SLOW}::test_readers"
FAULTS = "faults/test_failing.py::test_each_request_refused"
REFUSED = "content/test_front_matter.py::test_what_is_refused_is_named_with_its_line"
NO_DIGEST = f"{INPUT}::test_files_that_are_no_digest"
SAME = "commands/test_same_bytes.py::test_on_any_machine"

ROWS = (
    Row(1, "lists in lists in lists", (NOTES, READING)),
    Row(2, "thousands of open brackets", (NOTES, READING)),
    Row(3, "images and links that never close", (NOTES, READING)),
    Row(4, "CDATA and declarations that never close", (NOTES, READING)),
    Row(5, "tags and attributes that never close", (NOTES, READING, LARGE)),
    Row(6, "runs of backticks", (NOTES, READING)),
    Row(7, "a fence and thousands of blanks", (NOTES, READING)),
    Row(8, "one footnote, named thousands of times", (NOTES, READING)),
    Row(9, "hundreds of abbreviations", (NOTES, READING)),
    Row(10, "thousands of links", (NOTES, READING)),
    Row(11, "half a closing tag, comments of word processors", (NOTES, READING)),
    Row(
        12,
        "code that keeps a lexer busy",
        (
            f"{SLOW}::test_each_language_is_quick_on_the_code_that_it_is_given",
            "theme/test_markdown.py::test_code_is_highlighted_by_its_language_and_never_by_a_guess",
        ),
    ),
    Row(
        13,
        "LaTeX that looks like a template",
        (
            "theme/test_theme.py::test_hostile_text_stays_text",
            "theme/test_theme.py::test_any_text_stays_text",
            f"{HOSTILE}::test_the_papers_pages",
        ),
    ),
    Row(
        14,
        "template code that computes or reads files",
        (
            f"{HOSTILE}::test_the_papers_pages",
            "repository/test_architecture.py::test_nothing_is_run_that_was_read",
        ),
    ),
    Row(
        15,
        "macros of TeX, and those that link or load",
        (f"{HOSTILE}::test_the_papers_pages", READING),
        "formulas are shown as their source, so no macro is ever expanded",
    ),
    Row(
        16,
        "a word of a megabyte, thousands of marks on a letter",
        (
            f"{INPUT}::test_a_word_of_a_megabyte_is_kept_whole",
            "text/test_plain_text.py::test_a_run_of_marks_beyond_unicodes_own_limit_stays_as_it_came",
            "browser/test_pages.py::test_hostile_text_is_read_as_it_is",
        ),
    ),
    Row(
        17,
        "scripts, images and events in every field",
        (
            f"{HOSTILE}::test_the_papers_pages",
            f"{HOSTILE}::test_the_lists",
            f"{HOSTILE}::test_files_for_other_programs",
            f"{HOSTILE}::test_each_wire_is_tripped",
        ),
    ),
    Row(
        18,
        "links of schemes that run, or without any",
        (
            f"{INPUT}::test_addresses_that_are_not_followed",
            "theme/test_markdown.py::test_a_link_to_anything_but_the_web_and_mail_leads_nowhere",
            "commands/test_check.py::test_no_harm_is_overlooked",
        ),
    ),
    Row(
        19,
        "an address that swallowed a quote or a tag",
        (
            f"{INPUT}::test_addresses_that_are_not_followed",
            f"{INPUT}::test_no_address_in_a_digest_stops_the_gate",
        ),
    ),
    Row(
        20,
        "the end of a script in data that a page holds",
        ("pages/test_page_properties.py::test_no_page_holds_json_or_a_script_of_its_own",),
    ),
    Row(
        21,
        "signs that mean something in a citation or a table",
        (
            "citations/test_bibtex.py::test_braces_of_an_entry_balance_whatever_stands_in_it",
            "citations/test_bibtex.py::test_escape",
        ),
        "of such formats only BibTeX is written",
    ),
    Row(
        22,
        "markup in the query of a shared link",
        (
            f"{HOSTILE}::test_queries_of_shared_links",
            f"{HOSTILE}::test_queries_that_are_typed",
            f"{INPUT}::test_no_module_takes_text_for_markup",
            "browser/test_pages.py::test_the_policy_is_in_force",
        ),
    ),
    Row(
        23,
        "markup in text that a search result shows",
        (f"{HOSTILE}::test_the_results_of_a_search",),
    ),
    Row(
        24,
        "queries that would take for ever",
        (
            "search/test_parity.py::test_no_query_takes_long",
            "browser/test_search.py::test_no_query_harms_the_page",
            "node/bounds.test.mjs::edits stop when the work is done, and say that they did",
            "node/text.test.mjs::edits without end stop",
        ),
    ),
    Row(
        25,
        "words that are names of JavaScript's own",
        (
            "search/test_parity.py::test_what_is_typed_is_found_first",
            "browser/test_search.py::test_no_query_harms_the_page",
        ),
    ),
    Row(
        26,
        "headings named as something of the page's own",
        (
            f"{INPUT}::test_a_heading_takes_no_name_of_the_pages_own",
            "theme/test_markdown.py::test_headings_have_ids_of_their_own",
        ),
    ),
    Row(
        27,
        "marks that turn the direction of text",
        (
            f"{HOSTILE}::test_the_papers_pages",
            f"{HOSTILE}::test_files_for_other_programs",
            "test_problems.py::test_foreign_text_in_a_message",
            f"{INPUT}::test_what_cannot_be_seen_is_in_no_address_and_stays_in_the_text",
        ),
        "they are isolated or left out, and not warned of",
    ),
    Row(
        28,
        "characters that nobody sees",
        (f"{INPUT}::test_what_cannot_be_seen_is_in_no_address_and_stays_in_the_text",),
        "they stay in the text, and are not warned of",
    ),
    Row(
        29,
        "letters of other scripts that look the same",
        (f"{INPUT}::test_titles_that_look_alike_have_an_address_each",),
        "authors that look alike are not warned of: nothing is joined by an author's name",
    ),
    Row(
        30,
        "letters that become many when folded",
        (
            f"{INPUT}::test_letters_that_become_many_stay_in_bounds",
            f"{INPUT}::test_spellings_of_one_title",
            "node/text.test.mjs::matches are marked, whatever else the text holds",
        ),
    ),
    Row(
        31,
        "titles that command a terminal or a workflow",
        (
            "cli/test_cli.py::test_foreign_text_cannot_command_a_log",
            "test_problems.py::test_foreign_text_in_a_message",
            "repository/test_workflow_jobs.py::test_titles_cannot_command_the_runner",
            "repository/test_digest.py::test_titles_cannot_command_the_runner",
            "commands/test_fetch_command.py::test_a_summary_is_added_and_holds_no_markup",
        ),
    ),
    Row(
        32,
        "images and styles from elsewhere, pages that send one on",
        (
            "theme/test_markdown.py::test_an_image_from_elsewhere_is_not_loaded",
            "theme/test_theme.py::test_style_sheets_are_small_and_load_nothing",
            f"{HOSTILE}::test_what_reaches_out_is_seen",
            f"{HOSTILE}::test_the_papers_pages",
        ),
    ),
    Row(
        33,
        "names that differ in case alone",
        (
            "content/test_content_properties.py::test_addresses_are_safe_and_each_its_own",
            "pages/test_links.py::test_a_digest_does_not_take_a_name_that_differs_in_case",
            "pages/test_paths.py::test_every_path_of_hostile_titles_and_names",
        ),
    ),
    Row(
        34,
        "one name in two normal forms",
        (
            f"{INPUT}::test_spellings_of_one_title",
            "pages/test_paths.py::test_every_path_of_hostile_titles_and_names",
        ),
    ),
    Row(
        35,
        "names that Windows keeps for itself",
        (
            "text/test_addresses.py::test_slug",
            "pages/test_paths.py::test_every_path_of_hostile_titles_and_names",
            "pages/test_paths.py::test_what_is_wrong_is_seen",
        ),
    ),
    Row(
        36,
        "titles too long for a name",
        (
            "text/test_addresses.py::test_any_script_gives_ascii_of_bounded_length",
            f"{INPUT}::test_letters_that_become_many_stay_in_bounds",
        ),
    ),
    Row(
        37,
        "identifiers that are ways out of the folder",
        (
            f"{INPUT}::test_what_is_no_identifier",
            "text/test_addresses.py::test_slug",
            "text/test_addresses.py::test_what_may_name_a_papers_page",
            "site/test_publication.py::test_a_listing_that_names_files_elsewhere_does_no_harm",
        ),
    ),
    Row(
        38,
        "names that begin with a dot, or are the site's own",
        (
            "text/test_addresses.py::test_slug",
            "text/test_addresses.py::test_what_may_name_a_written_page",
        ),
    ),
    Row(39, "identifiers in digits of other scripts", (f"{INPUT}::test_what_is_no_identifier",)),
    Row(
        40,
        "links in input, theme or output",
        (
            "disk/test_walk.py::test_links_and_devices_are_problems",
            "pages/test_links.py::test_nothing_is_written_through_a_linked_folder",
            "pages/test_links.py::test_links_in_a_theme_are_refused",
            "pages/test_links.py::test_a_linked_output_is_refused",
            "faults/test_watched.py::test_the_watch_follows_links",
        ),
    ),
    Row(
        41,
        "pipes, sockets, folders named as files, files one may not read",
        (
            "disk/test_walk.py::test_links_and_devices_are_problems",
            "disk/test_read.py::test_links_pipes_and_folders_are_not_read",
            "cli/test_cli.py::test_a_folder_where_a_file_should_be",
            FAULTS,
        ),
    ),
    Row(
        42,
        "an output folder that is somebody else's",
        (
            "site/test_publication.py::test_a_folder_that_is_not_ours_is_refused",
            "site/test_publication.py::test_a_link_or_a_file_in_its_place_is_refused",
        ),
    ),
    Row(43, "files without papers", (NO_DIGEST, f"{FORMS}::test_files_without_papers_say_why")),
    Row(
        44,
        "a byte order mark",
        (
            "content/test_content_properties.py::"
            "test_every_record_is_accounted_for_and_a_second_import_changes_nothing",
        ),
    ),
    Row(
        45,
        "bytes that are no UTF-8",
        (NO_DIGEST, "commands/test_check.py::test_every_problem_of_content_in_one_run"),
    ),
    Row(
        46,
        "control characters",
        (
            "text/test_plain_text.py::test_unsafe_characters_are_found_where_they_are",
            "pages/test_page_properties.py::test_any_text_is_well_formed_in_the_feed",
        ),
    ),
    Row(47, "half a surrogate", (f"{FORMS}::test_halves_of_surrogates_become_replacement_characters",)),
    Row(48, "line ends of every kind", ("text/test_plain_text.py::test_lines_end_where_editors_end_them",)),
    Row(49, "marks of a merge conflict", (NO_DIGEST,)),
    Row(
        50,
        "half a download, or something else in its place",
        (NO_DIGEST, f"{FORMS}::test_a_day_cut_off_keeps_what_is_whole"),
    ),
    Row(51, "JSON nested without end", (LARGE,)),
    Row(
        52,
        "names twice, numbers that are none",
        (
            f"{FORMS}::test_a_broken_record_costs_no_other_its_place",
            f"{INPUT}::test_numbers_that_are_none",
            LARGE,
        ),
    ),
    Row(
        53,
        "JSON of the wrong shape, a million authors",
        (
            "digests/test_hostile_digests.py::test_any_json",
            f"{FORMS}::test_fields_of_a_wrong_shape_are_left_out_with_a_warning",
            f"{INPUT}::test_a_record_of_a_million_names",
        ),
    ),
    Row(54, "YAML that grows", (REFUSED,)),
    Row(55, "YAML that guesses types", ("content/test_front_matter.py::test_every_scalar_is_a_string",)),
    Row(56, "YAML that makes objects, names twice, nesting", (REFUSED,)),
    Row(57, "XML that grows, reads files or nests", (f"{FORMS}::test_files_without_papers_say_why", LARGE)),
    Row(
        58,
        "feeds that are half broken or of another encoding",
        (
            f"{FORMS}::test_files_without_papers_say_why",
            f"{FORMS}::test_a_feed_says_its_encoding_itself",
            "digests/test_hostile_digests.py::test_a_damaged_digest",
        ),
    ),
    Row(59, "mail in a character set that nobody knows", (f"{FORMS}::test_a_newsletter",)),
    Row(60, "mail in mail in mail, brackets in a header", (LARGE,)),
    Row(
        61,
        "line ends hidden in a subject",
        (f"{FORMS}::test_arxiv_s_listing", "digests/test_hostile_digests.py::test_a_damaged_digest"),
        "no subject is shown; the mails of the tests have one that would add a header",
    ),
    Row(62, "headers of thousands of words", (LARGE,)),
    Row(
        63,
        "attachments, and mail that is only HTML",
        (f"{INPUT}::test_a_large_attachment_costs_nothing", f"{FORMS}::test_a_newsletter"),
    ),
    Row(
        64,
        "days that do not exist, years nobody means",
        (
            f"{INPUT}::test_days_that_do_not_exist",
            f"{INPUT}::test_years_that_cannot_be_meant",
            f"{INPUT}::test_a_record_of_an_odd_day_is_told_of_or_of_that_day",
            "text/test_dates.py::test_years_of_few_digits_are_not_padded_by_a_platform",
        ),
        "the bounds are fixed years, as nothing that is built may ask the clock",
    ),
    Row(
        65,
        "one digest twice, one paper in many",
        (
            f"{INPUT}::test_the_same_digest_under_another_name_adds_nothing",
            "archive/test_join.py::test_the_newest_word_of_each_field_stands_in_any_order_of_arrival",
            "archive/test_join.py::test_every_record_is_accounted_for_and_order_does_not_matter",
        ),
    ),
    Row(
        66,
        "an old digest edited or deleted",
        (
            f"{INPUT}::test_a_site_that_would_lose_a_paper_is_not_published",
            "faults/test_publishing_faults.py::test_the_address_of_a_removed_paper_is_given_to_no_other",
            "commands/test_incremental.py::test_an_archive_that_changes",
        ),
    ),
    Row(67, "a digest of a gigabyte", (f"{INPUT}::test_a_file_far_too_large_is_refused_before_it_is_read",)),
    Row(68, "a packed file", (NO_DIGEST,)),
    Row(
        69,
        "killed at any moment",
        (
            "faults/test_crash.py::test_killed_before_any_of_its_changes_on_disk",
            "faults/test_crash.py::test_killed_at_random_moments",
            "faults/test_crash.py::test_an_import_killed_at_any_change_is_made_whole_by_the_next",
            FAULTS,
        ),
    ),
    Row(70, "interrupted or told to end", ("cli/test_cli.py::test_interrupted", FAULTS)),
    Row(71, "a full disk, a broken one", (FAULTS, "cli/test_cli.py::test_a_disk_that_is_full")),
    Row(
        72,
        "a folder one may not write, another file system",
        (FAULTS, "disk/test_lock.py::test_the_work_folder_is_next_to_the_resolved_folder"),
        "what is built lies beside the site, so no rename crosses to another file system",
    ),
    Row(
        73,
        "a file that another program on Windows holds open",
        (),
        "no test runs on Windows; there a refused rename is a refusal like any other, and the old site stays",
    ),
    Row(
        74,
        "several builds at once",
        (
            "faults/test_at_once.py::test_builds_at_once",
            "faults/test_at_once.py::test_builds_imports_and_fetches_at_once",
            "disk/test_lock.py::test_a_killed_process_releases_the_lock",
        ),
    ),
    Row(
        75,
        "content that changes while it is built",
        (
            "commands/test_unchanged.py::test_what_changes_while_a_build_runs_is_seen_by_the_next",
            "faults/test_at_once.py::test_a_build_that_waited_reads_what_changed_meanwhile",
        ),
    ),
    Row(76, "no memory left", (FAULTS, "faults/test_limited.py::test_builds_under_limits")),
    Row(
        77,
        "a wrong clock, or none",
        ("repository/test_architecture.py::test_the_clock_and_the_locale_have_no_part_in_the_output", SAME),
    ),
    Row(
        78,
        "another locale, time zone, hash seed, umask, order of folders",
        (SAME, "repository/test_architecture.py::test_files_are_opened_with_an_encoding"),
    ),
    Row(79, "another Python", (SAME,)),
    Row(
        80,
        "memory of earlier builds that is damaged or foreign",
        (
            "site/test_publication.py::test_what_is_remembered_may_be_damaged",
            "content/test_folder.py::test_what_cannot_be_recalled_is_read_anew",
            "commands/test_incremental.py::test_an_archive_that_changes",
        ),
    ),
    Row(
        81,
        "a broken template, a missing one, a misspelt setting",
        (
            "theme/test_templates.py::test_a_fault_of_a_template_is_named_with_its_line",
            "theme/test_templates.py::test_a_template_that_is_not_there",
            "test_settings.py::test_every_mistake_in_one_run_with_its_line",
        ),
    ),
    Row(
        82,
        "a mistake of the program's own",
        (
            f"{INPUT}::test_a_failure_of_the_programs_own_leaves_the_site",
            "digests/test_reader_added.py::test_a_reader_that_fails_costs_only_its_file",
        ),
        "it ends in Python's own traceback and exit code 1, which is what a report needs",
    ),
    Row(
        83,
        "ended between two renames",
        (
            "site/test_publication.py::test_a_run_that_died_between_two_renames_is_made_good",
            FAULTS,
        ),
    ),
    Row(
        84,
        "an old page with a new index",
        ("browser/test_search_page.py::test_an_old_page_finds_its_way_in_a_new_index",),
    ),
    Row(
        85,
        "a deployment that fails half-way",
        (
            "repository/test_workflow_jobs.py::test_the_gate_stops_a_broken_site",
            "repository/test_lint.py::test_what_is_deployed_is_what_was_built_and_checked",
        ),
        "the host's own switch from one site to the next cannot be tried here",
    ),
    Row(
        86,
        "a site that suddenly has fewer papers",
        (f"{INPUT}::test_a_site_that_would_lose_a_paper_is_not_published",),
    ),
)
