"""The files of topics that filters read."""

from __future__ import annotations

import json
from itertools import accumulate

from daybook.search.topics import TopicPapers
from daybook.search.vlq import decode_vlq
from tests.search.invented import papers
from tests.search.whole_index import index_order, search_files


def test_every_topic_is_listed_with_its_papers() -> None:
    documents = index_order(papers(400))
    refs = [document.ref for document in documents]
    topics = [
        TopicPapers("lamp-oil", "Lamp oil", "LO", refs[::2]),
        *(TopicPapers(f"topic-{number}", f"Theme {number}", "", refs[number::3]) for number in range(300)),
    ]
    files = dict(search_files(documents, topics))
    manifest = json.loads(files["search/index.json"])
    listed = json.loads(files[f"search/topics/{manifest['topics']}.json"])
    assert listed["topics"][:2] == [["Lamp oil", 0, "LO"], ["Theme 0", "topic-0"]]
    assert len(listed["first"]) > 1
    names = [listed["names"][at : at + 10] for at in range(0, len(listed["names"]), 10)]
    runs = [json.loads(files[f"search/topics/{name}.json"]) for name in names]
    assert [len(run) for run in runs] == [
        end - start for start, end in zip(listed["first"], [*listed["first"][1:], len(topics)], strict=True)
    ]
    assert list(accumulate(decode_vlq(runs[0][0]))) == list(range(len(documents)))[::2]


def test_without_topics_there_is_no_file_of_them() -> None:
    files = dict(search_files(papers(3)))
    assert json.loads(files["search/index.json"])["topics"] == ""
    assert not any(path.startswith("search/topics/") for path in files)
